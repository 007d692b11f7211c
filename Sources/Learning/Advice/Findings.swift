/// Everything measured for an advice, in the order measured.
public struct Findings: Sendable, Equatable {
  /// What the targets are, seen by their values.
  public enum Nature: String, Sendable {
    /// One class per row.
    case classes
    /// Several yes-or-no answers per row.
    case answers
    /// A probability for each class and row.
    case distributions
    /// Numbers.
    case numbers
    /// Label sequences.
    case sequences
  }

  /// What the targets are.
  public let nature: Nature
  /// What was found.
  public private(set) var all: [Finding] = []

  /// Nothing found yet about targets of a nature.
  init(_ nature: Nature) { self.nature = nature }

  /// The number of a finding; nil when it was not measured.
  public subscript(name: Finding.Name) -> Double? { all.first { $0.name == name }?.number }

  /// The sentence of a finding.
  func sentence(_ name: Finding.Name) -> String? { all.first { $0.name == name }?.sentence }

  /// Whether a finding was measured and is at least so much.
  func has(_ name: Finding.Name, atLeast least: Double) -> Bool {
    self[name].map { $0 >= least } ?? false
  }

  /// Keeps a finding.
  mutating func add(_ name: Finding.Name, _ number: Double, _ sentence: String) {
    all.append(Finding(name, number, sentence))
  }
}
