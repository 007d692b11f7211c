import Language
import Synchronization

/// What was typed and what came of it, cell by cell: the source of `history`, of saved scripts and
/// of the report's last section.
///
/// A log that only grows, shared by the values of a session: a cell that ran has run, whatever is
/// taken back later.
public final class Transcript: Sendable {
  /// One cell, or a stretch of prose between two.
  public struct Cell: Sendable {
    /// Its number; 0 for prose.
    public let number: Int
    /// The text as typed.
    public let source: String
    /// What it emitted, progress left out.
    public var events: [Event] = []
    /// Whether it ended in an error.
    public var failed = false
  }

  private let log = Mutex<[Cell]>([])

  /// An empty transcript.
  public init() {}

  /// The cells so far, the running one included.
  public var cells: [Cell] { log.withLock { $0 } }

  /// Adds what happened.
  public func record(_ event: Event) {
    log.withLock { cells in
      if case .cellBegan(let number, let source) = event {
        cells.append(Cell(number: number, source: source))
        return
      }
      if case .prose(let text) = event {
        cells.append(Cell(number: 0, source: text, events: [event]))
        return
      }
      guard let last = cells.lastIndex(where: { $0.number > 0 }) else { return }
      switch event {
      case .cellBegan, .cellEnded, .epoch: break
      case .error:
        cells[last].failed = true
        cells[last].events.append(event)
      default: cells[last].events.append(event)
      }
    }
  }
}
