import Tensors

/// Named arrays and texts, as a safetensors file holds them.
///
/// The layout is that of https://github.com/huggingface/safetensors: eight bytes with the length
/// of the header, little-endian; the header, a JSON object with type, shape and place of each
/// array and texts under `__metadata__`; then the numbers, little-endian, without gaps.
public struct Checkpoint: Sendable {
  /// The arrays, in the order of the file.
  public var tensors: [(name: String, tensor: Tensor)]
  /// The texts by name, in the order of the file.
  public var metadata: [(name: String, text: String)]

  /// A checkpoint of arrays and texts.
  public init(
    tensors: [(name: String, tensor: Tensor)], metadata: [(name: String, text: String)] = []
  ) {
    self.tensors = tensors
    self.metadata = metadata
  }

  /// The array with a name.
  public func tensor(named name: String) -> Tensor? {
    tensors.first { $0.name == name }?.tensor
  }

  /// The text with a name.
  public func text(named name: String) -> String? {
    metadata.first { $0.name == name }?.text
  }

  /// The name the format keeps for texts.
  static let metadataName = "__metadata__"
  /// The longest header accepted, the limit of the reference implementation.
  static let longestHeader = 100_000_000
  /// The most axes accepted, torch's limit.
  static let mostAxes = 64
}

extension Checkpoint: Equatable {
  /// Two checkpoints are equal when names, arrays and texts are, in order.
  public static func == (left: Checkpoint, right: Checkpoint) -> Bool {
    left.tensors.elementsEqual(right.tensors) { $0.name == $1.name && $0.tensor == $1.tensor }
      && left.metadata.elementsEqual(right.metadata) { $0 == $1 }
  }
}
