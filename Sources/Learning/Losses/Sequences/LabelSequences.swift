import Graphs
import Tensors

/// The label sequences of a batch beside the scores they are to be aligned with, read and checked.
///
/// A plan answers labels and lengths that make no sense with NaN; here each is named with its row.
public struct LabelSequences: Sendable, Equatable {
  /// The labels of each example that count.
  public let labels: [[Int]]
  /// The frames of each example that count.
  public let frames: [Int]
  /// The class that stands for no label.
  public let blank: Int
  /// Whether each label takes a frame of its own and equal neighbours one between them, so that the
  /// scores of the frames say by themselves which labels they are.
  public let areReadFromFrames: Bool

  /// Reads labels and lengths for a loss on sequences.
  ///
  /// - Parameters:
  ///   - loss: the loss, with its blank.
  ///   - prediction: the shape of the scores, batch first.
  ///   - labels: padded rows of labels, [n, L]; what is beyond the lengths may be anything.
  ///   - inputLengths: how many frames count, all when nil.
  ///   - targetLengths: how many labels count, all when nil.
  /// - Throws: `LearningError.sequenceAxes`, `.blankOutsideClasses`, `.lengthCount`, `.badLength` or
  ///   `.badLabel`, with rows and labels counted from 1.
  public init(
    loss: LossSpecification, prediction: Shape, labels: DoubleArray,
    inputLengths: [Double]? = nil, targetLengths: [Double]? = nil
  ) throws {
    let axes = loss.definition.layout.axes
    let hasPlaces = axes.contains("label+1")
    areReadFromFrames = !hasPlaces
    guard prediction.rank == axes.count, labels.shape.rank == 2, labels.shape[0] == prediction[0],
      !hasPlaces || prediction[2] == labels.shape[1] + 1
    else {
      throw LearningError.sequenceAxes(
        loss.name, axes: axes, predictions: prediction, labels: labels.shape)
    }
    let reader = try SequenceReader(loss, prediction)
    blank = reader.blank
    frames = try reader.lengths(
      "input_lengths", inputLengths, (hasPlaces ? 1 : 0), most: prediction[1])
    let counts = try reader.lengths("target_lengths", targetLengths, 0, most: labels.shape[1])
    self.labels = try reader.labels(labels, counts)
  }

  /// The examples without any alignment: too few frames for their labels.
  public var infeasible: [InfeasibleExample] {
    guard areReadFromFrames else { return [] }
    return labels.indices.compactMap { row in
      let sequence = labels[row]
      let repeats = zip(sequence, sequence.dropFirst()).count { $0 == $1 }
      let example = InfeasibleExample(
        row: row + 1, frames: frames[row], labels: sequence.count, repeats: repeats)
      return example.frames < example.needed ? example : nil
    }
  }
}

/// An example whose labels do not fit into its frames.
public struct InfeasibleExample: Sendable, Equatable {
  /// Its row, counted from 1.
  public let row: Int
  /// Its frames, T.
  public let frames: Int
  /// Its labels, L.
  public let labels: Int
  /// How many labels equal the one before them, which a blank must keep apart.
  public let repeats: Int

  /// The frames it would take at least.
  public var needed: Int { labels + repeats }
}

/// Turns fed numbers into labels and lengths, or names the one that is none.
private struct SequenceReader {
  let loss: String
  let rows: Int
  let classes: Int
  let blank: Int

  init(_ loss: LossSpecification, _ prediction: Shape) throws {
    self.loss = loss.name
    (rows, classes) = (prediction[0], prediction[prediction.rank - 1])
    blank = loss.options.integer("blank")
    guard blank < classes else {
      throw LearningError.blankOutsideClasses(loss.name, blank: blank, classes: classes)
    }
  }

  func lengths(_ array: String, _ given: [Double]?, _ least: Int, most: Int) throws -> [Int] {
    guard let given else { return [Int](repeating: most, count: rows) }
    guard given.count == rows else {
      throw LearningError.lengthCount(loss, array: array, given: given.count, rows: rows)
    }
    return try given.enumerated().map { row, value in
      guard let length = Int(exactly: value), length >= least, length <= most else {
        throw LearningError.badLength(
          loss, array: array, row: row + 1, value: plain(value), least: least, most: most)
      }
      return length
    }
  }

  func labels(_ padded: DoubleArray, _ lengths: [Int]) throws -> [[Int]] {
    let width = padded.shape[1]
    return try lengths.enumerated().map { row, length in
      try padded.values[row * width..<row * width + length].enumerated().map { position, value in
        guard let label = Int(exactly: value), (0..<classes).contains(label), label != blank else {
          throw LearningError.badLabel(
            loss, row: row + 1, position: position + 1, value: plain(value), classes: classes,
            blank: blank)
        }
        return label
      }
    }
  }
}
