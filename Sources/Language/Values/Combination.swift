/// Things from the catalogue added up with weights, such as `mse + 0.5 * mae`.
public struct Combination: Sendable, Equatable {
  /// One summand.
  public struct Term: Sendable, Equatable {
    /// What it is multiplied by.
    public var weight: Double
    /// What is added.
    public let item: Constructor
    /// Where it is written, its weight included.
    public let span: Span?

    /// A weighted thing.
    public init(weight: Double = 1, item: Constructor, span: Span? = nil) {
      self.weight = weight
      self.item = item
      self.span = span
    }

    /// Same thing with the same weight, wherever it is written.
    public static func == (a: Term, b: Term) -> Bool { a.weight == b.weight && a.item == b.item }
  }

  /// The summands in the order written.
  public var terms: [Term]

  /// A sum.
  public init(_ terms: [Term]) { self.terms = terms }
}
