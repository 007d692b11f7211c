import Foundation
import Testing

@testable import Commands

extension AllTests {
  /// The rows of metrics.json (scikit-learn 1.9.1) through the verb.
  @Suite("score gives the reference metrics") struct ScoreMetrics {
    /// The file, read as it is: numbers, lists and objects by name.
    private static func file() throws -> [String: Any] {
      let data = try Reference.data("metrics.json")
      return try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
    }

    /// Checks `metrics=[...]` on files p.npy and t.npy against numbers by metric.
    private func check(_ wanted: [(metric: String, name: String, value: Double?)], _ more: String)
      throws
    {
      let trial = Trial()
      let list = wanted.map(\.metric).joined(separator: ", ")
      trial.run("let r = score predictions=\"p.npy\" targets=\"t.npy\" metrics=[\(list)]\(more)")
      #expect(trial.outcome == .done, "\(trial.shown)")
      for (metric, name, value) in wanted {
        guard let value else {
          #expect(trial.run("assert r.\(name) == none") == .done, "\(metric):\n\(trial.shown)")
          continue
        }
        trial.run(
          "assert abs(r.\(name) - \(value)) <= \(1e-9 * max(1, abs(value))) \"{r.\(name)}\"")
        #expect(trial.outcome == .done, "\(metric) is not \(value):\n\(trial.shown)")
      }
    }

    @Test("of classes", arguments: 0..<4)
    func classes(_ index: Int) throws {
      let rows = try #require(try Self.file()["classification"] as? [[String: Any]])
      let row = rows[index]
      let truth = try #require(row["target"] as? [Double])
      let predicted = try #require(row["predicted"] as? [Double])
      try Reference.write("p.npy", shape: [predicted.count], predicted)
      try Reference.write("t.npy", shape: [truth.count], truth)
      var wanted: [(metric: String, name: String, value: Double?)] = []
      for name in ["accuracy", "balanced_accuracy", "matthews", "kappa"] {
        wanted.append((name, name, row[name] as? Double))
      }
      for average in ["macro", "micro", "weighted"] {
        let scores = try #require(row[average] as? [String: Double])
        for (score, value) in scores {
          wanted.append(("\(score)_\(average)", "\(score)_\(average)", value))
        }
      }
      let classes = try #require(row["classes"] as? Int)
      try check(wanted, " classes=\((0..<classes).map { "c\($0)" })")
    }

    @Test("of one probability per row")
    func binary() throws {
      let row = try #require(try Self.file()["binary_scores"] as? [String: Any])
      let truth = try #require(row["target"] as? [Double])
      let score = try #require(row["score"] as? [Double])
      try Reference.write("t.npy", shape: [truth.count], truth)
      for shape in [[score.count], [score.count, 1]] {
        try Reference.write("p.npy", shape: shape, score)
        let names = ["roc_auc", "average_precision", "log_loss", "brier"]
        try check(
          try names.map { ($0, $0, try #require(row[$0] as? Double)) }, " from=probabilities")
      }
    }

    @Test("of a probability for each class")
    func probabilities() throws {
      let row = try #require(try Self.file()["class_scores"] as? [String: Any])
      let truth = try #require(row["target"] as? [Double])
      let table = try #require(row["probabilities"] as? [String: Any])
      try Reference.write("t.npy", shape: [truth.count], truth)
      try Reference.write(
        "p.npy", shape: try #require(table["shape"] as? [Int]),
        try #require(table["data"] as? [Double]))
      try check(
        [
          ("top_k(k=2)", "top_2_accuracy", row["top_2_accuracy"] as? Double),
          ("log_loss", "log_loss", row["log_loss"] as? Double),
          ("roc_auc_macro", "roc_auc_macro", row["roc_auc_ovr_macro"] as? Double),
        ], " from=probabilities")
    }

    @Test("of numbers")
    func regression() throws {
      let row = try #require(try Self.file()["regression"] as? [String: Any])
      let truth = try #require(row["target"] as? [Double])
      let predicted = try #require(row["predicted"] as? [Double])
      for shape in [[truth.count], [truth.count, 1]] {
        try Reference.write("t.npy", shape: shape, truth)
        try Reference.write("p.npy", shape: shape, predicted)
        let names = row.keys.filter { $0 != "target" && $0 != "predicted" }
        #expect(names.count == 8)
        try check(names.map { ($0, $0, row[$0] as? Double) }, "")
      }
    }

    @Test("rows of the ignored class are in no metric")
    func ignored() throws {
      // Without the third row two of three are right.
      let trial = trial(
        """
        score predictions=[[1, 0], [0, 1], [1, 0], [1, 0]] targets=[0, 1, 9, 1] \
        loss=cross_entropy(ignore_index=9) metrics=[accuracy]
        assert abs(_.accuracy - 2 / 3) < 1e-12
        score predictions=[1, -1, 3, -2] targets=[1, 0, -100, 1] loss=focal metrics=[accuracy]
        assert abs(_.accuracy - 2 / 3) < 1e-12
        """)
      #expect(trial.outcome == .done, "\(trial.shown)")
    }
  }
}
