import Foundation
import Testing

@testable import Commands

extension AllTests {
  /// Labels in every form they come in.
  @Suite("score reads label sequences") struct ScoreSequences {
    /// Row ctc/ragged of losses.json: 12 frames, 4 examples, 5 classes.
    private static let row = ReferenceRow.all.first { $0.id == "ctc/ragged/none" }

    /// The row's labels that count, an example each.
    private static func labels(_ row: ReferenceRow) -> [[Double]] {
      let width = row.target?.shape.last ?? 0
      let lengths = row.arrays["target_lengths"]?.data ?? []
      return lengths.enumerated().map { index, length in
        Array((row.target?.data ?? [])[index * width..<index * width + Int(length)])
      }
    }

    private func check(_ row: ReferenceRow, _ targets: String, loss: String = "ctc") throws {
      try Reference.write("input_lengths.npy", try #require(row.arrays["input_lengths"]))
      let trial = trial(
        """
        score predictions="p.npy" targets=\(targets) input_lengths="input_lengths.npy" loss=\(loss) \
        reduction=none value="v.npy"
        """)
      #expect(trial.outcome == .done, "\(targets)\n\(trial.shown)")
      let difference = try Reference.difference(
        "v.npy", row.value, relative: 1e-9, absolute: 1e-12)
      #expect(difference == nil, "\(targets): \(difference ?? "")")
    }

    @Test("as rows, as rows of a list that differ in length, and one after the other")
    func forms() throws {
      let row = try #require(Self.row)
      let labels = Self.labels(row)
      try Reference.write("p.npy", row.prediction)
      let lengths = labels.map { Double($0.count) }
      try Reference.write("lengths.npy", shape: [lengths.count], lengths)
      try Reference.write("flat.npy", shape: [labels.joined().count], Array(labels.joined()))
      // Padding is never read, whatever it is and however much there is.
      let wide = labels.flatMap { $0 + Array(repeating: -7, count: 9 - $0.count) }
      try Reference.write("wide.npy", shape: [labels.count, 9], wide)
      try check(row, "\(labels)")
      try check(row, "\"flat.npy\" target_lengths=\"lengths.npy\"")
      try check(row, "\"wide.npy\" target_lengths=\"lengths.npy\"")
    }

    @Test("with any class for the blank")
    func blank() throws {
      let row = try #require(Self.row)
      let classes = row.prediction.shape[2]
      // Classes moved down by one, the first to the end.
      let moved = row.prediction.data.indices.map { index in
        let next = index % classes == classes - 1 ? index + 1 - classes : index + 1
        return row.prediction.data[next]
      }
      try Reference.write("p.npy", shape: row.prediction.shape, moved)
      try check(
        row, "\(Self.labels(row).map { $0.map { $0 - 1 } })", loss: "ctc(blank=\(classes - 1))")
    }

    @Test("of one example without an axis for the batch, by hand")
    func single() {
      // Two frames of two equal classes: three of the four alignments read as 1.
      let trial = trial(
        """
        score predictions=[[0, 0], [0, 0]] targets=[1] loss=ctc
        assert abs(_.loss + log(0.75)) < 1e-12
        assert len(_.gradient) == 2
        score predictions=[[[0, 0], [0, 0]], [[0, 0], [0, 0]]] targets=[1] loss=rnnt
        assert abs(_.loss - log(4)) < 1e-12
        """)
      #expect(trial.outcome == .done, "\(trial.shown)")
    }

    @Test("without any label, in both precisions", arguments: ["double", "single"])
    func empty(_ precision: String) throws {
      try Reference.write("p.npy", shape: [2, 2, 2], Array(repeating: 1e4, count: 8))
      try Reference.write("t.npy", shape: [2, 0], [])
      // Two frames, each blank with one half.
      let trial = trial(
        """
        score predictions="p.npy" targets="t.npy" loss=ctc precision=\(precision)
        assert abs(_.loss - 2 * log(2)) < 1e-6
        score predictions="p.npy" targets=[[], []] loss=ctc precision=\(precision) reduction=sum
        assert abs(_.loss - 4 * log(2)) < 1e-6
        """)
      #expect(trial.outcome == .done, "\(trial.shown)")
    }

    @Test("and counts those that cannot be aligned")
    func infeasible() {
      let trial = trial(
        """
        score predictions=[[[0, 0], [0, 0]], [[0, 0], [0, 0]]] targets=[[1, 1], [1, 1]] \
        target_lengths=[2, 1] loss=ctc(zero_infinity=true) reduction=none
        """)
      #expect(trial.outcome == .done, "\(trial.shown)")
      #expect(trial.shown.contains("1 of 2 examples have too few frames"))
    }
  }
}
