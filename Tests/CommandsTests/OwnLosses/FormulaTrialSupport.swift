import Language
import Testing

@testable import Commands
@testable import Graphs
@testable import Learning
@testable import Tensors

/// A formula defined at a prompt, with everything that can be computed of it.
struct FormulaProbe {
  let session: Session
  let own: OwnLoss

  /// Runs the lines, the last of which defines the loss.
  init(_ lines: String...) throws {
    let trial = Trial()
    trial.run(lines: lines)
    #expect(trial.outcome == .done, "\(trial.shown)")
    session = trial.notebook.session
    own = try #require(session.ownLosses.last)
  }

  /// Values and derivative in the predictions, of the sum of all values.
  struct Outcome {
    var values: [Double]
    var slopes: [Double]
  }

  /// In double precision, by the oracle.
  func oracle(_ target: DoubleArray, _ prediction: DoubleArray) throws -> Outcome {
    try Self.oracle(LossSpecification(own.definition), target, prediction)
  }

  /// The same of any loss.
  static func oracle(
    _ loss: LossSpecification, _ target: DoubleArray, _ prediction: DoubleArray
  ) throws -> Outcome {
    let (value, slope) = try graph(loss, target, prediction)
    let found = try Evaluator().evaluate([value, slope], feeding: bindings(target, prediction))
    return Outcome(values: found[0].values, slopes: found[1].values)
  }

  /// In single precision, by a compiled plan.
  static func plan(
    _ loss: LossSpecification, _ target: DoubleArray, _ prediction: DoubleArray
  ) throws -> Outcome {
    let (value, slope) = try graph(loss, target, prediction)
    let outputs = [("value", value), ("slope", slope)]
    let store = try ParameterStore(for: outputs.map(\.1))
    let plan = try Plan(outputs: outputs, store: store)
    for (name, array) in bindings(target, prediction).values
    where plan.inputNames.contains(name) {
      try plan.setInput(name, Tensor(shape: array.shape, values: array.values.map(Float.init)))
    }
    try plan.run()
    return Outcome(
      values: try plan.output("value").values.map(Double.init),
      slopes: try plan.output("slope").values.map(Double.init))
  }

  private static func graph(
    _ loss: LossSpecification, _ target: DoubleArray, _ prediction: DoubleArray
  ) throws -> (Expression, Expression) {
    let p = Expression.input("p", prediction.shape)
    let terms = try loss.definition.terms(
      LossInputs(
        prediction: p, target: .values(.input("y", target.shape)), options: loss.options))
    let value = try Reduction.none.apply(terms)
    return (value, try gradients(of: sum(value), withRespectTo: [p])[0])
  }

  private static func bindings(_ target: DoubleArray, _ prediction: DoubleArray) -> Bindings {
    Bindings(values: ["y": target, "p": prediction])
  }
}

/// The largest difference of two lists, relative to the larger of one and the wanted number.
func distance(_ found: [Double], _ wanted: [Double]) -> Double {
  guard found.count == wanted.count else { return .infinity }
  return zip(found, wanted).reduce(0) { worst, pair in
    if pair.0 == pair.1 || (pair.0.isNaN && pair.1.isNaN) { return worst }
    let difference = abs(pair.0 - pair.1) / max(1, abs(pair.1))
    return difference.isNaN ? .infinity : max(worst, difference)
  }
}
