import Glibc

/// Names of files, for completion.
enum FileNames {
  /// The directories, with a slash, and files whose paths begin with `prefix`.
  ///
  /// Files are those with one of the extensions, or all if none are given. Hidden ones must be asked
  /// for by their dot.
  static func beginning(_ prefix: String, _ extensions: [String]) -> [String] {
    let slash = prefix.lastIndex(of: "/").map { prefix.index(after: $0) } ?? prefix.startIndex
    let folder = String(prefix[..<slash])
    let word = prefix[slash...]
    let names = names(in: folder.isEmpty ? "." : folder).filter { name in
      name.hasPrefix(word) && (!name.hasPrefix(".") || word.hasPrefix("."))
    }
    return names.sorted().compactMap { name in
      let path = folder + name
      if isFolder(path) { return path + "/" }
      return extensions.isEmpty || hasExtension(name, extensions) ? path : nil
    }
  }

  private static func hasExtension(_ name: String, _ extensions: [String]) -> Bool {
    let lowercased = name.lowercased()
    return extensions.contains { lowercased.hasSuffix("." + $0) }
  }

  private static func names(in folder: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
