/// Why losses cannot be drawn over a single number.
public enum ShapeError: Error, Sendable, Equatable {
  /// A loss that no single number decides.
  case shapeless(loss: String, compares: String)
  /// Two losses that are drawn over different numbers.
  case noCommonAxis(
    first: String, firstAxis: LossShape.Axis, second: String, secondAxis: LossShape.Axis)
}

extension ShapeError {
  /// What is wrong, in one sentence.
  public var message: String {
    switch self {
    case .shapeless(let loss, let compares):
      "\(loss) compares \(compares), which have no single residual or logit to draw it over"
    case .noCommonAxis(let first, let firstAxis, let second, let secondAxis):
      "\(first) is drawn over \(firstAxis.words) and \(second) over \(secondAxis.words): one picture "
        + "cannot have both"
    }
  }

  /// What to do about it.
  public var hint: String? {
    switch self {
    case .shapeless: nil
    case .noCommonAxis: "a picture for each: losses of numbers in one, losses of classes in another"
    }
  }
}

extension LossShape.Axis {
  /// What it is, in a sentence.
  var words: String {
    switch self {
    case .residual: "the residual"
    case .margin: "the logit"
    }
  }
}
