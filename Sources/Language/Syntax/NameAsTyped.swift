/// A name as it is typed as an argument: bare if it can be, otherwise in quotes.
public func nameAsTyped(_ name: String) -> String {
  let tokens = Lexer.lex(SourceText(name: "", text: name))
  let isBare = tokens.problems.isEmpty && tokens.tokens.first?.kind == .name(name)
  return isBare && !reservedWords.contains(name) ? name : quoted(name)
}
