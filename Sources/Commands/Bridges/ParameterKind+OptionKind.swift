import Language
import Learning

extension ParameterKind {
  /// How a value given for an option of the catalogue is read: fixed words may be bare.
  ///
  /// Whether it is allowed is checked where the thing is made, by the declaration itself.
  init(_ kind: OptionKind) {
    switch kind {
    case .choice(let words): self = .choice(words.map { Choice($0) })
    case .flag: self = .flag
    case .optional(let kind): self = ParameterKind(kind).orAny
    case .anyOf(let kinds): self = .either(kinds.map { ParameterKind($0) } + [.any])
    case .text: self = .newName("name")
    case .network: self = .catalogue(["layer"])
    case .number, .integer, .numbers, .texts, .pairs: self = .any
    }
  }

  private var orAny: ParameterKind {
    if case .any = self { return self }
    return .either([self, .any])
  }
}
