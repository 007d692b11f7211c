@testable import Learning

extension LossExample {
  /// Barron's loss at x = 3, for every branch of its formula; the values are mpmath's.
  static let robust: [LossExample] = [
    // x² / 2
    robust(alpha: 2, 4.5),
    // √(x² + 1) - 1
    robust(alpha: 1, 2.1622776601683793),
    robust(alpha: 0.5, 1.8797296850933572),
    // log(x² / 2 + 1) and its neighbours
    robust(alpha: 0, 1.7047480922384252),
    robust(alpha: 1e-6, 1.7047483754969109),
    robust(alpha: -1e-6, 1.7047478089801559),
    robust(alpha: 1e-12, 1.7047480922387085),
    robust(alpha: 1e-18, 1.7047480922384252),
    // the neighbours of 2
    robust(alpha: 2 - 1e-6, 4.4999662214690347),
    robust(alpha: 2 + 1e-6, 4.5000337787856524),
    // 2 x² / (x² + 4)
    robust(alpha: -2, 18.0 / 13),
    // 1 - exp(-x² / 2) and its neighbours
    robust(alpha: -1e10, 0.98889100362704208),
    robust(alpha: -1e18, 0.98889100346175769),
    robust(alpha: -.infinity, 0.98889100346175769),
    // beyond squares: ((x² / 2 + 1)² - 1) / 2
    robust(alpha: 4, 14.625),
  ]

  /// Residuals of ±3 times the scale, and of 0.
  private static func robust(alpha: Double, _ value: Double) -> LossExample {
    LossExample(
      name: "robust", options: [("alpha", .number(alpha)), ("scale", .number(0.5))],
      prediction: [[2.5], [-0.5], [1]], target: .numbers([[1], [1], [1]]),
      values: [value, value, 0], minimum: [[1], [1], [1]])
  }
}
