/// Decodes an image, whose kind is known by its first bytes and not by its name.
func readImage(_ file: LoadedFile) throws -> RasterImage {
  try file.bytes.withBytes { bytes in
    if bytes.isEmpty { throw DataError.emptyFile(path: file.path) }
    if bytes.starts(with: [0x89, 0x50, 0x4e, 0x47]) { return try readPNG(bytes, path: file.path) }
    if bytes.starts(with: [0xff, 0xd8]) { return try readJPEG(bytes, path: file.path) }
    if bytes.count > 2, bytes[0] == UInt8(ascii: "P"), Array("2356".utf8).contains(bytes[1]) {
      return try readPNM(bytes, path: file.path)
    }
    throw DataError.notAnImage(path: file.path)
  }
}
