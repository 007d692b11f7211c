import Graphs
import Tensors

@testable import Learning

/// One line of the battery every loss goes through.
///
/// A new loss adds its lines here and inherits all the tests.
struct LossExample: Sendable {
  let name: String
  var options: [(String, OptionValue)] = []
  /// Predictions [rows, columns], targets, and values worked out by hand.
  let prediction: [[Double]]
  let target: Target
  let values: [Double]
  /// Predictions that cannot be bettered for the same targets; nil where none are finite.
  var minimum: [[Double]]?
  /// Whether predictions are probabilities, and so cannot be extreme.
  var isProbability = false

  enum Target: Sendable {
    case classes([Int])
    case numbers([[Double]])
  }

  func specification() throws -> LossSpecification { try LossSpecification(name, [], options) }

  func trial(prediction rows: [[Double]]? = nil) throws -> LossTrial {
    let target: LossTrial.Target =
      switch target {
      case .classes(let classes): .indices(classes)
      case .numbers(let rows): .values(matrix(rows))
      }
    return LossTrial(
      loss: try specification(), prediction: matrix(rows ?? prediction), target: target,
      classes: (0..<(prediction.first?.count ?? 0)).map { "c\($0)" })
  }
}

func matrix(_ rows: [[Double]]) -> DoubleArray {
  DoubleArray(shape: [rows.count, rows.first?.count ?? 0], values: rows.flatMap { $0 })
}

extension LossExample {
  /// The lines of every family.
  static let all = regression + classification
}
