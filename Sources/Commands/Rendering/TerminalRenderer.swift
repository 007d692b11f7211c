import Language

/// Turns events into the lines a person reads: results for standard output, everything said in
/// passing for standard error.
///
/// It holds no terminal: colour and the progress line are the program's.
public struct TerminalRenderer {
  /// Where a line belongs.
  public enum Stream: Sendable, Equatable {
    /// Results.
    case output
    /// Notices and diagnostics.
    case diagnostics
  }

  /// What a line is, so that a terminal can colour it.
  public enum Tone: Sendable, Equatable {
    /// A result.
    case plain
    /// A heading of prose.
    case heading
    /// A notice.
    case notice
    /// A warning.
    case warning
    /// An error.
    case error
  }

  /// One or more lines, without the last line end.
  public struct Piece: Sendable, Equatable {
    /// Where it belongs.
    public let stream: Stream
    /// What it is.
    public let tone: Tone
    /// The text.
    public let text: String

    /// Text for a stream.
    public init(stream: Stream, tone: Tone, text: String) {
      self.stream = stream
      self.tone = tone
      self.text = text
    }
  }

  /// Whether only results, warnings and errors are shown: `--quiet`.
  public var quiet: Bool

  /// The columns tables are cut to; nil for no cut.
  public var width: Int?

  /// A renderer.
  public init(quiet: Bool = false, width: Int? = nil) {
    self.quiet = quiet
    self.width = width
  }

  /// The text for an event; nil for one that shows nothing.
  public func piece(for event: Event) -> Piece? {
    switch event {
    case .cellBegan, .cellEnded, .epoch, .evaluate, .score, .prose: nil
    case .text(let text): Piece(stream: .output, tone: .plain, text: text)
    case .table(let table):
      Piece(stream: .output, tone: .plain, text: PlainTable(table, width: width).text)
    case .plan(let plan):
      Piece(
        stream: .output, tone: .plain,
        text: PlainTable(plan.table(withTimes: true), width: width).text)
    case .time(let time):
      Piece(stream: .output, tone: .plain, text: PlainTable(time.table, width: width).text)
    case .check(let check): Piece(stream: .output, tone: .plain, text: check.text)
    case .fit(let fit):
      quiet ? nil : Piece(stream: .output, tone: .plain, text: fit.sentence(withTime: true))
    case .figure(let path), .report(let path):
      quiet ? nil : Piece(stream: .output, tone: .plain, text: "written: \(path)")
    case .notice(let text):
      quiet ? nil : Piece(stream: .diagnostics, tone: .notice, text: "note: \(text)")
    case .warning(let text):
      Piece(stream: .diagnostics, tone: .warning, text: "warning: \(text)")
    case .value(let value): Piece(stream: .output, tone: .plain, text: value.text)
    case .error(let diagnostic):
      Piece(stream: .diagnostics, tone: .error, text: diagnostic.text)
    }
  }
}

extension FitEvent {
  /// How the fit went: "plain: 60 epochs in 0.24 s; loss 0.1966, validation loss 0.2139".
  public func sentence(withTime: Bool) -> String {
    var text = "\(run): " + (epochs == 1 ? "1 epoch" : "\(epochs) epochs")
    if withTime { text += " in \(Duration.text(seconds: seconds))" }
    text += ending
    var numbers: [String] = []
    if let loss { numbers.append("loss \(significantText(loss, digits: 4))") }
    if let penalty, penalty != 0 {
      numbers.append("penalty \(significantText(penalty, digits: 4))")
    }
    if let validationLoss {
      numbers.append("validation loss \(significantText(validationLoss, digits: 4))")
    }
    return numbers.isEmpty ? text : text + "; " + numbers.joined(separator: ", ")
  }

  private var ending: String {
    let kept = bestEpoch.map { ", best epoch \($0) kept" } ?? ""
    switch reason {
    case "epochs": return kept
    case "early_stopping": return ", stopped early" + kept
    default: return ", \(reason)" + kept
    }
  }
}
