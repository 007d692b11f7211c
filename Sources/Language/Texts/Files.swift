import Glibc

/// Reads a program file.
///
/// - Throws: `LanguageError` when it cannot be read, is too large, or is not UTF-8 text.
public func readSource(_ path: String, atMost limit: Int = Limits().fileBytes) throws -> SourceText
{
  let bytes = try readBytes(path, atMost: limit)
  guard let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else {
    throw LanguageError.notText(path: path)
  }
  return SourceText(name: path, text: text)
}

private func readBytes(_ path: String, atMost limit: Int) throws -> [UInt8] {
  let file = open(path, O_RDONLY | O_CLOEXEC)
  guard file >= 0 else { throw cannotRead(path) }
  defer { close(file) }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 64 << 10)
  while true {
    let count = read(file, &buffer, buffer.count)
    if count == 0 { return bytes }
    guard count > 0 else { throw cannotRead(path) }
    bytes += buffer[..<count]
    guard bytes.count <= limit else { throw LanguageError.limit(.fileSize, most: limit) }
  }
}

private func cannotRead(_ path: String) -> LanguageError {
  let reason =
    switch errno {
    case ENOENT: "there is no such file"
    case EACCES: "permission denied"
    case EISDIR: "it is a directory"
    default: String(cString: strerror(errno))
    }
  return .cannotRead(path: path, reason: reason)
}

/// The path of an existing file without links and dots; nil if there is none.
func resolvedPath(_ path: String) -> String? {
  guard let resolved = realpath(path, nil) else { return nil }
  defer { free(resolved) }
  return String(cString: resolved)
}

/// A path as meant inside a file: relative to the file's directory.
public func relativePath(_ path: String, to file: String) -> String {
  guard !path.hasPrefix("/"), !file.hasPrefix("<"), let slash = file.lastIndex(of: "/") else {
    return path
  }
  return file[...slash] + path
}
