import Glibc

/// The files of a kind in a folder that has one sub-folder for each class.
///
/// Only these two levels are looked at, so that links that lead back up lead nowhere.
struct ClassFolder {
  /// One file and the sub-folder it lies in.
  struct Item {
    let path: String
    let label: String
    let name: String
  }

  let path: String
  /// Sorted by class, then by name: the same on every machine.
  private(set) var items: [Item] = []
  /// Sub-folders without such files.
  private(set) var emptyClasses: [String] = []
  /// What else lies there, but for hidden files.
  private(set) var ignored: [String] = []

  private let endings: [String]

  /// The column that holds the names of the sub-folders.
  static let targetName = "class"
  /// How the names of images end.
  static let imageEndings = [".png", ".jpg", ".jpeg", ".ppm", ".pgm", ".pnm"]
  /// How the names of texts end.
  static let textEndings = [".txt", ".txt.gz"]

  /// Whether a path leads to a folder.
  static func isFolder(_ path: String) -> Bool {
    // The system would take a path to end at a NUL.
    guard !path.utf8.contains(0) else { return false }
    var status = stat()
    return stat(expandingHome(path), &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Lists a folder; throws `noClassFolders` where no sub-folder has a file with such an ending.
  init(_ typedPath: String, endings: [String] = imageEndings) throws {
    self.endings = endings
    var path = expandingHome(typedPath)
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    self.path = path
    var loose = 0
    for name in try Self.names(in: path) {
      let full = "\(path)/\(name)"
      if Self.isFolder(full) {
        try addClass(name, full)
      } else {
        loose += isWanted(name) ? 1 : 0
        ignored.append(full)
      }
    }
    guard !items.isEmpty else {
      throw DataError.noClassFolders(path: path, looseFiles: loose, firstEmpty: emptyClasses.first)
    }
  }

  private mutating func addClass(_ label: String, _ folder: String) throws {
    let before = items.count
    for name in try Self.names(in: folder) {
      let full = "\(folder)/\(name)"
      if isWanted(name), !Self.isFolder(full) {
        items.append(Item(path: full, label: label, name: name))
      } else {
        ignored.append(full)
      }
    }
    if items.count == before { emptyClasses.append(folder) }
  }

  private func isWanted(_ name: String) -> Bool {
    let name = name.lowercased()
    return endings.contains { name.hasSuffix($0) }
  }

  /// The names in a folder, sorted, without the hidden ones.
  private static func names(in folder: String) throws -> [String] {
    guard let stream = opendir(folder) else {
      throw DataError.unreadable(path: folder, reason: systemReason(errno))
    }
    closedir(stream)
    return fileNames(in: folder).filter { !$0.hasPrefix(".") }
  }
}
