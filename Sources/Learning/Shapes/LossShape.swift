/// What a loss makes of one number: how much it punishes it, and how hard it pulls.
public struct LossShape: Sendable, Equatable {
  /// The number a loss is drawn over.
  public enum Axis: String, Sendable {
    /// Prediction minus target.
    case residual
    /// The score of what is true against what is not: the logit of a yes, or the logit of the class
    /// of the row minus that of the other of two.
    case margin
  }

  /// One place along the axis.
  public struct Place: Sendable, Equatable {
    /// The residual or the margin.
    public let x: Double
    /// The loss of a single row there.
    public let value: Double
    /// Its derivative by `x`.
    public let slope: Double
  }

  /// The loss as typed.
  public let name: String
  /// What it is drawn over.
  public let axis: Axis
  /// The target predictions are compared with along a residual; of no importance for a margin.
  public let target: Double
  /// Places in ascending order.
  public let places: [Place]
}
