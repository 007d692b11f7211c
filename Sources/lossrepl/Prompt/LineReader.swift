/// Where lines come from: readline at a terminal, plain standard input for pipes.
protocol LineReader: AnyObject {
  /// Whether a person types the lines: mistakes then end nothing.
  var isInteractive: Bool { get }

  /// The next line.
  ///
  /// - Parameters:
  ///   - number: the number the entry's first cell will have.
  ///   - before: the lines of the entry so far.
  func nextLine(number: Int, before: [String]) -> Line

  /// The line after that, if it is already certain that it belongs to the entry.
  func takeLine(if belongs: (String) -> Bool) -> String?

  /// Keeps a whole entry for recall.
  func remember(_ entry: String)
}

/// What a line reader came back with.
enum Line: Equatable {
  /// A line without its end.
  case line(String)
  /// Nothing more will come.
  case end
  /// Ctrl-C.
  case abandoned
  /// Bytes that are no text; the sentence says so.
  case unreadable(String)
}
