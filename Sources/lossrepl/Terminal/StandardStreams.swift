import Glibc

/// The three standard streams of the process.
enum StandardStreams {
  /// Opens /dev/null in place of a closed stream, so that no file opened later gets its number and
  /// with it what is printed.
  static func reserve() {
    for number in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(number, F_GETFD) == -1 {
      _ = open("/dev/null", O_RDWR)
    }
  }

  /// Whether a stream is a terminal that knows escape sequences.
  static func isCapableTerminal(_ number: Int32) -> Bool {
    guard isatty(number) == 1, let name = environment("TERM") else { return false }
    return name != "dumb"
  }

  /// Whether colour is welcome on a stream.
  static func wantsColour(_ number: Int32) -> Bool {
    isCapableTerminal(number) && environment("NO_COLOR") == nil
  }

  /// The columns and rows of the terminal a stream leads to.
  static func size(_ number: Int32) -> (columns: Int, rows: Int)? {
    var size = winsize()
    guard ioctl(number, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return (Int(size.ws_col), size.ws_row > 0 ? Int(size.ws_row) : 24)
  }

  /// An environment variable that is set and not empty.
  static func environment(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    let text = String(cString: value)
    return text.isEmpty ? nil : text
  }
}
