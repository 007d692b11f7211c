extension Interpreter {
  /// Looks for mistakes without running: all there are in the grammar, and then verbs, options,
  /// literal values, words out of fixed choices, functions, and names that nothing can provide.
  ///
  /// Files that are sourced by a literal path are looked at too.
  public func check(_ source: SourceText, session: Session) -> [Diagnostic] {
    let checker = Checker(interpreter: self, session: session)
    checker.check(source)
    return limited(checker.diagnostics)
  }
}
