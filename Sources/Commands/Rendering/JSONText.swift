import Language

/// A JSON value with its fields in order, for one line of `--json` output.
public indirect enum JSONText: Sendable {
  /// `null`.
  case null
  /// `true` or `false`.
  case bool(Bool)
  /// A number; JSON has no infinity or nan, which become `null`.
  case number(Double)
  /// A string.
  case text(String)
  /// An array.
  case array([JSONText])
  /// An object.
  case object([(String, JSONText)])

  /// A number, or `null` without one.
  public init(_ number: Double?) { self = number.map(JSONText.number) ?? .null }

  /// A string, or `null` without one.
  public init(_ text: String?) { self = text.map(JSONText.text) ?? .null }

  /// The value on one line.
  public var line: String {
    switch self {
    case .null: "null"
    case .bool(let bool): bool ? "true" : "false"
    case .number(let number): number.isFinite ? numberText(number) : "null"
    case .text(let text): Self.quoted(text)
    case .array(let values): "[" + values.map(\.line).joined(separator: ",") + "]"
    case .object(let fields):
      "{" + fields.map { Self.quoted($0.0) + ":" + $0.1.line }.joined(separator: ",") + "}"
    }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
