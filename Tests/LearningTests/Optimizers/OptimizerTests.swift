import Foundation
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

  @Test("agree with them in single precision through a plan", arguments: OptimizerReference.rows)
  func plan(_ row: OptimizerReference.Row) throws {
    let file = try #require(OptimizerReference.file)
    let optimizer = try OptimizerSpecification(row.optimizer, [], row.options.named)
    let found = try plannedTrajectory(optimizer, from: file.initial, along: file.gradients)
    for (step, (a, b)) in zip(found, row.weights).enumerated() {
      for (x, y) in zip(a, b) {
        #expect(
          agree(x, y, relative: 1e-5, absolute: 1e-6), "\(row.id) step \(step + 1): \(x), not \(y)")
      }
    }
  }

  @Test("each have a row of their own that no other optimizer passes")
  func coverage() throws {
    let file = try #require(OptimizerReference.file)
    // sgd 4, adam 3, rmsprop 2, one of each of the seven others that are not gradient descent.
    #expect(OptimizerReference.rows.count == 16)
    let named = Set(OptimizerReference.rows.map(\.optimizer)).union(["gradient_descent"])
    #expect(named == Set(OptimizerDefinition.all.map(\.name)))
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

  @Test("adagrad's sum starts where it is told and lr shrinks by lr_decay")
  func adagradOptions() throws {
    let optimizer = try OptimizerSpecification(
      "adagrad", [],
      [
        ("lr", .number(1)), ("lr_decay", .number(1)), ("initial_accumulator_value", .number(16)),
        ("eps", .number(1e-300)),
      ])
    // By hand: s = 16 + 3² = 25, 3 / 5; then s = 25 + 12² = 169, half of 12 / 13.
    for found in [
      try trajectory(optimizer, from: [0], along: [[3], [12]]),
      try plannedTrajectory(optimizer, from: [0], along: [[3], [12]]),
    ] {
      for (a, b) in zip(found.joined(), [-0.6, -0.6 - 6 / 13.0]) {
        #expect(agree(a, b, relative: 1e-6, absolute: 0))
      }
    }
  }

  @Test("weight decay is coupled or not as asked", arguments: ["nadam", "radam"])
  func decoupledDecay(_ name: String) throws {
    func path(_ options: [(String, OptionValue)], _ slope: Double) throws -> Double {
      try trajectory(
        OptimizerSpecification(name, [], [("lr", .number(0.1))] + options), from: [2],
        along: [[slope]])[0][0]
    }
    let decay: [(String, OptionValue)] = [("weight_decay", .number(0.5))]
    // By hand: coupled, the gradient is 0 + 0.5 · 2 = 1; decoupled, the weight becomes
    // (1 − 0.1 · 0.5) · 2 = 1.9 and takes the plain step of the gradient 0.
    #expect(try agree(path(decay, 0), path([], 1), relative: 1e-12, absolute: 0))
    let decoupled = try path(decay + [("decoupled_weight_decay", .flag(true))], 0)
    #expect(agree(decoupled, 1.9, relative: 1e-12, absolute: 0))
  }

  @Test("amsgrad keeps the largest mean square in adamw as in adam")
  func amsgrad() throws {
    func path(_ name: String, _ amsgrad: Bool) throws -> [[Double]] {
      let decay = name == "adamw" ? [("weight_decay", OptionValue.number(0))] : []
      return try trajectory(
        OptimizerSpecification(
          name, [], [("betas", .numbers([0.9, 0.5])), ("amsgrad", .flag(amsgrad))] + decay),
        from: [0], along: [[3], [0.1], [0.1]])
    }
    #expect(try path("adamw", true) == path("adam", true))
    #expect(try path("adamw", true) != path("adamw", false))
  }

  @Test("nadam's product of momenta is the plain one until it is lost beside 1")
  func nadamProduct() throws {
    // PyTorch keeps mu_product as it goes; here 400 steps along the gradient 1 in one running
    // product, by the formula of the paper.
    let options = try OptimizerSpecification("nadam").options
    let definition = try OptimizerDefinition.named("nadam")
    var product = 1.0
    for t in 1...400 {
      let mu = { (t: Int) in 0.9 * (1 - 0.5 * exp(Double(t) * 0.004 * log(0.96))) }
      product *= mu(t)
      let scalars = definition.scalars(options, t, 0.002)
      let present = 0.002 * (1 - mu(t)) / (1 - product)
      let past = 0.002 * mu(t + 1) / (1 - mu(t + 1) * product)
      #expect(agree(scalars["present"] ?? 0, present, relative: 1e-12, absolute: 0))
      #expect(agree(scalars["past"] ?? 0, past, relative: 1e-12, absolute: 0))
    }
  }

  @Test("have PyTorch's defaults")
  func defaults() throws {
    // PyTorch 2.15: the "defaults" of optimizers.json's rows and its documentation for lr.
    #expect(try OptimizerSpecification("sgd").options.number("lr") == 0.001)
    #expect(try OptimizerSpecification("rmsprop").options.number("lr") == 0.01)
    #expect(try OptimizerSpecification("rmsprop").options.number("alpha") == 0.99)
    #expect(try OptimizerSpecification("adamw").options.number("weight_decay") == 0.01)
    for (name, lr) in [
      ("nadam", 0.002), ("radam", 0.001), ("adamax", 0.002), ("adagrad", 0.01), ("adadelta", 1),
    ] {
      #expect(try OptimizerSpecification(name).options.number("lr") == lr)
    }
    #expect(try OptimizerSpecification("nadam").options.number("momentum_decay") == 0.004)
    #expect(try OptimizerSpecification("adagrad").options.number("eps") == 1e-10)
    #expect(try OptimizerSpecification("adadelta").options.number("rho") == 0.9)
    #expect(try OptimizerSpecification("adadelta").options.number("eps") == 1e-6)
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
