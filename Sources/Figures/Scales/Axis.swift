/// A scale with its name: what is measured and in which unit.
public struct Axis: Hashable, Sendable {
  /// What is measured.
  public var title: String
  /// The unit, shown in brackets behind the title; empty for plain numbers.
  public var unit: String
  /// Where values stand.
  public var scale: Scale

  /// A named scale.
  public init(_ title: String, unit: String = "", scale: Scale) {
    self.title = title
    self.unit = unit
    self.scale = scale
  }

  /// Title and unit, and a word where a reader could take ratios for differences.
  public var caption: String {
    let named = unit.isEmpty ? title : "\(title) (\(unit))"
    guard scale.kind == .logarithmic, !named.isEmpty else { return named }
    return named + ", log scale"
  }
}
