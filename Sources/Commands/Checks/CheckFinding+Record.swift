import Language

extension CheckFinding {
  /// The finding as a value of the language.
  var record: Record {
    Record(
      "finding",
      [
        "check": .text(check), "level": .text(level.rawValue), "message": .text(message),
        "mend": mend.map(Value.text) ?? .none,
      ])
  }
}
