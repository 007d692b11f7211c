import CTurboJPEG

/// Decodes a JPEG image by libjpeg-turbo; what the library only warns of is an error too, because
/// pixels are then guessed.
func readJPEG(_ bytes: UnsafeBufferPointer<UInt8>, path: String) throws -> RasterImage {
  guard let decoder = tjInitDecompress() else {
    throw DataError.damagedImage(path: path, format: "JPEG", reason: "no memory to decode it")
  }
  defer { tjDestroy(decoder) }
  let count = UInt(bytes.count)
  var (width, height, sampling, colours): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
  let header = tjDecompressHeader3(
    decoder, bytes.baseAddress, count, &width, &height, &sampling, &colours)
  guard header == 0, width > 0, height > 0 else { throw damagedJPEG(decoder, path) }
  try RasterImage.check(height: Int(height), width: Int(width), path: path)
  let spaces = [TJCS_CMYK, TJCS_YCCK].map { Int32($0.rawValue) }
  guard !spaces.contains(colours) else {
    throw DataError.damagedImage(
      path: path, format: "JPEG", reason: "its colours are CMYK, and RGB or grey is needed")
  }
  let isGrey = colours == Int32(TJCS_GRAY.rawValue)
  let format = isGrey ? TJPF_GRAY : TJPF_RGB
  let channels = isGrey ? 1 : 3
  var pixels = [UInt8](repeating: 0, count: Int(height) * Int(width) * channels)
  // Few bytes may ask for thousands of passes over the image, which the last flag refuses.
  let flags = TJFLAG_ACCURATEDCT | TJFLAG_LIMITSCANS
  let decoded = tjDecompress2(
    decoder, bytes.baseAddress, count, &pixels, width, 0, height, Int32(format.rawValue), flags)
  guard decoded == 0 else { throw damagedJPEG(decoder, path) }
  return RasterImage(height: Int(height), width: Int(width), channels: channels, pixels: pixels)
}

private func damagedJPEG(_ decoder: tjhandle, _ path: String) -> DataError {
  let reason = tjGetErrorStr2(decoder).map { String(cString: $0) } ?? "it cannot be decoded"
  return .damagedImage(path: path, format: "JPEG", reason: reason)
}
