import Glibc

/// The images of a folder that has one sub-folder for each class.
///
/// Only these two levels are looked at, so that links that lead back up lead nowhere.
struct ImageFolder {
  /// One image file and the sub-folder it lies in.
  struct Item {
    let path: String
    let label: String
    let name: String
  }

  let path: String
  /// Sorted by class, then by name: the same on every machine.
  private(set) var items: [Item] = []
  /// Sub-folders without images.
  private(set) var emptyClasses: [String] = []
  /// What lies there and is no image, but for hidden files.
  private(set) var ignored: [String] = []

  private static let endings = [".png", ".jpg", ".jpeg", ".ppm", ".pgm", ".pnm"]

  /// Whether a path leads to a folder.
  static func isFolder(_ path: String) -> Bool {
    // The system would take a path to end at a NUL.
    guard !path.utf8.contains(0) else { return false }
    var status = stat()
    return stat(expandingHome(path), &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Lists a folder; throws `noClassFolders` where no sub-folder has an image.
  init(_ typedPath: String) throws {
    var path = expandingHome(typedPath)
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    self.path = path
    var loose = 0
    for name in try Self.names(in: path) {
      let full = "\(path)/\(name)"
      if Self.isFolder(full) {
        try addClass(name, full)
      } else {
        loose += Self.isImage(name) ? 1 : 0
        ignored.append(full)
      }
    }
    guard !items.isEmpty else {
      throw DataError.noClassFolders(path: path, looseImages: loose, firstEmpty: emptyClasses.first)
    }
  }

  private mutating func addClass(_ label: String, _ folder: String) throws {
    let before = items.count
    for name in try Self.names(in: folder) {
      let full = "\(folder)/\(name)"
      if Self.isImage(name), !Self.isFolder(full) {
        items.append(Item(path: full, label: label, name: name))
      } else {
        ignored.append(full)
      }
    }
    if items.count == before { emptyClasses.append(folder) }
  }

  private static func isImage(_ name: String) -> Bool {
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
