/// Writes values as they would be typed, and stops soon after a limit: a value may share parts with
/// itself and so be far longer in print than in memory.
struct ValueWriter {
  let limit: Int
  private(set) var text = ""

  init(limit: Int) { self.limit = limit }

  private var isFull: Bool { text.utf8.count > limit }

  mutating func write(_ value: Value) {
    switch value {
    case .none: text += "none"
    case .bool(let bool): text += bool ? "true" : "false"
    case .number(let number): text += numberText(number)
    case .text(let content): text += quoted(content)
    case .list(let values): writeAll(values, "[", "]") { $0.write($1) }
    case .range(let range): text += "\(range.first)..\(range.last)"
    case .record(let record): write(record)
    case .symbol(let name): text += name
    case .call(let call): write(call)
    case .chain(let calls): writeAll(calls, "", "", between: " -> ") { $0.write($1) }
    case .combination(let sum): writeAll(sum.terms, "", "", between: " + ") { $0.write($1) }
    case .function(let function):
      text += "\(function.name)(\(function.parameters.joined(separator: ", ")))"
    }
  }

  private mutating func write(_ term: Combination.Term) {
    if term.weight != 1 { text += numberText(term.weight) + " * " }
    write(term.item)
  }

  private mutating func write(_ record: Record) {
    writeAll(Array(zip(record.names, record.values)), record.typeName + " {", "}") {
      $0.text += "\($1.0): "
      $0.write($1.1)
    }
  }

  private mutating func write(_ call: Constructor) {
    let arguments = call.positional.map { (name: "", value: $0) } + call.named
    text += call.name
    if arguments.isEmpty { return }
    writeAll(arguments, "(", ")") {
      if !$1.name.isEmpty, !call.unwritten.contains($1.name) { $0.text += $1.name + "=" }
      $0.write($1.value)
    }
  }

  private mutating func writeAll<T>(
    _ parts: [T], _ opening: String, _ closing: String, between: String = ", ",
    _ write: (inout ValueWriter, T) -> Void
  ) {
    text += opening
    for (index, part) in parts.enumerated() {
      if isFull { return }
      if index > 0 { text += between }
      write(&self, part)
    }
    text += closing
  }
}
