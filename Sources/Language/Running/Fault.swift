/// A mistake with its place, on its way from where it happened to where it is reported.
struct Fault: Error {
  /// The findings; the first is the main one.
  var diagnostics: [Diagnostic]

  init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }

  /// Gives an error its place.
  ///
  /// An error that has one keeps it.
  init(_ error: any Error, at span: Span) {
    diagnostics = Fault.diagnostics(error, span)
  }

  private static func diagnostics(_ error: any Error, _ span: Span) -> [Diagnostic] {
    switch error {
    case let fault as Fault: fault.diagnostics
    case let problem as SyntaxProblem: [problem.diagnostic]
    case let problem as ArgumentProblem: diagnostics(problem.underlying, span)
    case let placed as PlacedError: diagnostics(placed.underlying, placed.span ?? span)
    case let explained as any ExplainedError:
      [Diagnostic(explained.message, at: span, hint: explained.hint)]
    default: [Diagnostic("\(error)", at: span)]
    }
  }

  /// The same with a note about how the program came there.
  func noting(_ message: String, at span: Span) -> Fault {
    var result = self
    guard !result.diagnostics.isEmpty, result.diagnostics[0].notes.count < Fault.mostNotes else {
      return self
    }
    result.diagnostics[0].notes.append(Diagnostic.Note(message, at: span))
    return result
  }

  /// A runaway recursion need not be told call by call.
  private static var mostNotes: Int { 3 }
}

/// Raised by Ctrl-C.
struct Interrupted: Error {}

/// Raised when a verb asked to leave.
struct Quit: Error {
  let status: Int
}

/// Runs `body`; an error without a place gets `span`.
func located<T>(_ span: Span, _ body: () throws -> T) throws -> T {
  do { return try body() } catch let error where error is Interrupted || error is Quit {
    throw error
  } catch { throw Fault(error, at: span) }
}
