import Graphs
import Tensors
import Testing

@testable import Learning

/// One row of Reference/losses.json: PyTorch and others in double precision, see each row's source.
struct LossReference: Decodable, Sendable, CustomTestStringConvertible {
  let id: String
  let loss: String
  let options: [String: ReferenceOption]
  let reduction: String
  let prediction: ReferenceArray
  let target: ReferenceArray?
  /// Further arrays, by name: variance, lengths, negatives.
  let extras: [String: ReferenceArray]
  let value: ReferenceValue
  let gradient: ReferenceArray

  var testDescription: String { id }

  struct File: Decodable { let cases: [LossReference] }

  private enum CodingKeys: String, CodingKey {
    case id, loss, options, reduction, prediction, target, value, gradient
    case variance, positive, negative
    case inputLengths = "input_lengths"
    case targetLengths = "target_lengths"

    static let extras: [CodingKeys] = [
      .variance, .positive, .negative, .inputLengths, .targetLengths,
    ]
  }

  init(from decoder: any Decoder) throws {
    let row = try decoder.container(keyedBy: CodingKeys.self)
    id = try row.decode(String.self, forKey: .id)
    loss = try row.decode(String.self, forKey: .loss)
    reduction = try row.decode(String.self, forKey: .reduction)
    options = try row.decode([String: ReferenceOption].self, forKey: .options)
    let layout = LossDefinition.all.first { [loss] in $0.name == loss }?.layout ?? .rows
    prediction = try row.decode(ReferenceArray.self, forKey: .prediction).batchFirst(layout)
    target = try row.decodeIfPresent(ReferenceArray.self, forKey: .target)
    var extras: [String: ReferenceArray] = [:]
    for key in CodingKeys.extras {
      extras[key.rawValue] = try row.decodeIfPresent(ReferenceArray.self, forKey: key)
    }
    self.extras = extras
    value = try row.decode(ReferenceValue.self, forKey: .value)
    gradient = try row.decode(ReferenceArray.self, forKey: .gradient).batchFirst(layout)
  }

  /// The rows of the losses this program has.
  static let all: [LossReference] = {
    let file = try? readReference("losses.json", as: File.self)
    let known = Set(LossDefinition.all.map(\.name))
    return file?.cases.filter { known.contains($0.loss) } ?? []
  }()

  /// The row as a trial; ignored rows get the weight 0, as they do in a fit.
  func trial() throws -> LossTrial {
    let specification = try LossSpecification(loss, [], options.named)
    var trial = LossTrial(
      loss: specification, prediction: prediction.array, target: .nothing,
      extras: extras.mapValues(\.array), reduction: Reduction(rawValue: reduction) ?? .mean)
    guard let target else { return trial }
    switch target.shape.count {
    case 1: try trial.take(labels: target.data.map { Int32($0) }, columns: prediction.shape[1])
    case _ where specification.definition.targets == [.sequences]:
      trial.target = .sequences(target.array)
    default: trial.target = .values(target.array)
    }
    return trial
  }
}

extension ReferenceArray {
  /// The array in the axes of the graph.
  fileprivate func batchFirst(_ layout: LossLayout) -> ReferenceArray {
    let axes = layout.batchFirst
    guard axes != Array(axes.indices), axes.count == shape.count else { return self }
    let to = axes.map { shape[$0] }
    let steps = axes.map { axis in shape[(axis + 1)...].reduce(1, *) }
    let numbers = (0..<data.count).map { flat in
      var (rest, source) = (flat, 0)
      for axis in axes.indices.reversed() {
        source += rest % to[axis] * steps[axis]
        rest /= to[axis]
      }
      return data[source]
    }
    return ReferenceArray(shape: to, data: numbers)
  }
}

extension LossTrial {
  /// Takes class indices by way of the preparation that a fit uses.
  fileprivate mutating func take(labels: [Int32], columns: Int) throws {
    let names = (0..<columns).map { "c\($0)" }
    let prepared = try loss.prepare(
      TrainingData(
        features: Tensor(zeros: [labels.count, 1]), target: .classes(labels, names: names)))
    guard case .indices(let indices) = prepared.numbers else { return }
    target = .indices(indices.map(Int.init))
    classes = names
    rowWeights = prepared.rowWeights?.values.map(Double.init)
  }
}
