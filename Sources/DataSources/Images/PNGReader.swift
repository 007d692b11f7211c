import CPNG

/// Decodes a PNG image by libpng's simplified interface, which hands errors back as texts.
///
/// Sixteen bits become eight; palettes become colours.
func readPNG(_ bytes: UnsafeBufferPointer<UInt8>, path: String) throws -> RasterImage {
  // libpng keeps the address of this structure while it reads.
  let image = UnsafeMutablePointer<png_image>.allocate(capacity: 1)
  defer { image.deallocate() }
  image.initialize(to: png_image())
  defer { png_image_free(image) }
  image.pointee.version = png_uint_32(PNG_IMAGE_VERSION)
  guard png_image_begin_read_from_memory(image, bytes.baseAddress, bytes.count) != 0 else {
    throw damagedPNG(image, path)
  }
  let (height, width) = (Int(image.pointee.height), Int(image.pointee.width))
  try RasterImage.check(height: height, width: width, path: path)
  let hasColour = image.pointee.format & png_uint_32(PNG_FORMAT_FLAG_COLOR) != 0
  let hasAlpha = image.pointee.format & png_uint_32(PNG_FORMAT_FLAG_ALPHA) != 0
  image.pointee.format &= png_uint_32(PNG_FORMAT_FLAG_COLOR) | png_uint_32(PNG_FORMAT_FLAG_ALPHA)
  // Without a mark of its own an image of 16 bits is taken as encoded like one of 8.
  image.pointee.flags |= png_uint_32(PNG_IMAGE_FLAG_16BIT_sRGB)
  let channels = hasColour ? 3 : 1
  var samples = [UInt8](repeating: 0, count: height * width * (channels + (hasAlpha ? 1 : 0)))
  guard png_image_finish_read(image, nil, &samples, 0, nil) != 0 else {
    throw damagedPNG(image, path)
  }
  guard hasAlpha else {
    return RasterImage(height: height, width: width, channels: channels, pixels: samples)
  }
  return RasterImage(height: height, width: width, overWhite: samples, channels: channels)
}

private func damagedPNG(_ image: UnsafeMutablePointer<png_image>, _ path: String) -> DataError {
  let reason = withUnsafeBytes(of: image.pointee.message) { text in
    String(decoding: text.prefix { $0 != 0 }, as: UTF8.self)
  }
  return .damagedImage(path: path, format: "PNG", reason: reason)
}
