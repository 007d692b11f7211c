import Foundation
import Learning
import Testing

@testable import Commands

extension AllTests {
  /// Losses that learn parameters of their own, judged at given values of them.
  @Suite("score judges the parameters of losses") struct ScoreParameters {
    /// A row of adaptive_nll.json: Barron's loss with its partition function, Z integrated
    /// numerically, gradients by central differences.
    struct Row: Decodable, Sendable, CustomTestStringConvertible {
      let residual: Double
      let alpha: Double
      let scale: Double
      let value: Double
      let gradient_residual: Double
      let gradient_alpha: Double
      let gradient_scale: Double

      var testDescription: String { "alpha \(alpha), scale \(scale), residual \(residual)" }
    }

    struct File: Decodable { let cases: [Row] }

    static let rows = (try? Reference.read("adaptive_nll.json", as: File.self))?.cases ?? []

    @Test("there are rows") func found() { #expect(Self.rows.count > 10) }

    @Test("values and derivatives of the adaptive loss", arguments: rows)
    func adaptive(_ row: Row) throws {
      let trial = Trial()
      trial.run(
        """
        let r = score predictions=[\(row.residual)] targets=[0] \
        loss=adaptive(alpha=\(row.alpha), scale=\(row.scale)) gradient="g.npy"
        """)
      #expect(trial.outcome == .done, "\(trial.shown)")
      let wanted = [
        ("r.loss", row.value, 1e-5), ("r.gradient[0]", row.gradient_residual, 1e-4),
        ("r.parameters.alpha.value", row.alpha, 1e-12),
        ("r.parameters.alpha.gradient", row.gradient_alpha, 1e-4),
        ("r.parameters.scale.value", row.scale, 1e-12),
        ("r.parameters.scale.gradient", row.gradient_scale, 1e-4),
      ]
      for (name, value, tolerance) in wanted {
        let bound = tolerance * abs(value) + 1e-9
        trial.run("assert abs(\(name) - \(value)) <= \(bound) \"\(name) is {\(name)}\"")
        #expect(trial.outcome == .done, "\(row.testDescription): \(trial.shown)")
      }
    }

    @Test("every column has parameters of its own, and a table shows them")
    func columns() {
      let trial = trial(
        """
        let r = score predictions=[[1, 5], [2, -9]] targets=[[0, 0], [0, 0]] loss=adaptive
        assert len(r.parameters.alpha.gradient) == 2
        assert r.parameters.alpha.gradient[0] != r.parameters.alpha.gradient[1]
        """)
      #expect(trial.outcome == .done, "\(trial.shown)")
      #expect(trial.shown.contains("alpha[1]"))
    }
  }
}
