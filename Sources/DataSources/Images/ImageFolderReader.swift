import Timing

/// Reads the images of a folder as one array, with the names of the sub-folders as targets.
struct ImageFolderReader {
  let folder: ClassFolder
  let options: ImageOptions
  let limits: FileLimits
  private var images: [RasterImage] = []
  private var labels: [String?] = []
  /// The first image that was read, to which the others are compared.
  private var firstPath: String?
  private var byteCount = 0
  private var transparentCount = 0
  private var skipped: [DataError] = []
  private(set) var fingerprint = Fingerprint()

  init(_ path: String, options: ImageOptions, limits: FileLimits) throws {
    folder = try ClassFolder(path)
    self.options = options
    self.limits = limits
  }

  /// Reads all; what cannot be read ends it, or is skipped where that is wished.
  mutating func read() throws -> (images: NumericArray, targets: Table) {
    let skips = options.skipsErrors ?? false
    if let empty = folder.emptyClasses.first, !skips {
      throw DataError.emptyClassFolder(path: empty, kind: "images")
    }
    for item in folder.items {
      do { try add(try load(item), of: item) } catch let error as DataError where skips {
        if case .imageSizesDiffer = error { throw error }
        if case .imagesTooLarge = error { throw error }
        skipped.append(error)
      }
    }
    if images.isEmpty, let first = skipped.first { throw first }
    return (array(), Table(checked: [labelColumn], rowCount: labels.count))
  }

  private var labelColumn: Column { Column(name: ClassFolder.targetName, texts: labels) }

  private mutating func load(_ item: ClassFolder.Item) throws -> RasterImage {
    let file = try timed("reading") { try readFile(item.path, limits: limits) }
    Array("\(item.label)/\(item.name)\u{0}".utf8).withUnsafeBufferPointer { fingerprint.add($0) }
    fingerprint.add(file.fingerprint)
    return try timed("decoding") { try readImage(file) }
  }

  private mutating func add(_ decoded: RasterImage, of item: ClassFolder.Item) throws {
    var image = decoded
    if options.grey == true { image = image.grey }
    if let size = options.size { image = image.resized(height: size.height, width: size.width) }
    if let first = images.first, let firstPath,
      first.height != image.height || first.width != image.width
    {
      throw DataError.imageSizesDiffer(
        first: firstPath, firstSize: [first.height, first.width], second: item.path,
        secondSize: [image.height, image.width])
    }
    byteCount += image.pixels.count
    guard byteCount <= limits.bytes else {
      throw DataError.imagesTooLarge(path: folder.path, read: images.count, limit: limits.bytes)
    }
    if image.isTransparent { transparentCount += 1 }
    if images.isEmpty { firstPath = item.path }
    images.append(image)
    labels.append(item.label)
  }

  /// [n, height, width] where all are grey or shall be, else with an axis of three channels.
  private func array() -> NumericArray {
    let isGrey = options.grey ?? images.allSatisfy { $0.channels == 1 }
    let (height, width) = (images.first?.height ?? 0, images.first?.width ?? 0)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(images.count * height * width * (isGrey ? 1 : 3))
    for image in images { bytes += isGrey ? image.grey.pixels : image.coloured.pixels }
    let shape = [images.count, height, width] + (isGrey ? [] : [3])
    return NumericArray(shape: shape, storage: .bytes(bytes))
  }

  /// What was left out and what was changed.
  var notices: [String] {
    var notices: [String] = []
    if transparentCount > 0 {
      notices.append("\(counted(transparentCount, "image")) with transparency: laid over white")
    }
    if let first = folder.ignored.first {
      notices.append(
        "\(counted(folder.ignored.count, "entry", plural: "entries")) ignored: not an image in a "
          + "class folder (first '\(first)')")
    }
    if let first = skipped.first {
      notices.append("\(counted(skipped.count, "image")) skipped: \(first.message)")
    }
    if let first = folder.emptyClasses.first {
      notices.append(
        "\(counted(folder.emptyClasses.count, "class folder")) without images skipped "
          + "(first '\(first)')")
    }
    return notices
  }
}

private func counted(_ count: Int, _ noun: String, plural: String) -> String {
  "\(count) \(count == 1 ? noun : plural)"
}
