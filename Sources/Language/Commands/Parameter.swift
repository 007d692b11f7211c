/// One declared argument of a verb or of a catalogue entry.
public struct Parameter: Sendable {
  /// How the argument is written.
  public enum Style: Sendable, Equatable {
    /// By position; may be given as `name=value` too.
    case positional
    /// By position, any number of times; the last positional parameter.
    case variadic
    /// As `name=value`.
    case option
    /// As a word and a value without an equals sign, such as `to "file.png"`; or as `name=value`.
    case keyword
  }

  /// Its name.
  public let name: String

  /// One line without a full stop.
  public let summary: String

  /// What it takes.
  public let kind: ParameterKind

  /// How it is written.
  public let style: Style

  /// Whether it must be given.
  public let isRequired: Bool

  /// Its value when it is not given.
  public let defaultValue: Value?

  /// What help shows as the default when there is no `defaultValue`, such as "all rows".
  public let defaultText: String?

  /// Declares an argument; see `positional`, `variadic`, `option` and `keyword` for shorter forms.
  public init(
    name: String, summary: String, kind: ParameterKind, style: Style, isRequired: Bool,
    defaultValue: Value? = nil, defaultText: String? = nil
  ) {
    self.name = name
    self.summary = summary
    self.kind = kind
    self.style = style
    self.isRequired = isRequired
    self.defaultValue = defaultValue
    self.defaultText = defaultText
  }

  /// A positional argument; required unless it has a default or is `optional`.
  public static func positional(
    _ name: String, _ kind: ParameterKind, _ summary: String, default value: Value? = nil,
    optional: Bool = false, defaultText: String? = nil
  ) -> Parameter {
    Parameter(
      name: name, summary: summary, kind: kind, style: .positional,
      isRequired: value == nil && !optional && defaultText == nil, defaultValue: value,
      defaultText: defaultText)
  }

  /// A repeated positional argument; required means at least one.
  public static func variadic(
    _ name: String, _ kind: ParameterKind, _ summary: String, required: Bool = false,
    defaultText: String? = nil
  ) -> Parameter {
    Parameter(
      name: name, summary: summary, kind: kind, style: .variadic, isRequired: required,
      defaultText: defaultText)
  }

  /// A named option; optional unless `required`.
  public static func option(
    _ name: String, _ kind: ParameterKind, _ summary: String, default value: Value? = nil,
    required: Bool = false, defaultText: String? = nil
  ) -> Parameter {
    Parameter(
      name: name, summary: summary, kind: kind, style: .option, isRequired: required,
      defaultValue: value, defaultText: defaultText)
  }

  /// A word with a value, such as `to "file.png"`.
  public static func keyword(
    _ name: String, _ kind: ParameterKind, _ summary: String, required: Bool = false,
    defaultText: String? = nil
  ) -> Parameter {
    Parameter(
      name: name, summary: summary, kind: kind, style: .keyword, isRequired: required,
      defaultText: defaultText)
  }
}
