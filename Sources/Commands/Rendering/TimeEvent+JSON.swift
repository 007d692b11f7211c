import Language
import Timing

extension TimeEvent {
  /// The fields of its line of `--json`.
  var fields: [(String, JSONText)] {
    [
      ("seconds", .number(seconds)), ("processor_seconds", .number(processorSeconds)),
      ("peak_growth_bytes", .number(Double(peakGrowth))),
      ("parts", .array(parts.map(Self.json))),
    ]
  }

  private static func json(_ part: TimedPart) -> JSONText {
    .object([
      ("name", .text(part.name)), ("count", .number(Double(part.count))),
      ("seconds", .number(part.seconds)), ("own_seconds", .number(part.ownSeconds)),
      ("sampled", .bool(part.isSampled)), ("parts", .array(part.parts.map(json))),
    ])
  }
}
