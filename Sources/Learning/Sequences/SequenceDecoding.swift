/// How labels are read from the scores of the frames.
public enum SequenceDecoding: Sendable, Equatable {
  /// The best class of each frame.
  case greedy
  /// The beginnings of the largest probability, as many as the width.
  case beam(width: Int)

  /// The labels it reads; `blank` is the class that stands for no label.
  public func labels(_ scores: FrameScores, blank: Int) -> [Int] {
    switch self {
    case .greedy: GreedyDecoding(scores, blank: blank).labels
    case .beam(let width): BeamDecoding(scores, blank: blank, width: width).labels
    }
  }
}

extension SequenceDecoding: CustomStringConvertible {
  /// In words: "a beam of 16 beginnings".
  public var description: String {
    switch self {
    case .greedy: "the best class of each frame"
    case .beam(let width): "a beam of \(width) beginning\(width == 1 ? "" : "s")"
    }
  }
}
