import Tensors

/// Where a fit first met a number that is infinite or no number at all.
public struct NonFiniteOrigin: Sendable, Equatable {
  /// What kind of tensor it was.
  public enum Stage: Sendable, Equatable {
    /// The output of a layer.
    case layer
    /// The loss of a row, its outputs being finite.
    case loss
    /// A penalty.
    case penalty
    /// A derivative, the loss being finite.
    case gradient
    /// A weight after the update, its gradient being finite.
    case update
  }

  /// What kind of tensor it was.
  public let stage: Stage
  /// The tensor in words: "the output of layer 2, dense(10)".
  public let tensor: String
  /// The number: `inf`, `-inf` or `nan`.
  public let value: String
  /// The rows of the training part it was met in, counted from 1; the rows of the whole batch where
  /// the tensor belongs to all of them.
  public let rows: [Int]
  /// Whether the tensor belongs to the whole batch.
  public let isOfBatch: Bool
}

extension NonFiniteOrigin {
  /// The place in words: "row 17", "rows 3, 17, 20 and 5 more".
  var place: String {
    let shown = rows.prefix(5).map(String.init).joined(separator: ", ")
    let more = rows.count > 5 ? " and \(rows.count - 5) more" : ""
    return (isOfBatch ? "in the batch of " : "in ") + (rows.count == 1 ? "row " : "rows ") + shown
      + more
  }

  /// What to change, apart from the learning rate.
  var mend: String {
    switch stage {
    case .layer: "scale standard for the features; show and summary tell what is in force"
    case .loss: "a loss that is defined and grows slowly there; check data looks at the targets"
    case .penalty: "a smaller penalty"
    case .gradient, .update: "a gentler loss, such as huber instead of mse"
    }
  }
}

/// A tensor of a step to be looked through, in the order in which the step computes them.
struct InspectedTensor {
  let stage: NonFiniteOrigin.Stage
  /// The tensor in words.
  let words: String
  /// Whether the first axis counts the rows of the batch.
  let hasRows: Bool

  /// What is wrong with it; nil when every number is finite.
  ///
  /// - Parameter rows: the rows of the batch in the training part, counted from 1.
  func origin(in tensor: Tensor, rows: [Int]) -> NonFiniteOrigin? {
    let values = tensor.values
    guard let first = values.firstIndex(where: { !$0.isFinite }) else { return nil }
    let width = max(1, values.count / max(1, rows.count))
    let spoiled = Set(values.indices.filter { !values[$0].isFinite }.map { $0 / width })
    return NonFiniteOrigin(
      stage: stage, tensor: words, value: plain(Double(values[first])),
      rows: hasRows ? rows.indices.filter(spoiled.contains).map { rows[$0] } : rows,
      isOfBatch: !hasRows)
  }
}
