/// The labels of the most probable alignment.
///
/// The best class of every frame is taken, repetitions are read once and blanks dropped: the best path
/// decoding of Graves et al. 2006.
/// Of equal scores the first class wins. The labels need not be the most probable ones: many
/// alignments of moderate probability can outweigh the best one. `BeamDecoding` adds them up.
public struct GreedyDecoding: Sendable, Equatable {
  /// The labels read.
  public let labels: [Int]

  /// Reads scores; `blank` is the class that stands for no label.
  public init(_ scores: FrameScores, blank: Int) {
    var labels: [Int] = []
    var last = blank
    for t in 0..<scores.frames {
      let best = Self.best(scores.frame(t))
      if best != last, best != blank { labels.append(best) }
      last = best
    }
    self.labels = labels
  }

  private static func best(_ frame: ArraySlice<Double>) -> Int {
    var best = frame.startIndex
    for index in frame.indices where frame[index] > frame[best] { best = index }
    return best - frame.startIndex
  }
}
