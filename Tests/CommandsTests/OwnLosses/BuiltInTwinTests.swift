import Language
import Testing

@testable import Commands
@testable import Graphs
@testable import Learning
@testable import Tensors

/// A built-in loss and its formula as a user would type it.
struct Twin: Sendable, CustomTestStringConvertible {
  let builtIn: String
  let formula: String
  /// What targets and predictions are drawn from.
  var targets: ClosedRange<Double> = -2...2
  var predictions: ClosedRange<Double> = -2...2
  /// Whether the rows of the targets add up to one.
  var areDistributions = false

  var testDescription: String { builtIn }

  static let all = [
    Twin(builtIn: "mse", formula: "(y - p)^2"),
    Twin(builtIn: "mae", formula: "abs(y - p)"),
    Twin(
      builtIn: "huber(delta=0.7)",
      formula: "where(abs(y - p) <= 0.7, (y - p)^2 / 2, 0.7 * (abs(y - p) - 0.35))"),
    Twin(
      builtIn: "smooth_l1(beta=0.5)",
      formula: "where(abs(y - p) < 0.5, (y - p)^2 / 1, abs(y - p) - 0.25)"),
    Twin(builtIn: "log_cosh", formula: "log(cosh(p - y))"),
    Twin(builtIn: "quantile(0.9)", formula: "max(0.9 * (y - p), -0.1 * (y - p))"),
    Twin(
      builtIn: "msle", formula: "(log1p(y) - log1p(p))^2", targets: 0...5, predictions: 0...5),
    Twin(builtIn: "poisson_nll", formula: "exp(p) - y * p", targets: 0...5),
    Twin(
      builtIn: "binary_cross_entropy", formula: "log(1 + exp(p)) - y * p", targets: 0...1,
      predictions: -9...9),
    Twin(
      builtIn: "binary_cross_entropy(from=probabilities)",
      formula: "-(y * log(p) + (1 - y) * log(1 - p))", targets: 0...1, predictions: 0.1...0.9),
    Twin(
      builtIn: "cross_entropy", formula: "-sum(y * log(softmax(p)))", targets: 0...1,
      predictions: -9...9, areDistributions: true),
    Twin(
      builtIn: "kl_divergence", formula: "sum(xlogy(y, y) - y * log_softmax(p))", targets: 0...1,
      areDistributions: true),
  ]
}

extension AllTests {
  /// A formula gives what the built-in loss of the same formula gives: on the oracle to rounding, in a
  /// plan to single precision.
  @Suite("Formulas and the losses they spell") struct Twins {
    @Test("agree", arguments: Twin.all) func agree(_ twin: Twin) throws {
      let probe = try FormulaProbe("loss own(y, p) = \(twin.formula)")
      let typed = try FormulaProbe.specification(twin.builtIn)
      let own = try LossSpecification(probe.own.definition)
      for seed in UInt64(1)...5 {
        let (y, p) = Self.draw(twin, seed: seed)
        let wanted = try FormulaProbe.oracle(typed, y, p)
        let found = try FormulaProbe.oracle(own, y, p)
        #expect(distance(found.values, wanted.values) < 1e-12, "seed \(seed)")
        #expect(distance(found.slopes, wanted.slopes) < 1e-12, "seed \(seed)")
        let compiled = try FormulaProbe.plan(own, y, p)
        #expect(distance(compiled.values, wanted.values) < 1e-5, "seed \(seed)")
        #expect(distance(compiled.slopes, wanted.slopes) < 1e-5, "seed \(seed)")
      }
    }

    private static func draw(_ twin: Twin, seed: UInt64) -> (DoubleArray, DoubleArray) {
      var random = RandomGenerator(seed: seed)
      func array(_ range: ClosedRange<Double>) -> [Double] {
        (0..<15).map { _ in
          // Numbers that single precision holds exactly, so that the plan starts from the same ones.
          Double(Float(range.lowerBound + random.uniform() * (range.upperBound - range.lowerBound)))
        }
      }
      var targets = array(twin.targets)
      if twin.areDistributions {
        for row in 0..<5 {
          let total = targets[row * 3..<row * 3 + 3].reduce(0, +)
          for column in row * 3..<row * 3 + 3 { targets[column] = targets[column] / total }
        }
      }
      return (
        DoubleArray(shape: [5, 3], values: targets),
        DoubleArray(shape: [5, 3], values: array(twin.predictions))
      )
    }
  }
}

extension FormulaProbe {
  /// A loss as typed.
  static func specification(_ text: String) throws -> LossSpecification {
    let trial = Trial()
    trial.run("loss \(text)")
    #expect(trial.outcome == .done, "\(trial.shown)")
    return try #require(trial.notebook.session.loss)
  }
}
