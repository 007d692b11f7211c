import Timing

/// Reads the texts of a folder with a sub-folder for each class: a column of texts and one of classes.
struct TextFolderReader {
  let folder: ClassFolder
  let skipsErrors: Bool
  let limits: FileLimits
  private var skipped: [DataError] = []
  private(set) var fingerprint = Fingerprint()

  init(_ path: String, skipsErrors: Bool, limits: FileLimits) throws {
    folder = try ClassFolder(path, endings: ClassFolder.textEndings)
    self.skipsErrors = skipsErrors
    self.limits = limits
  }

  /// Whether the sub-folders of a folder hold texts, and no images.
  static func reads(_ path: String) -> Bool {
    (try? ClassFolder(path)) == nil
      && (try? ClassFolder(path, endings: ClassFolder.textEndings)) != nil
  }

  /// Reads all; what cannot be read ends it, or is skipped where that is wished.
  mutating func read() throws -> Table {
    if let empty = folder.emptyClasses.first, !skipsErrors {
      throw DataError.emptyClassFolder(path: empty, kind: "texts")
    }
    var (texts, labels): ([String?], [String?]) = ([], [])
    for item in folder.items {
      do {
        texts.append(try load(item))
        labels.append(item.label)
      } catch let error as DataError where skipsErrors { skipped.append(error) }
    }
    if texts.isEmpty, let first = skipped.first { throw first }
    let columns = [
      Column(name: TextFile.columnName, texts: texts),
      Column(name: ClassFolder.targetName, texts: labels),
    ]
    return Table(checked: columns, rowCount: texts.count)
  }

  private mutating func load(_ item: ClassFolder.Item) throws -> String {
    let file = try timed("reading") { try TextFile(item.path, limits: limits) }
    guard !file.text.isBlank else { throw DataError.emptyFile(path: item.path) }
    Array("\(item.label)/\(item.name)\u{0}".utf8).withUnsafeBufferPointer { fingerprint.add($0) }
    fingerprint.add(file.fingerprint)
    return file.text
  }

  /// What was left out.
  var notices: [String] {
    var notices: [String] = []
    if let first = folder.ignored.first {
      let count = folder.ignored.count
      notices.append(
        "\(count) \(count == 1 ? "entry" : "entries") ignored: not a text in a class folder "
          + "(first '\(first)')")
    }
    if let first = skipped.first {
      notices.append("\(counted(skipped.count, "text")) skipped: \(first.message)")
    }
    if let first = folder.emptyClasses.first {
      notices.append(
        "\(counted(folder.emptyClasses.count, "class folder")) without texts skipped "
          + "(first '\(first)')")
    }
    return notices
  }
}
