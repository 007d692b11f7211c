import Testing

@testable import Commands

extension AllTests {
  @Suite("Bad input: advice, comparisons and pictures of losses") struct LossMistakes {
    @Test("advice", arguments: Mistake.advice) func advice(_ mistake: Mistake) {
      Mistake.files
      mistake.check()
    }

    @Test("comparisons", arguments: Mistake.comparisons) func comparison(_ mistake: Mistake) {
      mistake.check()
    }

    @Test("pictures", arguments: Mistake.lossPictures) func picture(_ mistake: Mistake) {
      mistake.check()
    }

    @Test("a refused comparison trains nothing")
    func refusal() {
      let trial = Trial()
      trial.run(lines: smallNumbers)
      #expect(trial.run("compare losses mse mae gaussian_nll epochs=1") == .failed)
      trial.clear()
      trial.run("runs")
      #expect(trial.printed == "no runs yet")
    }
  }
}

extension Mistake {
  static let advice: [Mistake] = [
    Mistake("advise", "there is no data yet", at: "1:1", mend: "load"),
    Mistake("advise aply", "expected apply", at: "1:8", mend: "apply", after: [smallNumbers[0]]),
    Mistake("advise now please", "advise takes", at: "1:12", after: [smallNumbers[0]]),
    Mistake(
      "advise apply", "the model ends in 4 outputs", at: "1:8", mend: "dense(1)",
      after: [smallNumbers[0], "model dense(4)"]),
  ]

  static let comparisons: [Mistake] = [
    Mistake("compare losses mse mae", "there is no data yet", at: "1:1", mend: "load"),
    Mistake(
      "compare losses mse mae", "there is no model yet", at: "1:1", mend: "model",
      after: [smallNumbers[0]]),
    Mistake(
      "compare losses mse mae", "there is no optimizer yet", at: "1:1", mend: "optimizer",
      after: [smallNumbers[0], "model dense(1)"]),
    Mistake(
      "compare losses", "two losses, there is none", at: "1:9", mend: "mae", after: smallNumbers),
    Mistake("compare losses mse", "there is one", at: "1:9", after: smallNumbers),
    Mistake("compare losses mse mse", "mse is given twice", at: "1:20", after: smallNumbers),
    Mistake("compare losses mse maee", "there is no loss maee", at: "1:20", mend: "mae"),
    Mistake(
      "compare losses mse huber(delta=-1)", "delta must be", at: "1:20", after: smallNumbers),
    Mistake(
      "compare losses mse gaussian_nll(variance=learned)", "two outputs each", at: "1:20",
      mend: "dense(2)", after: smallNumbers),
    Mistake(
      "compare losses mse gaussian_nll", "gaussian_nll needs the array variance", at: "1:20",
      after: smallNumbers),
    Mistake(
      "compare losses mse cross_entropy", "cross_entropy as classes", at: "1:20",
      after: smallNumbers),
    Mistake(
      "compare losses cross_entropy binary_cross_entropy", "needs two classes", at: "1:30",
      after: smallClasses),
    Mistake(
      "compare losses mse mae to \"x.gif\"", ".gif", at: "1:27", mend: ".png", after: smallNumbers),
    Mistake("compare losses mse mae epochs=-1", "from 0", at: "1:31", after: smallNumbers),
    Mistake(
      "compare losses mse mae tolerance=1", "until=converged", at: "1:34", after: smallNumbers),
    Mistake(
      "compare epochs=3", "epochs counts only with compare losses", at: "1:16", mend: "losses",
      after: smallNumbers),
    Mistake(
      "compare to \"x.png\"", "to counts only with compare losses", at: "1:12", mend: "losses",
      after: smallNumbers),
    Mistake(
      "compare mse mae", "no run mse", at: "1:9", after: smallNumbers + ["fit epochs=1 name=\"a\""]),
  ]

  static let lossPictures: [Mistake] = [
    Mistake("plot loss_shape to \"x.png\"", "no loss yet", at: "1:1", mend: "loss"),
    Mistake(
      "plot loss_shape mse hinge to \"x.png\"", "cannot have both", at: "1:17", mend: "a picture"),
    Mistake("plot loss_shape triplet to \"x.png\"", "compares vectors", at: "1:17"),
    Mistake("plot loss_shape train to \"x.png\"", "train is a part", at: "1:17", mend: "mse"),
    Mistake("plot loss_shape mse maee to \"x.png\"", "no loss maee", at: "1:21", mend: "mae"),
    Mistake(
      "plot loss_shape mse to \"x.png\" range=[2, 1]", "the smaller first", at: "1:39",
      mend: "range=[-5, 5]"),
    Mistake(
      "plot loss_shape mse to \"x.png\" range=[1]", "two numbers", at: "1:39",
      mend: "range=[-5, 5]"),
    Mistake(
      "plot confusion mse to \"x.png\"", "judges a part", at: "1:16", mend: "plot confusion test",
      after: smallClasses + ["fit epochs=1"]),
    Mistake(
      "plot confusion tset to \"x.png\"", "expected one of train", at: "1:16", mend: "test",
      after: smallClasses + ["fit epochs=1"]),
    Mistake(
      "plot confusion train test to \"x.png\"", "one part", at: "1:22",
      after: smallClasses + ["fit epochs=1"]),
    Mistake("plot losses to \"x.png\"", "compared yet", at: "1:6", mend: "compare losses"),
    Mistake(
      "plot loss_parameters to \"x.png\"", "learns nothing", at: "1:6", mend: "adaptive",
      after: smallNumbers + ["fit epochs=1"]),
    Mistake(
      "plot loss_parts to \"x.png\"", "no sum of losses", at: "1:6", mend: "0.5 * mae",
      after: smallNumbers + ["fit epochs=1"]),
    Mistake("plot loss_parts to \"x.png\"", "there is no run yet", at: "1:1", mend: "fit"),
  ]
}
