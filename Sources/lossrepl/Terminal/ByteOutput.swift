import Glibc

/// Buffered writing to a file descriptor.
final class ByteOutput {
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private var lastFlush = ContinuousClock.now

  /// Writes to `descriptor`.
  init(_ descriptor: Int32) { self.descriptor = descriptor }

  /// Keeps a text for later; a large amount is written out.
  func write(_ text: String) {
    buffer.append(contentsOf: text.utf8)
    if buffer.count >= 1 << 16 { flush() }
  }

  /// Writes out what is kept.
  func flush() {
    if !buffer.isEmpty { ByteOutput.writeAll(descriptor, buffer) }
    buffer.removeAll(keepingCapacity: true)
    lastFlush = .now
  }

  /// Writes out what is kept unless that was just done: for streams of small lines that somebody may
  /// be waiting for.
  func flushIfDue() {
    if lastFlush.duration(to: .now) > .milliseconds(50) { flush() }
  }

  /// Writes all bytes, or ends the program where nobody can read them any more.
  static func writeAll(_ descriptor: Int32, _ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno == EAGAIN {
        var file = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&file, 1, -1)
      } else if errno != EINTR {
        return giveUp(descriptor, errno)
      }
    }
  }

  private static func giveUp(_ descriptor: Int32, _ error: Int32) {
    // As a process ended by SIGPIPE, where the parent had that signal ignored.
    if error == EPIPE { _exit(128 + SIGPIPE) }
    guard descriptor == STDOUT_FILENO else { return }
    let sentence = "lossrepl: cannot write the output: \(String(cString: strerror(error)))\n"
    writeAll(STDERR_FILENO, Array(sentence.utf8))
    _exit(1)
  }
}
