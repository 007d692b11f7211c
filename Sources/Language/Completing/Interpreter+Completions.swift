extension Interpreter {
  /// What can stand at the cursor: verbs where a statement begins, then the verb's options, and
  /// for each argument what its kind takes.
  ///
  /// - Parameters:
  ///   - text: the entry typed so far, all its lines.
  ///   - cursor: a place in it, in UTF-8 bytes; what follows is not looked at.
  ///   - files: paths that begin with a text, among files with these extensions and directories.
  public func completions(
    _ text: String, at cursor: Int? = nil, session: Session,
    files: (_ prefix: String, _ extensions: [String]) -> [String] = { _, _ in [] }
  ) -> Completions {
    let source = SourceText(name: "", text: text)
    let typed = source.slice(0, cursor ?? source.bytes.count)
    let place = CompletionPlace(typed)
    let finder = CompletionFinder(interpreter: self, session: session, place: place)
    let found = finder.candidates(files: files)
    let exact = found.filter { $0.text.hasPrefix(place.word) }
    let wanted = place.word.lowercased()
    let candidates = exact.isEmpty ? found.filter { $0.text.lowercased().hasPrefix(wanted) } : exact
    return Completions(start: place.start, candidates: candidates)
  }
}
