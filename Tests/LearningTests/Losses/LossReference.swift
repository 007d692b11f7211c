import Graphs
import Tensors
import Testing

@testable import Learning

/// One row of Reference/losses.json: PyTorch in double precision.
struct LossReference: Decodable, Sendable, CustomTestStringConvertible {
  let id: String
  let loss: String
  let options: [String: ReferenceOption]
  let reduction: String
  let prediction: ReferenceArray
  let target: ReferenceValue
  let value: ReferenceValue
  let gradient: ReferenceArray

  var testDescription: String { id }

  struct File: Decodable { let cases: [LossReference] }

  private enum CodingKeys: String, CodingKey {
    case id, loss, options, reduction, prediction, target, value, gradient
  }

  /// Rows of the losses this program has; rows of other losses have other shapes and keys.
  init(from decoder: any Decoder) throws {
    let row = try decoder.container(keyedBy: CodingKeys.self)
    id = try row.decode(String.self, forKey: .id)
    loss = try row.decode(String.self, forKey: .loss)
    reduction = try row.decode(String.self, forKey: .reduction)
    let isKnown = LossDefinition.all.map(\.name).contains(loss)
    options = isKnown ? try row.decode([String: ReferenceOption].self, forKey: .options) : [:]
    let empty = ReferenceArray(shape: [0], data: [])
    prediction = isKnown ? try row.decode(ReferenceArray.self, forKey: .prediction) : empty
    target = isKnown ? try row.decode(ReferenceValue.self, forKey: .target) : .array(empty)
    value = isKnown ? try row.decode(ReferenceValue.self, forKey: .value) : .array(empty)
    gradient = isKnown ? try row.decode(ReferenceArray.self, forKey: .gradient) : empty
  }

  static let all: [LossReference] = {
    let file = try? readReference("losses.json", as: File.self)
    let known = Set(LossDefinition.all.map(\.name))
    return file?.cases.filter { known.contains($0.loss) } ?? []
  }()

  /// The row as a trial; ignored rows get the weight 0, as they do in a fit.
  func trial() throws -> LossTrial {
    let specification = try LossSpecification(loss, [], options.named)
    var trial = LossTrial(
      loss: specification, prediction: prediction.array, target: .values(targetArray.array),
      reduction: Reduction(rawValue: reduction) ?? .mean)
    guard loss == "cross_entropy", targetArray.shape.count == 1 else { return trial }
    let labels = targetArray.data.map { Int32($0) }
    let names = (0..<prediction.shape[1]).map { "c\($0)" }
    let prepared = try specification.prepare(
      TrainingData(
        features: Tensor(zeros: [labels.count, 1]), target: .classes(labels, names: names)))
    guard case .indices(let indices) = prepared.numbers else { return trial }
    trial.target = .indices(indices.map(Int.init))
    trial.rowWeights = prepared.rowWeights?.values.map(Double.init)
    return trial
  }

  private var targetArray: ReferenceArray {
    guard case .array(let array) = target else { return ReferenceArray(shape: [0], data: []) }
    return array
  }
}
