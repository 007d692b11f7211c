extension LoadPlan {
  /// The images of a folder; their classes are the one target.
  func readImages(
    _ source: Source, rows: Int?, _ fingerprint: inout Fingerprint, _ notices: inout [String]
  ) throws -> Loaded {
    try refuseFolderOptions(source, rows: rows, of: "images")
    var reader = try ImageFolderReader(source.features, options: images, limits: limits)
    let (array, targets) = try reader.read()
    fingerprint.add(reader.fingerprint)
    notices += reader.notices
    return Loaded(content: .array(array, targets: targets), targetColumns: targets.names)
  }

  /// `size=`, `grey=` or `on_error=` for what is no folder.
  static func imageOptionError(_ option: String, source: String) -> DataError {
    let kinds = option == "on_error=" ? "images, texts or recordings" : "images"
    return DataError.loadOptions(
      problem: "\(option) is for a folder of \(kinds), and '\(source)' is none",
      hint: "leave \(option) out")
  }
}
