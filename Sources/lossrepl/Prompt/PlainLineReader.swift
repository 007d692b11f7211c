import Glibc
import Language

/// Lines from standard input as they come, without a prompt.
final class PlainLineReader: LineReader {
  let isInteractive = false
  private var bytes: [UInt8] = []
  private var next = 0
  private var isAtEnd = false
  private var waiting: String?
  private var count = 0

  func nextLine(number: Int, before: [String]) -> Line {
    if let line = waiting {
      waiting = nil
      return .line(line)
    }
    var scanned = next
    while true {
      if let end = bytes[scanned...].firstIndex(of: UInt8(ascii: "\n")) { return take(to: end) }
      if isAtEnd { return next < bytes.count ? take(to: bytes.count) : .end }
      scanned = bytes.count
      guard bytes.count - next <= Limits().fileBytes else {
        return .unreadable("line \(count + 1) of standard input is too long")
      }
      scanned -= dropTaken()
      guard fill() else { return .abandoned }
    }
  }

  func takeLine(if belongs: (String) -> Bool) -> String? {
    guard case .line(let line) = nextLine(number: 0, before: []) else { return nil }
    if belongs(line) { return line }
    waiting = line
    count -= 1
    return nil
  }

  func remember(_ entry: String) {}

  private func take(to end: Int) -> Line {
    defer { next = min(end + 1, bytes.count) }
    count += 1
    let line = bytes[next..<end]
    guard let text = String(validating: line, as: UTF8.self), !line.contains(0) else {
      return .unreadable("line \(count) of standard input is not UTF-8 text")
    }
    return .line(text.hasSuffix("\r") ? String(text.dropLast()) : text)
  }

  private func dropTaken() -> Int {
    defer { next = 0 }
    bytes.removeFirst(next)
    return next
  }

  /// Reads what there is; false after Ctrl-C.
  private func fill() -> Bool {
    guard Interrupts.waitForInput() != .interrupted else { return false }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = read(STDIN_FILENO, &buffer, buffer.count)
    if count > 0 { bytes += buffer[..<count] }
    if count == 0 || (count < 0 && errno != EINTR && errno != EAGAIN) { isAtEnd = true }
    return true
  }
}
