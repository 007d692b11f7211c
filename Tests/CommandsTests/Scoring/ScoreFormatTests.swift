import Foundation
import Testing

@testable import Commands

extension AllTests {
  /// One array in every form it can come in must be judged alike.
  @Suite("score reads every form of an array") struct ScoreFormats {
    /// Scores of two classes and their targets; Σ log Σ e^x − x[y] by hand:
    /// log(1 + e¹), log(1 + e⁻¹), log(1 + e⁻²), whose mean is 0.58448...
    static let scores = "[[1, 2], [0, 1], [3, 1]]"
    static let mean =
      (log1p(exp(1.0)) + log1p(exp(-1.0)) + log1p(exp(-2.0))) / 3

    static let lines = [
      "score predictions=\(scores) targets=[0, 1, 0] loss=cross_entropy",
      "score predictions=\(scores) targets=[[0], [1], [0]] loss=cross_entropy",
      "score predictions=\(scores) targets=[false, true, false] loss=cross_entropy",
      "score predictions=\(scores) targets=[[1, 0], [0, 1], [1, 0]] loss=cross_entropy",
      "score predictions=\(scores) targets=[\"a\", \"b\", \"a\"] classes=[a, b] loss=cross_entropy",
      "score predictions=\(scores) targets=[\"a\", \"b\", \"a\"] classes=[\"a\", \"b\"] loss=cross_entropy",
      "let p = \(scores); let t = [0, 1, 0]; score predictions=p targets=t loss=cross_entropy",
      "let name = \"s.npy\"; score predictions=name targets=[0, 1, 0] loss=cross_entropy",
      "score predictions=\"s.npy\" targets=\"t.npy\" loss=cross_entropy",
      "score predictions=\"f4.npy\" targets=\"i8.npy\" loss=cross_entropy",
      "score predictions=\"s.csv\" targets=\"t.csv\" loss=cross_entropy",
      "score predictions=\"named.csv\" targets=\"names.csv\" loss=cross_entropy",
      "score predictions=\"named.csv\" targets=\"headless.csv\" loss=cross_entropy",
      "score predictions=\"pandas.csv\" targets=\"t.csv\" loss=cross_entropy",
      "score predictions=\"s.npy\" targets=\"u.npy\" classes=[\"a\", \"b\"] loss=cross_entropy",
      "score predictions=\"s.npy\" targets=\"bytes.npy\" classes=[\"a\", \"b\"] loss=cross_entropy",
      "score predictions=\(scores) targets=[0, 1, 0] loss=cross_entropy weights=[2, 2, 2]",
      "score predictions=[[1, 2], [0, 1], [9, 9], [3, 1]] targets=[0, 1, 7, 0] "
        + "loss=cross_entropy(ignore_index=7)",
      "score predictions=[[1, 2], [0, 1], [9, 9], [3, 1]] targets=[0, 1, 1, 0] "
        + "loss=cross_entropy weights=[1, 1, 0, 1]",
    ]

    private func files() throws {
      try Reference.write("s.npy", shape: [3, 2], [1, 2, 0, 1, 3, 1])
      try Reference.write("t.npy", shape: [3], [0, 1, 0])
      let singles: [Float] = [1, 2, 0, 1, 3, 1]
      try Workspace.write(
        "f4.npy",
        .init(
          Mistake.npy(
            ">f4", "(3, 2)",
            singles.flatMap { value in withUnsafeBytes(of: value.bitPattern.bigEndian, Array.init) }
          )))
      let labels: [Int64] = [0, 1, 0]
      try Workspace.write(
        "i8.npy",
        .init(
          Mistake.npy(
            "<i8", "(3, 1)",
            labels.flatMap { value in withUnsafeBytes(of: value.littleEndian, Array.init) })
        ))
      try Workspace.write("s.csv", "1,2\n0,1\n3,1\n")
      try Workspace.write("t.csv", "0\n1\n0\n")
      try Workspace.write("named.csv", "a,b\n1,2\n0,1\n3,1\n")
      try Workspace.write("names.csv", "class\na\nb\na\n")
      try Workspace.write("headless.csv", "a\nb\na\n")
      try Workspace.write("pandas.csv", "0,1\n1,2\n0,1\n3,1\n")
      let wide: [UInt8] = [97, 0, 0, 0, 98, 0, 0, 0, 97, 0, 0, 0]
      try Workspace.write("u.npy", .init(Mistake.npy("<U1", "(3,)", wide)))
      try Workspace.write("bytes.npy", .init(Mistake.npy("|S2", "(3,)", [97, 0, 98, 0, 97, 0])))
    }

    @Test("the same loss", arguments: lines)
    func line(_ line: String) throws {
      try files()
      let trial = trial(line + "\nassert abs(_.loss - \(Self.mean)) < 1e-12 \"{_.loss}\"")
      #expect(trial.outcome == .done, "\(line)\n\(trial.shown)")
    }

    @Test("columns are lists or matrices as the other array needs it, and said to be")
    func columns() throws {
      try Workspace.write("column.csv", "p\n1\n2\n")
      try Reference.write("list.npy", shape: [2], [1, 3])
      try Reference.write("matrix.npy", shape: [2, 1], [1, 3])
      for targets in ["list.npy", "matrix.npy"] {
        let trial = trial(
          "score predictions=\"column.csv\" targets=\"\(targets)\" loss=mse gradient=\"g.npy\"\n"
            + "assert _.loss == 0.5")
        #expect(trial.outcome == .done, "\(trial.shown)")
        #expect(trial.shown.contains("one column, read as [2]") == (targets == "list.npy"))
      }
      let both = trial("score predictions=\"column.csv\" targets=\"column.csv\" loss=mse")
      #expect(both.outcome == .done, "\(both.shown)")
    }

    @Test("values and gradients have the shapes they should, in both formats")
    func shapes() throws {
      let trial = Trial()
      let rows: [(line: String, value: [Int], gradient: [Int])] = [
        ("predictions=[1, 2] targets=[3, 4]", [2], [2]),
        ("predictions=[[1], [2]] targets=[[3], [4]]", [2, 1], [2, 1]),
        ("predictions=[[[1, 2]], [[3, 4]]] targets=[[[1, 2]], [[3, 5]]]", [2, 1, 2], [2, 1, 2]),
        ("predictions=5 targets=7", [], []),
      ]
      for row in rows {
        trial.run(
          "score \(row.line) loss=mse reduction=none value=\"v.npy\" gradient=\"g.npy\"")
        #expect(trial.outcome == .done, "\(trial.shown)")
        #expect(try ScoreArray(.text("v.npy")).shape.dimensions == row.value, "\(row.line)")
        #expect(try ScoreArray(.text("g.npy")).shape.dimensions == row.gradient, "\(row.line)")
      }
      trial.run(
        "score predictions=[[0.1, 2], [0, 4]] targets=[[1, 2], [3, 4]] loss=mse reduction=sum "
          + "value=\"v.csv\" gradient=\"g.csv\"")
      #expect(trial.outcome == .done, "\(trial.shown)")
      // (0.1 − 1)² + 9 and 2 (p − y), each at its shortest exact text.
      #expect(String(decoding: try Workspace.read("v.csv"), as: UTF8.self) == "9.81\n")
      #expect(
        String(decoding: try Workspace.read("g.csv"), as: UTF8.self) == "-1.8,0.0\n-6.0,0.0\n")
    }

    @Test("double precision is not rounded on the way")
    func exact() throws {
      // 1 + 2⁻⁴⁰ is 1 in single precision; its square distance from 1 is 2⁻⁸⁰.
      try Reference.write("fine.npy", shape: [1], [1 + 0x1p-40])
      let line = "score predictions=\"fine.npy\" targets=[1] loss=mse value=\"v.npy\""
      #expect(trial(line).outcome == .done)
      #expect(
        try Reference.difference(
          "v.npy", .init(shape: [], data: [0x1p-80]), relative: 0, absolute: 0) == nil)
      #expect(trial(line + " precision=single").outcome == .done)
      #expect(
        try Reference.difference("v.npy", .init(shape: [], data: [0]), relative: 0, absolute: 0)
          == nil)
    }
  }
}
