/// A token with its place in the source bytes.
struct Token: Sendable {
  enum Kind: Sendable, Equatable {
    case name(String)
    case number(Double)
    case textStart
    case textPart(String)
    case interpolationStart
    case interpolationEnd
    case textEnd
    case symbol(Symbol)
    case prose(String)
    case newline
    case end
  }

  let kind: Kind
  let start: Int
  let end: Int

  /// Whether white space (or the beginning of a line) stands before it.
  let spaceBefore: Bool
}

/// Punctuation, longest first where one begins another.
enum Symbol: String, Sendable, CaseIterable {
  case dots = ".."
  case arrow = "->"
  case equal = "=="
  case unequal = "!="
  case lessOrEqual = "<="
  case greaterOrEqual = ">="
  case less = "<"
  case greater = ">"
  case assign = "="
  case dot = "."
  case comma = ","
  case semicolon = ";"
  case openParenthesis = "("
  case closeParenthesis = ")"
  case openBracket = "["
  case closeBracket = "]"
  case openBrace = "{"
  case closeBrace = "}"
  case plus = "+"
  case minus = "-"
  case times = "*"
  case divided = "/"
  case power = "^"
  case remainder = "%"
}

/// Words with a meaning of their own, which nothing can be called.
let reservedWords: Set<String> = [
  "let", "for", "in", "while", "if", "else", "def", "return", "break", "continue", "source",
  "assert", "time", "true", "false", "none", "and", "or", "not", "infinity", "nan", "out", "_",
]
