/// What a parameter takes, and so how a bare name given for it is read, how it is checked and
/// completed, and how help describes it.
public indirect enum ParameterKind: Sendable {
  /// A number within bounds. The command gets `.number`.
  case number(NumberBounds)

  /// A whole number within bounds. The command gets `.number`.
  case integer(NumberBounds)

  /// `true` or `false`. The command gets `.bool`.
  case flag

  /// Any text. The command gets `.text`.
  case text

  /// A path of a file, completed among files with these extensions (all files if there are none).
  /// The command gets `.text`.
  case path([String])

  /// A name among the session's candidates of a category ("column", "part", "run"), given bare or
  /// as text. The command gets `.text`.
  case name(String)

  /// A name that need not exist yet, given bare or as text, completed from a category.
  case newName(String)

  /// One of a few fixed words, given bare or as text. The command gets `.text`.
  case choice([Choice])

  /// Something from one of these catalogue categories; with `a -> b` several. The command gets
  /// `.call` or `.chain`.
  case catalogue([String])

  /// One thing from these catalogue categories, or several added up with weights:
  /// `a + 0.3 * b(x=1)`. The command gets `.call` for a single one that has no weight, else
  /// `.combination`.
  case combination([String])

  /// A formula with a name, `name(a, b, c=1) = formula`, not evaluated. The command gets a
  /// `.function` with a `definition`.
  case definition(FormulaRules)

  /// A list; a single value is taken as a list of one. The command gets `.list`.
  case list(ParameterKind)

  /// An expression over names of a category ("column"), not evaluated: the command gets a
  /// `.function` whose parameters are the names it uses.
  case formula(String)

  /// The word `none`.
  case nothing

  /// The first of several kinds that fits.
  case either([ParameterKind])

  /// Any value.
  case any
}

/// One word a parameter takes.
public struct Choice: Sendable, ExpressibleByStringLiteral {
  /// The word.
  public let name: String

  /// One line for help and completion; may be empty.
  public let summary: String

  /// A word and what it means.
  public init(_ name: String, _ summary: String = "") {
    self.name = name
    self.summary = summary
  }

  /// A word that speaks for itself.
  public init(stringLiteral value: String) { self.init(value) }
}

extension ParameterKind {
  /// How a formula with a name is taken, if it is.
  var formulaRules: FormulaRules? {
    switch self {
    case .definition(let rules): rules
    case .either(let kinds): kinds.lazy.compactMap(\.formulaRules).first
    default: nil
    }
  }

  /// The catalogue's categories it takes things from.
  var categories: [String] {
    switch self {
    case .catalogue(let categories), .combination(let categories): categories
    case .list(let element): element.categories
    case .either(let kinds): kinds.flatMap(\.categories)
    default: []
    }
  }
}
