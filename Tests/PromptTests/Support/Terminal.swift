import Foundation
import Glibc

/// The program at a pseudo-terminal of its own, with keys to press and a screen to read.
final class Terminal {
  /// Why a wait failed, with what the screen had shown since the last find.
  struct Missing: Error, CustomStringConvertible {
    let wanted: String
    let seen: String
    var description: String { "waited for \(wanted); seen: \(seen)" }
  }

  private static let patience = 60.0
  private let keyboard: Int32
  private let process: pid_t
  private var unread: [UInt8] = []

  /// All that was shown, escape sequences included.
  private(set) var shown: [UInt8] = []

  /// Starts the program in a window of this size, with `home` as the user's folder.
  init(_ arguments: [String] = [], home: String, columns: UInt16 = 100, name: String = "xterm")
    throws
  {
    var (near, far): (Int32, Int32) = (-1, -1)
    var size = winsize(ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    guard openpty(&near, &far, nil, nil, &size) == 0 else { throw POSIXError(.ENODEV) }
    keyboard = near
    _ = fcntl(near, F_SETFD, FD_CLOEXEC)
    defer { close(far) }
    process = try Self.spawn(
      [BuiltProgram.path] + arguments, at: Self.path(of: far),
      ["HOME=\(home)", "TERM=\(name)", "LANG=C.UTF-8", "PATH=/usr/bin:/bin"])
  }

  /// The path of a terminal; `ttyname` would share its buffer with tests that run beside this one.
  private static func path(of terminal: Int32) throws -> String {
    var name = [CChar](repeating: 0, count: 256)
    guard ttyname_r(terminal, &name, name.count) == 0 else { throw POSIXError(.ENOTTY) }
    return name.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
  }

  deinit {
    kill(process, SIGKILL)
    close(keyboard)
  }

  /// Starts a session leader whose first opened terminal becomes its own, so that Ctrl-C reaches it.
  private static func spawn(
    _ words: [String], at terminal: String, _ environment: [String]
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // Tests run on threads that take no signals, which a process would inherit.
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    let newSession: Int16 = 0x80  // POSIX_SPAWN_SETSID
    posix_spawnattr_setflags(&attributes, newSession | Int16(POSIX_SPAWN_SETSIGMASK))
    var process: pid_t = 0
    var arguments = words.map { strdup($0) } + [nil]
    var variables = environment.map { strdup($0) } + [nil]
    defer { (arguments + variables).forEach { free($0) } }
    let error = posix_spawn(&process, words[0], &actions, &attributes, &arguments, &variables)
    guard error == 0 else { throw POSIXError(POSIXErrorCode(rawValue: error) ?? .EINVAL) }
    return process
  }

  /// Presses keys.
  func type(_ keys: String) {
    var rest = Array(keys.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(keyboard, $0.baseAddress, $0.count) }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  /// Waits until a text is shown, escape sequences apart, and returns what came before it.
  @discardableResult
  func find(_ wanted: String) throws -> String {
    let deadline = Date(timeIntervalSinceNow: Self.patience)
    while Date() < deadline {
      let text = plain(unread)
      if let range = text.range(of: wanted) {
        let rest = text[range.upperBound...]
        unread = Array(rest.utf8)
        return String(text[..<range.lowerBound])
      }
      guard readSome() else { break }
    }
    throw Missing(wanted: wanted, seen: plain(unread))
  }

  /// Waits until the program has ended; its exit status, or 128 and the signal.
  func exitStatus() throws -> Int32 {
    let deadline = Date(timeIntervalSinceNow: Self.patience)
    var status: Int32 = 0
    while Date() < deadline {
      _ = readSome(milliseconds: 20)
      if waitpid(process, &status, WNOHANG) == process {
        while readSome(milliseconds: 20) {}
        return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
      }
    }
    throw Missing(wanted: "the end", seen: plain(unread))
  }

  /// Reads what is there within a moment; false when the other end is closed or stays silent.
  private func readSome(milliseconds: Int32 = 30_000) -> Bool {
    var file = pollfd(fd: keyboard, events: Int16(POLLIN), revents: 0)
    guard poll(&file, 1, milliseconds) > 0 else { return false }
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = read(keyboard, &buffer, buffer.count)
    guard count > 0 else { return false }
    unread += buffer[..<count]
    shown += buffer[..<count]
    return true
  }

  /// The text without escape sequences, carriage returns and bells.
  private func plain(_ bytes: [UInt8]) -> String {
    String(decoding: bytes, as: UTF8.self)
      .replacingOccurrences(of: "\r", with: "")
      .replacingOccurrences(of: "\u{7}", with: "")
      .replacingOccurrences(
        of: "\u{1B}\\[[0-9;?]*[A-Za-z]", with: "", options: .regularExpression)
  }
}
