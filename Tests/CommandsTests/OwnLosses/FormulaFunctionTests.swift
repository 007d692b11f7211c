import Foundation
import Testing

@testable import Commands
@testable import Graphs
@testable import Learning
@testable import Tensors

/// A call over p, and what the C library makes of it in double precision.
private struct CallCase: Sendable, CustomTestStringConvertible {
  let call: String
  let reference: @Sendable (Double) -> Double
  var testDescription: String { call }

  init(_ call: String, _ reference: @escaping @Sendable (Double) -> Double) {
    self.call = call
    self.reference = reference
  }

  var function: String { String(call.prefix { $0 != "(" }) }

  static let all = [
    CallCase("abs(p)") { abs($0) }, CallCase("exp(p)") { exp($0) }, CallCase("log(p)") { log($0) },
    CallCase("log1p(p)") { log1p($0) }, CallCase("log2(p)") { log2($0) },
    CallCase("log10(p)") { log10($0) }, CallCase("expm1(p)") { expm1($0) },
    CallCase("sqrt(p)") { sqrt($0) }, CallCase("square(p)") { $0 * $0 },
    CallCase("sign(p)") { $0 < 0 ? -1 : 1 }, CallCase("sin(p)") { sin($0) },
    CallCase("cos(p)") { cos($0) }, CallCase("tan(p)") { tan($0) },
    CallCase("asin(p)") { asin($0) },
    CallCase("acos(p)") { acos($0) }, CallCase("atan(p)") { atan($0) },
    CallCase("sinh(p)") { sinh($0) }, CallCase("cosh(p)") { cosh($0) },
    CallCase("tanh(p)") { tanh($0) }, CallCase("log_cosh(p)") { log(cosh($0)) },
    CallCase("sigmoid(p)") { 1 / (1 + exp(-$0)) }, CallCase("softplus(p)") { log1p(exp($0)) },
    CallCase("relu(p)") { max($0, 0) }, CallCase("erf(p)") { erf($0) },
    CallCase("floor(p)") { floor($0) }, CallCase("ceil(p)") { ceil($0) },
    CallCase("round(p)") { round($0) }, CallCase("where(p > 0.5, 7, p)") { $0 > 0.5 ? 7 : $0 },
    CallCase("min(p, 0.5, 0.4)") { min($0, 0.4) }, CallCase("max(p, 0.1, 0.5)") { max($0, 0.5) },
    CallCase("clamp(p, 0.1, 0.6)") { min(max($0, 0.1), 0.6) }, CallCase("pow(p, 3)") { pow($0, 3) },
    CallCase("xlogy(2, p)") { 2 * log($0) }, CallCase("sum(p)") { $0 },
    CallCase("mean(p)^2") { $0 * $0 },
    CallCase("softmax(p)") { _ in 1 }, CallCase("log_softmax(p)") { _ in 0 },
    CallCase("logsumexp(p)") { $0 }, CallCase("max(p)") { $0 }, CallCase("min(p)") { $0 },
  ]
}

extension AllTests {
  @Suite("Functions of formulas") struct FormulaFunctions {
    /// At points in and out of the domain; outside, both are not a number.
    @Test("are those of their names", arguments: CallCase.all)
    fileprivate func values(_ test: CallCase) throws {
      let probe = try FormulaProbe("loss own(y, p) = \(test.call)")
      for at in [0.3, 0.75, -0.6, 2.5, -1.5] {
        let p = DoubleArray(shape: [1, 1], values: [at])
        let found = try probe.oracle(DoubleArray(shape: [1, 1], values: [0]), p).values
        #expect(distance(found, [test.reference(at)]) < 1e-14, "\(test.call) at \(at): \(found)")
      }
    }

    @Test("are all tried") func complete() {
      #expect(Set(FormulaFunction.names) == Set(CallCase.all.map(\.function)))
    }

    /// Of p = [[1, 2], [3, 5]] by hand.
    @Test("along a row are those of their names")
    func rows() throws {
      let cases: [(String, [Double])] = [
        (
          "softmax(p)",
          [1 / (1 + exp(1.0)), 1 / (1 + exp(-1.0)), 1 / (1 + exp(2.0)), 1 / (1 + exp(-2.0))]
        ),
        (
          "log_softmax(p)",
          [-log1p(exp(1.0)), -log1p(exp(-1.0)), -log1p(exp(2.0)), -log1p(exp(-2.0))]
        ),
        ("logsumexp(p)", [log(exp(1.0) + exp(2.0)), log(exp(3.0) + exp(5.0))]),
      ]
      for (call, wanted) in cases {
        let probe = try FormulaProbe("loss own(y, p) = \(call)")
        let p = DoubleArray(shape: [2, 2], values: [1, 2, 3, 5])
        #expect(distance(try probe.oracle(p, p).values, wanted) < 1e-14, "\(call)")
      }
    }
  }
}
