import Graphs
import Testing

@testable import Learning

@Suite("Optimizers")
struct OptimizerTests {
  @Test("agree with twelve steps of PyTorch", arguments: OptimizerReference.rows)
  func reference(_ row: OptimizerReference.Row) throws {
    let file = try #require(OptimizerReference.file)
    let optimizer = try OptimizerSpecification(row.optimizer, [], row.options.named)
    let found = try trajectory(optimizer, from: file.initial, along: file.gradients)
    for (step, (a, b)) in zip(found, row.weights).enumerated() {
      for (x, y) in zip(a, b) {
        #expect(
          agree(x, y, relative: 1e-12, absolute: 1e-13),
          "\(row.id) step \(step + 1): \(x), not \(y)")
      }
    }
  }

  @Test("each have a row of their own that no other optimizer passes")
  func coverage() throws {
    let file = try #require(OptimizerReference.file)
    #expect(OptimizerReference.rows.count == 10)  // sgd 4, adam 3, adamw 1, rmsprop 2
    for row in OptimizerReference.rows {
      for other in OptimizerDefinition.all where other.name != row.optimizer {
        let options = row.options.named.filter { $0.0 == "lr" }
        let found = try trajectory(
          OptimizerSpecification(other, named: options), from: file.initial, along: file.gradients)
        let same = zip(found.joined(), row.weights.joined()).allSatisfy {
          agree($0, $1, relative: 1e-9, absolute: 1e-9)
        }
        // Plain sgd and gradient_descent are the same step on different batches.
        let twins = row.id == "sgd" && other.name == "gradient_descent"
        #expect(same == twins, "\(row.id) passes with \(other.name)")
      }
    }
  }

  @Test("gradient descent steps by lr times the gradient and takes all rows")
  func gradientDescent() throws {
    let optimizer = try OptimizerSpecification("gradient_descent", [.number(0.1)])
    let found = try trajectory(optimizer, from: [1, -2], along: [[10, 5], [0, -1]])
    // By hand: 1 − 0.1 · 10 = 0, −2 − 0.1 · 5 = −2.5; then 0, −2.5 + 0.1 = −2.4.
    for (a, b) in zip(found.joined(), [0, -2.5, 0, -2.4]) {
      #expect(agree(a, b, relative: 1e-14, absolute: 1e-14))
    }
    #expect(optimizer.definition.isFullBatch)
  }

  @Test("sgd's dampening leaves the first step alone, as PyTorch's does")
  func dampening() throws {
    let optimizer = try OptimizerSpecification(
      "sgd", [], [("lr", .number(1)), ("momentum", .number(0.5)), ("dampening", .number(0.25))])
    let found = try trajectory(optimizer, from: [0], along: [[4], [4]])
    // b₁ = 4; b₂ = 0.5 · 4 + 0.75 · 4 = 5.
    #expect(found == [[-4], [-9]])
  }

  @Test("have PyTorch's defaults")
  func defaults() throws {
    // PyTorch 2.15: the "defaults" of optimizers.json's rows and its documentation for lr.
    #expect(try OptimizerSpecification("sgd").options.number("lr") == 0.001)
    #expect(try OptimizerSpecification("rmsprop").options.number("lr") == 0.01)
    #expect(try OptimizerSpecification("rmsprop").options.number("alpha") == 0.99)
    #expect(try OptimizerSpecification("adamw").options.number("weight_decay") == 0.01)
    for name in ["adam", "adamw"] {
      let options = try OptimizerSpecification(name).options
      #expect(options.number("lr") == 0.001)
      #expect(options.numbers("betas") == [0.9, 0.999])
      #expect(options.number("eps") == 1e-8)
    }
  }

  @Test("refuse nesterov without momentum")
  func nesterov() throws {
    #expect(throws: LearningError.self) {
      try OptimizerSpecification("sgd", [], [("nesterov", .flag(true))])
    }
  }
}
