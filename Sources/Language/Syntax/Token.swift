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

/// Punctuation, of one or two ASCII characters.
enum Symbol: String, Sendable {
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

extension Symbol {
  /// The symbol of one byte.
  ///
  /// A switch and not `rawValue`, which lexing would spend its time in.
  init?(_ byte: UInt8) {
    switch UnicodeScalar(byte) {
    case "<": self = .less
    case ">": self = .greater
    case "=": self = .assign
    case ".": self = .dot
    case ",": self = .comma
    case ";": self = .semicolon
    case "(": self = .openParenthesis
    case ")": self = .closeParenthesis
    case "[": self = .openBracket
    case "]": self = .closeBracket
    case "{": self = .openBrace
    case "}": self = .closeBrace
    case "+": self = .plus
    case "-": self = .minus
    case "*": self = .times
    case "/": self = .divided
    case "^": self = .power
    case "%": self = .remainder
    default: return nil
    }
  }

  /// The symbol of two bytes.
  init?(_ first: UInt8, _ second: UInt8) {
    switch (UnicodeScalar(first), UnicodeScalar(second)) {
    case (".", "."): self = .dots
    case ("-", ">"): self = .arrow
    case ("=", "="): self = .equal
    case ("!", "="): self = .unequal
    case ("<", "="): self = .lessOrEqual
    case (">", "="): self = .greaterOrEqual
    default: return nil
    }
  }
}

/// Words with a meaning of their own, which nothing can be called.
let reservedWords: Set<String> = [
  "let", "for", "in", "while", "if", "else", "def", "return", "break", "continue", "source",
  "assert", "time", "true", "false", "none", "and", "or", "not", "infinity", "nan", "out", "_",
]
