import Glibc

/// The entries of earlier sessions: one a line, line ends within an entry written as `\n`.
///
/// Every entry is appended by one write, so sessions side by side keep each other's. Whatever goes
/// wrong with the file is no reason to disturb the session.
struct HistoryFile {
  private static let mostEntries = 2000
  private static let mostBytes = 4 << 20
  private let folder: String
  private var path: String { folder + "/history" }

  /// The user's file; nil where there is no home.
  init?() {
    if let state = StandardStreams.environment("XDG_STATE_HOME"), state.hasPrefix("/") {
      folder = state + "/lossrepl"
    } else if let home = StandardStreams.environment("HOME"), home.hasPrefix("/") {
      folder = home + "/.local/state/lossrepl"
    } else {
      return nil
    }
  }

  /// The entries, oldest first.
  ///
  /// A file that has grown too long is cut.
  func load() -> [String] {
    let entries = read().map(Self.decoded)
    guard entries.count > 2 * Self.mostEntries else { return entries.suffix(Self.mostEntries) }
    let kept = Array(entries.suffix(Self.mostEntries))
    replace(kept)
    return kept
  }

  /// Adds an entry.
  func append(_ entry: String) {
    makeFolders()
    guard let file = openRegular(path, O_WRONLY | O_CREAT | O_APPEND) else { return }
    defer { close(file) }
    let line = Array((Self.encoded(entry) + "\n").utf8)
    _ = write(file, line, line.count)
  }

  private func read() -> [String] {
    guard let file = openRegular(path, O_RDONLY) else { return [] }
    defer { close(file) }
    let size = lseek(file, 0, SEEK_END)
    lseek(file, max(0, size - Self.mostBytes), SEEK_SET)
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= Self.mostBytes {
      let count = Glibc.read(file, &buffer, buffer.count)
      guard count > 0 else { break }
      bytes += buffer[..<count]
    }
    // Where only the end of the file was read, its first line is a piece of one.
    return bytes.split(separator: UInt8(ascii: "\n")).dropFirst(size > Self.mostBytes ? 1 : 0)
      .map { String(decoding: $0, as: UTF8.self) }
  }

  /// Writes the file anew beside itself and renames it into place.
  private func replace(_ entries: [String]) {
    let temporary = path + ".\(getpid())"
    guard let file = openRegular(temporary, O_WRONLY | O_CREAT | O_TRUNC) else { return }
    let text = Array(entries.map { Self.encoded($0) + "\n" }.joined().utf8)
    let isWhole = write(file, text, text.count) == text.count
    close(file)
    if !isWhole || rename(temporary, path) != 0 { unlink(temporary) }
  }

  /// Opens a regular file, private to the user when it is made; a pipe in its place is left alone.
  private func openRegular(_ path: String, _ mode: Int32) -> Int32? {
    let file = open(path, mode | O_CLOEXEC | O_NONBLOCK, 0o600)
    guard file >= 0 else { return nil }
    var status = stat()
    if fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG { return file }
    close(file)
    return nil
  }

  private func makeFolders() {
    var path = ""
    for part in folder.split(separator: "/") {
      path += "/" + part
      mkdir(path, 0o700)
    }
  }

  private static func encoded(_ entry: String) -> String {
    var text = ""
    for character in entry {
      switch character {
      case "\\": text += "\\\\"
      case "\n", "\r\n": text += "\\n"
      default: text.append(character)
      }
    }
    return text
  }

  private static func decoded(_ line: String) -> String {
    var text = ""
    var isEscaped = false
    for character in line {
      if isEscaped {
        text.append(character == "n" ? "\n" : character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else {
        text.append(character)
      }
    }
    return text
  }
}
