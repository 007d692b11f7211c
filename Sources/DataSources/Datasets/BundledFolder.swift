import Glibc

/// Finds the folder of the bundled files: LOSSREPL_DATA, else beside the installed program, else
/// in the sources that the program was built from.
///
/// Not through `Bundle`, which is Foundation's and would cost the program its quick start.
enum BundledFolder {
  static func candidates() -> [String] {
    var folders: [String] = []
    if let named = environment("LOSSREPL_DATA") { folders.append(named) }
    if let program = programFolder() { folders.append(program + "/../share/lossrepl/data") }
    let sources = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(2)
    folders.append(sources.joined(separator: "/") + "/Bundled")
    return folders
  }

  /// The path of a bundled file; throws `bundledFilesMissing`.
  static func path(of file: String, in set: String) throws -> String {
    let folders = candidates()
    for folder in folders where access(folder + "/" + file, F_OK) == 0 {
      return folder + "/" + file
    }
    throw DataError.bundledFilesMissing(name: set, searched: folders)
  }

  private static func programFolder() -> String? {
    guard let resolved = realpath("/proc/self/exe", nil) else { return nil }
    defer { free(resolved) }
    let path = String(cString: resolved)
    return path.lastIndex(of: "/").map { String(path[..<$0]) }
  }
}
