import Commands
import Glibc
import Language

/// The one line on standard error that is drawn anew while a fit runs, and erased at its end.
///
/// Only made where standard error is a terminal: no file and no `tee` ever sees a carriage return.
final class ProgressDisplay {
  /// How often it is drawn at most.
  ///
  /// A fit that is over sooner never draws it.
  private static let interval = Duration.milliseconds(100)

  private var lastDrawn = ContinuousClock.now
  private var stands = false

  /// A cell begins.
  func begin() { lastDrawn = .now }

  /// Shows an epoch, unless one was shown just before.
  func update(_ epoch: EpochEvent) {
    let now = ContinuousClock.now
    guard lastDrawn.duration(to: now) >= Self.interval else { return }
    let width = StandardStreams.size(STDERR_FILENO)?.columns ?? 80
    write("\r" + withoutControls(ProgressText.line(epoch, width: width)) + "\u{1B}[K")
    lastDrawn = now
    stands = true
  }

  /// Takes the line away.
  func erase() {
    if stands { write("\r\u{1B}[K") }
    stands = false
  }

  private func write(_ text: String) { ByteOutput.writeAll(STDERR_FILENO, Array(text.utf8)) }
}
