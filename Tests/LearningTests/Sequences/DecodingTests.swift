import Glibc
import Tensors
import Testing

@testable import Learning

/// Scores that leave no doubt of the path.
private func certain(_ path: [Int], classes: Int) -> FrameScores {
  FrameScores(
    rows: path.map { best in (0..<classes).map { $0 == best ? 50 : 0 } }, classes: classes)
}

private func drawn(_ frames: Int, _ classes: Int, _ generator: inout RandomGenerator) -> [[Double]]
{
  (0..<frames).map { _ in (0..<classes).map { _ in generator.normal() * 1.5 } }
}

@Suite("Reading labels from scores")
struct DecodingTests {
  @Test(
    "paths read as they should, by hand",
    arguments: [
      // blank, path, labels
      (0, [0, 1, 1, 0, 1, 2, 2, 0], [1, 1, 2]),
      (1, [0, 0, 1, 0, 2, 1, 1, 2], [0, 0, 2, 2]),
      (2, [2, 2, 2], []),
      (2, [1, 1, 0, 0, 1], [1, 0, 1]),
      (0, [], []),
    ])
  func paths(_ blank: Int, _ path: [Int], _ labels: [Int]) {
    let scores = certain(path, classes: 3)
    #expect(GreedyDecoding(scores, blank: blank).labels == labels)
    let beam = BeamDecoding(scores, blank: blank, width: 4)
    #expect(beam.labels == labels)
    #expect(abs(beam.logProbability) < 1e-12)
  }

  @Test("of equal scores the first class wins")
  func ties() {
    let even = FrameScores([1, 1, 1], classes: 3)
    #expect(GreedyDecoding(even, blank: 0).labels == [])
    #expect(GreedyDecoding(even, blank: 2).labels == [0])
  }

  @Test("many alignments outweigh the best one, by hand")
  func beamSeesMore() {
    // Blank 0.6 and label 0.4 in both frames: the best path is all blanks, 0.36, but the label is
    // read from 0.24 + 0.24 + 0.16 = 0.64.
    let frame = [log(0.6), log(0.4)]
    let scores = FrameScores(rows: [frame, frame], classes: 2)
    #expect(GreedyDecoding(scores, blank: 0).labels == [])
    let beam = BeamDecoding(scores, blank: 0, width: 2)
    #expect(beam.labels == [1])
    #expect(abs(beam.logProbability - log(0.64)) < 1e-14)
    // With room for one only the likeliest after each frame is left.
    #expect(BeamDecoding(scores, blank: 0, width: 1).labels == [])
  }

  @Test("a beam that is wide enough finds the most probable labelling", arguments: [1, 2, 3, 4])
  func enumeration(seed: UInt64) throws {
    var generator = RandomGenerator(seed: seed)
    for (frames, classes) in [(1, 2), (4, 2), (5, 3), (4, 4)] {
      for blank in Set([0, classes / 2, classes - 1]) {
        let rows = drawn(frames, classes, &generator)
        let all = everyLabelling(rows, blank: blank)
        let best = try #require(all.max { $0.value < $1.value })
        let beam = BeamDecoding(
          FrameScores(rows: rows, classes: classes), blank: blank, width: 1000)
        let label = "seed \(seed), \(frames) frames, \(classes) classes, blank \(blank)"
        #expect(beam.labels == best.key, "\(label)")
        #expect(abs(beam.logProbability - log(best.value)) < 1e-12, "\(label)")
        // A narrow one sees a part of the probability of what it finds, never more.
        for width in 1...3 {
          let narrow = BeamDecoding(
            FrameScores(rows: rows, classes: classes), blank: blank, width: width)
          let whole = try #require(all[narrow.labels], "\(label), width \(width)")
          #expect(narrow.logProbability <= log(whole) + 1e-12, "\(label), width \(width)")
        }
      }
    }
  }

  @Test("the best path is the most probable of all paths", arguments: [5, 6])
  func bestPath(seed: UInt64) {
    var generator = RandomGenerator(seed: seed)
    for blank in 0..<3 {
      let rows = drawn(6, 3, &generator)
      let path = rows.map { row in row.indices.max { row[$0] < row[$1] } ?? 0 }
      #expect(
        GreedyDecoding(FrameScores(rows: rows, classes: 3), blank: blank).labels
          == reading(path, blank: blank), "seed \(seed), blank \(blank)")
    }
  }

  @Test("hundreds of frames stay in log space")
  func long() {
    // 600 frames of four equal classes: no path is likelier than 4⁻⁶⁰⁰, beyond double precision.
    let scores = FrameScores([Double](repeating: 3, count: 2400), classes: 4)
    let beam = BeamDecoding(scores, blank: 0, width: 4)
    #expect(beam.logProbability.isFinite && beam.logProbability < 0)
    #expect(beam == BeamDecoding(scores, blank: 0, width: 4))
  }
}
