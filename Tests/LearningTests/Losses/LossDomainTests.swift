import Tensors
import Testing

@testable import Learning

@Suite("Numbers a loss is not defined for")
struct LossDomainTests {
  @Test(
    "are refused among the targets with row and value",
    arguments: [("poisson_nll", -1, "at least 0"), ("msle", -1, "above -1")])
  func targets(_ name: String, _ value: Float, _ allowed: String) throws {
    let loss = try LossSpecification(name)
    let data = TrainingData(
      features: Tensor(zeros: [3, 1]),
      target: .numbers(Tensor(shape: [3, 2], values: [0, 1, 2, 3, value, 0])))
    let error = LearningError.outsideDomain(
      name, what: "targets", row: 3, value: "-1", allowed: allowed)
    #expect(throws: error) { try loss.prepare(data) }
    #expect(
      error.message == "row 3 of the targets is -1; for \(name) it must be \(allowed)")
  }

  @Test("are refused among predictions from elsewhere, where the formula takes rates as they are")
  func predictions() throws {
    let rate = try LossSpecification("poisson_nll", [], [("log_input", .flag(false))])
    #expect(
      throws: LearningError.outsideDomain(
        "poisson_nll", what: "predictions", row: 2, value: "-0.5", allowed: "at least 0")
    ) { try rate.checkPredictionDomain([1, -0.5], columns: 1) }
    try LossSpecification("poisson_nll").checkPredictionDomain([1, -0.5], columns: 1)
  }

  @Test("are refused by a sum if one of its losses does not take them")
  func sums() throws {
    let sum = try LossSpecification(
      .mixture([(1, LossSpecification("mse")), (0.5, LossSpecification("poisson_nll"))]))
    #expect(
      throws: LearningError.outsideDomain(
        "poisson_nll", what: "targets", row: 1, value: "-3", allowed: "at least 0")
    ) { try sum.checkTargetDomain([-3], columns: 1) }
  }

  @Test("are refused among further arrays")
  func extras() throws {
    let loss = try LossSpecification("gaussian_nll")
    #expect(
      throws: LearningError.outsideDomain(
        "gaussian_nll", what: "array variance", row: 1, value: "-2", allowed: "at least 0")
    ) { try loss.checkDomain(of: loss.definition.extras[0], [1, -2, 3, 4], columns: 2) }
  }

  @Test(
    "a target distribution that does not sum to 1 is refused",
    arguments: [
      "kl_divergence", "js_divergence",
    ])
  func unnormalised(_ name: String) throws {
    let rows = Tensor(shape: [3, 2], values: [0.5, 0.5, 1, 0, 0.1, 0.2])
    let data = TrainingData(features: Tensor(zeros: [3, 1]), target: .distributions(rows))
    #expect(throws: LearningError.notADistribution(row: 3, sum: "0.3")) {
      try LossSpecification(name).prepare(data)
    }
  }

  @Test("alpha of robust may be -infinity, and no other infinity")
  func infinity() throws {
    _ = try LossSpecification("robust", [.number(-.infinity)])
    do {
      _ = try LossSpecification("robust", [.number(.infinity)])
      Issue.record("infinity was accepted")
    } catch let error as LearningError {
      #expect(error.message.contains("must be a number, or -infinity"), "\(error.message)")
    }
  }

  @Test("gaussian_nll without its variances says how to do without")
  func missingVariance() throws {
    let loss = try LossSpecification("gaussian_nll")
    let error = #expect(throws: LearningError.self) {
      try loss.definition.terms(
        LossInputs(
          prediction: .input("p", [3, 1]), target: .values(.input("y", [3, 1])),
          options: loss.options))
    }
    #expect(error?.message == "gaussian_nll needs the array variance: the variance of each target")
    #expect(error?.hint?.contains("variance=learned") == true)
  }
}
