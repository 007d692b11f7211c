/// The scores of one example, a row of classes for each frame that counts.
public struct FrameScores: Sendable {
  /// How many frames count.
  public let frames: Int
  /// How many classes there are, the blank among them.
  public let classes: Int
  private let values: [Double]

  /// The frames that count, one after the other.
  ///
  /// - Parameter values: finite numbers, as many as whole frames take.
  public init(_ values: [Double], classes: Int) {
    precondition(classes > 0 && values.count % classes == 0, "scores of whole frames")
    self.values = values
    self.classes = classes
    frames = values.count / classes
  }

  /// Whether no score is infinite or no number at all.
  var isFinite: Bool { values.allSatisfy(\.isFinite) }

  /// The scores of a frame.
  func frame(_ t: Int) -> ArraySlice<Double> { values[t * classes..<(t + 1) * classes] }
}
