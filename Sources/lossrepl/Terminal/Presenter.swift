import Commands
import Glibc
import Language

/// Shows events: results on standard output, everything said in passing on standard error.
final class Presenter {
  private let output = ByteOutput(STDOUT_FILENO)
  private var json: JSONRenderer?
  private var renderer: TerminalRenderer
  private let showsHeadings: Bool
  private let progress: ProgressDisplay?
  private let outputIsTerminal = isatty(STDOUT_FILENO) == 1
  private let diagnosticsAreTerminal = isatty(STDERR_FILENO) == 1
  private let colours = StandardStreams.wantsColour(STDERR_FILENO)

  /// A presenter for this process's streams.
  ///
  /// - Parameter isScript: whether prose is news to the reader; at the prompt they have just typed
  ///   it.
  init(json: Bool, quiet: Bool, isScript: Bool) {
    self.json = json ? JSONRenderer() : nil
    let canRedraw = StandardStreams.isCapableTerminal(STDERR_FILENO)
    progress = canRedraw && !quiet ? ProgressDisplay() : nil
    renderer = TerminalRenderer(quiet: quiet)
    showsHeadings = isScript && canRedraw && !quiet
  }

  /// Shows one event.
  func show(_ event: Event) {
    if case .epoch(let epoch) = event { progress?.update(epoch) } else { progress?.erase() }
    if let line = json?.line(for: event) { output.write(line + "\n") }
    showAsText(event)
    if case .cellBegan = event { progress?.begin() }
    if case .cellEnded = event { output.flush() } else { flushAsItGoes() }
  }

  /// A person sees each line at once, a program on the other end of a pipe soon.
  private func flushAsItGoes() {
    if outputIsTerminal { output.flush() } else { output.flushIfDue() }
  }

  private func showAsText(_ event: Event) {
    if case .prose(let text) = event, showsHeadings { showHeadings(of: text) }
    if outputIsTerminal { renderer.width = StandardStreams.size(STDOUT_FILENO)?.columns }
    guard let piece = renderer.piece(for: event) else { return }
    switch piece.stream {
    case .output:
      if json == nil { output.write(shown(piece.text, outputIsTerminal) + "\n") }
    case .diagnostics:
      // With --json notes and warnings are objects; an error is told to the person as well.
      if json == nil || piece.tone == .error { diagnose(piece) }
    }
  }

  /// Shows a script's headings, so that who watches it run sees where it is.
  ///
  /// The rest of its prose is for the report.
  private func showHeadings(of prose: String) {
    for line in prose.split(separator: "\n") where line.hasPrefix("#") {
      let heading = String(line.drop { $0 == "#" || $0 == " " })
      diagnose(TerminalRenderer.Piece(stream: .diagnostics, tone: .heading, text: heading))
    }
  }

  private func diagnose(_ piece: TerminalRenderer.Piece) {
    output.flush()
    let text = shown(piece.text, diagnosticsAreTerminal)
    let line = colours ? Palette.coloured(text, piece.tone) : text
    ByteOutput.writeAll(STDERR_FILENO, Array((line + "\n").utf8))
  }

  /// Control characters in data must not drive the terminal; elsewhere bytes stay as they are.
  private func shown(_ text: String, _ isTerminal: Bool) -> String {
    isTerminal ? withoutControls(text) : text
  }

  /// Leaves nothing unwritten and no progress line standing.
  func finish() {
    progress?.erase()
    output.flush()
  }

  /// Says what this is and how to go on.
  func greet() {
    let name = "lossrepl \(version)"
    let hints = [
      ("load \"iris\"", "loads a bundled data set; a path to a file works the same"),
      ("help", "lists the verbs, help fit explains one; Tab completes what you type"),
      ("Ctrl-D", "leaves; Ctrl-C stops a fit and keeps its weights"),
    ]
    let lines = hints.map { key, text in
      "  " + key + String(repeating: " ", count: 13 - key.count) + text
    }
    let heading = StandardStreams.wantsColour(STDOUT_FILENO) ? Palette.heading(name) : name
    output.write(([heading] + lines).joined(separator: "\n") + "\n\n")
    output.flush()
  }

  /// Ends the line that a prompt left standing.
  func endLine() {
    output.write("\n")
    output.flush()
  }
}
