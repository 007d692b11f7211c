/// What the benchmarks are asked for.
struct Options {
  /// The path of the release program.
  var program = ""
  /// Cases to run; none for all.
  var cases: [String] = []
  /// How often each side takes its turn.
  var rounds = 3
  /// Seconds to wait for an idle moment before each sample.
  var patience = 10.0
  /// Whether work is a tenth of its size where the answer allows it, to try the benchmarks themselves.
  var isQuick = false
  /// Whether the figures go into docs/PERFORMANCE.md as well.
  var writesDocument = false
  /// Where to write the training data instead of measuring.
  var dataOnly: String?

  static let usage = """
    usage: scripts/bench [--write | --quick] [--rounds N] [--patience SECONDS] [case ...]
    cases: \(allCases.map(\.name).joined(separator: " "))
    """

  /// Reads the command line: the program's path first.
  init(_ words: [String]) throws {
    var rest = words[...]
    program = rest.popFirst() ?? ""
    while let word = rest.popFirst() {
      switch word {
      case "--rounds": rounds = try Self.number(rest.popFirst(), word)
      case "--patience": patience = try Self.number(rest.popFirst(), word)
      case "--quick": isQuick = true
      case "--write": writesDocument = true
      case "--write-data": dataOnly = rest.popFirst()
      default:
        try require(allCases.contains { $0.name == word }, "no case '\(word)'\n\(Self.usage)")
        cases.append(word)
      }
    }
    try require(
      !writesDocument || (cases.isEmpty && !isQuick),
      "--write is for a whole run: leave \(isQuick ? "--quick" : cases.joined(separator: " ")) out")
  }

  private static func number<Number: LosslessStringConvertible & Comparable & Numeric>(
    _ word: String?, _ option: String
  ) throws -> Number {
    guard let word, let number = Number(word), number > 0 else {
      throw BenchmarkFailure("\(option) wants a number above 0\n\(usage)")
    }
    return number
  }
}
