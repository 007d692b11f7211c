import Graphs
import Tensors

@testable import Learning

/// One line of the battery every loss goes through.
///
/// A new loss adds its lines here and inherits all the tests.
struct LossExample: Sendable {
  let name: String
  var options: [(String, OptionValue)] = []
  /// The shape of a row of predictions; one axis unless told otherwise.
  var rowShape: Shape?
  /// Predictions [rows, columns], targets, and values worked out by hand.
  let prediction: [[Double]]
  let target: Target
  /// Further arrays, by name, a row for each of the predictions.
  var extras: [String: [[Double]]] = [:]
  let values: [Double]
  /// To what share the values are known.
  var accuracy = 1e-12
  /// Predictions that cannot be bettered for the same targets; nil where none are finite.
  var minimum: [[Double]]?
  /// Whether predictions are probabilities, and so cannot be extreme.
  var isProbability = false
  /// Why a row's loss depends on the other rows of its batch; nil where it does not.
  var isCoupled: String?
  /// Whether the formula is only defined for predictions above 0.
  var isPositive = false
  /// Up to which prediction the loss is a finite number; eˣ is infinite far below 1e4.
  var largest = Double.infinity

  enum Target: Sendable {
    case classes([Int])
    case numbers([[Double]])
    /// Padded rows of labels; the lengths are among the extras.
    case sequences([[Double]])
    case nothing
  }

  func specification() throws -> LossSpecification { try LossSpecification(name, [], options) }

  /// Predictions against the targets of the rows chosen, all of them unless told otherwise.
  func trial(prediction rows: [[Double]]? = nil, choosing choice: [Int]? = nil) throws -> LossTrial
  {
    let choice = choice ?? Array(prediction.indices)
    let rows = rows ?? prediction
    let target: LossTrial.Target =
      switch target {
      case .classes(let classes): .indices(choice.map { classes[$0] })
      case .numbers(let rows): .values(matrix(choice.map { rows[$0] }))
      case .sequences(let rows): .sequences(matrix(choice.map { rows[$0] }))
      case .nothing: .nothing
      }
    let loss = try specification()
    return LossTrial(
      loss: loss, prediction: array(choice.map { rows[$0] }), target: target,
      extras: extras.reduce(into: [:]) { arrays, extra in
        let isLengths = loss.definition.extras.contains {
          $0.name == extra.key && $0.form == .lengths
        }
        let rows = choice.map { extra.value[$0] }
        arrays[extra.key] =
          isLengths
          ? DoubleArray(shape: [rows.count], values: rows.flatMap { $0 }) : matrix(rows)
      }, classes: classes)
  }

  /// Rows of predictions in the shape the loss wants.
  private func array(_ rows: [[Double]]) -> DoubleArray {
    guard let rowShape else { return matrix(rows) }
    return DoubleArray(
      shape: Shape([rows.count] + rowShape.dimensions), values: rows.flatMap { $0 })
  }

  /// As many names as there are columns or classes.
  private var classes: [String] {
    var count = prediction.first?.count ?? 0
    if case .classes(let labels) = target { count = max(count, 1 + (labels.max() ?? 0)) }
    if case .numbers = target { count = max(count, 2) }
    return (0..<count).map { "c\($0)" }
  }
}

extension LossExample {
  /// Predictions drawn at random from where the formula is defined.
  func randomPrediction(_ generator: inout RandomGenerator) -> [[Double]] {
    prediction.map { row in
      row.map { _ in
        if isProbability { return 0.05 + 0.9 * generator.uniform() }
        let number = 2 * generator.normal()
        return isPositive ? number.magnitude + 0.1 : number
      }
    }
  }
}

func matrix(_ rows: [[Double]]) -> DoubleArray {
  DoubleArray(shape: [rows.count, rows.first?.count ?? 0], values: rows.flatMap { $0 })
}

extension LossExample {
  /// The lines of every family.
  static let all =
    regression + robust + likelihoods + classification + focal + margins + masks + distributions
    + similarity + sequences + adaptive
}
