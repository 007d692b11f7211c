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
    case .table(let table): Piece(stream: .output, tone: .plain, text: PlainTable(table, width: width).text)
    case .fit(let fit): quiet ? nil : Piece(stream: .output, tone: .plain, text: Self.text(fit))
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

  private static func text(_ fit: FitEvent) -> String {
    let kept = fit.bestEpoch.map { ", best epoch \($0) kept" } ?? ""
    let epochs = fit.epochs == 1 ? "1 epoch" : "\(fit.epochs) epochs"
    return "\(fit.run): \(epochs) in \(Duration.text(seconds: fit.seconds)), \(fit.reason)\(kept)"
  }
}
