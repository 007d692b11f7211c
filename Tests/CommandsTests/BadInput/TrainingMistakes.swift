import Testing

@testable import Commands

extension AllTests {
  @Suite("Bad input: models and fits") struct TrainingMistakes {
    @Test("models", arguments: Mistake.models) func model(_ mistake: Mistake) { mistake.check() }

    @Test("losses", arguments: Mistake.losses) func loss(_ mistake: Mistake) {
      Mistake.files
      mistake.check()
    }

    @Test("schedules", arguments: Mistake.schedules) func schedule(_ mistake: Mistake) {
      mistake.check()
    }

    @Test("metrics", arguments: Mistake.metrics) func metric(_ mistake: Mistake) {
      mistake.check()
    }

    @Test("checks", arguments: Mistake.checks) func check(_ mistake: Mistake) { mistake.check() }

    @Test("fits", arguments: Mistake.fits) func fit(_ mistake: Mistake) { mistake.check() }

    @Test("judging, pictures and files", arguments: Mistake.judging)
    func judging(_ mistake: Mistake) {
      Mistake.files
      mistake.check()
    }

    @Test("a fit that diverges leaves the weights from before")
    func divergence() {
      let trial = Trial()
      trial.run(lines: smallNumbers + ["fit epochs=3 name=\"good\""])
      trial.run("let before = evaluate train; optimizer sgd(lr=1e30)")
      #expect(trial.outcome == .done, "\(trial.shown)")
      #expect(trial.run("fit epochs=3 name=\"bad\"") == .failed)
      trial.clear()
      trial.run("let after = evaluate train")
      trial.clear()
      trial.run("print before.loss == after.loss")
      #expect(trial.printed == "true", "\(trial.shown)")
    }
  }
}

extension Mistake {
  static let models: [Mistake] =
    ["0", "-1", "2.5", "1e12", "\"a\"", "units=0", "1e300", "true", "none", "[3]"].map {
      Mistake("model dense(\($0))", "units must be a whole number from 1", at: "1:7")
    } + [
      Mistake("model dense()", "dense needs units", at: "1:7"),
      Mistake("model dropout(1.5)", "at least 0 and below 1", at: "1:7"),
      Mistake("model dropout(nan)", "below 1", at: "1:7"),
      Mistake("add dropout(1.5)", "below 1", at: "1:5", after: ["model dense(3)"]),
      Mistake(
        "model dense(16777216) -> dense(16777216)", "brings 281,474,993,487,872 parameters",
        at: "1:7",
        after: ["load \"iris\""]),
      Mistake("add dense(3) after=7", "no layer 7", at: "1:20", after: ["model dense(3)"]),
      Mistake("add relu", "there is no model yet", at: "1:1"),
      Mistake("remove l2", "no l2", at: "1:8"),
      Mistake("remove 7", "layers 0 to 1", at: "1:8", after: ["model dense(3) -> relu"]),
      Mistake("remove 0", "no layers", at: "1:8", after: ["model dense(3)"]),
      Mistake(
        "remove relu", "2 layers relu", at: "1:8", mend: "remove",
        after: ["model dense(3) -> relu -> dense(3) -> relu"]),
      Mistake("summary", "there is no model yet", at: "1:1"),
    ]

  static let losses: [Mistake] = [
    Mistake(
      "loss cross_entropy", "layer 1 is softmax", at: "1:6", mend: "remove softmax",
      after: ["load \"iris\"", "model dense(3) -> softmax"]),
    Mistake(
      "fit epochs=1", "layer 1 is softmax", at: "1:1", mend: "remove softmax",
      after: ["load \"iris\"", "loss cross_entropy", "optimizer adam", "model dense(3) -> softmax"]),
    Mistake(
      "loss binary_cross_entropy", "layer 1 is sigmoid", at: "1:6", mend: "remove sigmoid",
      after: ["load \"breast_cancer\"", "model dense(1) -> sigmoid"]),
    Mistake(
      "loss cross_entropy", "3 classes but the model ends in 4 outputs", at: "1:6",
      mend: "dense(3)", after: ["load \"iris\"", "model dense(4)"]),
    Mistake(
      "fit", "3 classes but the model ends in 4 outputs", at: "1:1", mend: "dense(3)",
      after: smallClasses + ["model dense(4)"]),
    Mistake(
      "loss mse", "1 number a row but the model ends in 2 outputs", at: "1:6", mend: "dense(1)",
      after: ["load \"diabetes\"", "model dense(2)"]),
    Mistake(
      "loss mse", "2 numbers a row but the model ends in 3 outputs", at: "1:6", mend: "dense(2)",
      after: ["load \"two.csv\" target=[y1, y2]", "model dense(3)"]),
    Mistake(
      "fit", "species", at: "1:1", mend: "loss cross_entropy",
      after: ["load \"iris\"", "model dense(1)", "loss mse", "optimizer adam"]),
    Mistake(
      "fit", "y", at: "1:1", mend: "loss mse",
      after: ["load \"floats.csv\"", "model dense(1)", "loss cross_entropy", "optimizer adam"]),
    Mistake("loss cross_entropy(from=probs)", "expected one of logits, probabilities", at: "1:25"),
    Mistake("model dense(3, init=hee)", "hee", at: "1:21", mend: "he"),
    Mistake(
      "fit", "no number acuracy to watch", at: "1:1", mend: "accuracy",
      after: smallClasses + [
        "split train=0.5 validation=0.5", "add early_stopping(monitor=acuracy)",
      ]),
    Mistake(
      "loss binary_cross_entropy", "needs two classes, the data has 3", at: "1:6",
      mend: "cross_entropy", after: ["load \"iris\"", "model dense(1)"]),
  ]

  static let fits: [Mistake] = [
    Mistake("fit", "there is no data yet", at: "1:1", mend: "load"),
    Mistake("fit", "there is no model yet", at: "1:1", mend: "model", after: [smallClasses[0]]),
    Mistake(
      "fit", "there is no loss yet", at: "1:1", mend: "loss",
      after: [smallClasses[0], "model dense(3)", "optimizer adam"]),
    Mistake(
      "fit", "there is no optimizer yet", at: "1:1", mend: "optimizer",
      after: [smallClasses[0], "model dense(3)", "loss cross_entropy"]),
    Mistake("fit epochs=1e300", "from 0 to 1000000000", at: "1:12", after: smallClasses),
    Mistake("fit epochs=-1", "from 0 to 1000000000", at: "1:12", after: smallClasses),
    Mistake("fit epochs=2.5", "an integer", at: "1:12", after: smallClasses),
    Mistake("fit epochs=ten", "epochs: expected an integer", at: "1:12", after: smallClasses),
    Mistake("fit epochs 10", "without a name", at: "1:5", after: smallClasses),
    Mistake("fit seed=-1", "from 0 to 9007199254740991,", at: "1:10", after: smallClasses),
    Mistake("fit batch=0", "at least 1", at: "1:11", after: smallClasses),
    Mistake("fit tolerance=1", "until=converged", at: "1:15", after: smallClasses),
    Mistake("fit resume=true", "there is no run yet", at: "1:12", after: smallClasses),
    Mistake(
      "fit name=\"a\"", "a run a already", at: "1:10", mend: "another name",
      after: smallClasses + ["fit epochs=1 name=\"a\""]),
    Mistake(
      "fit batch=32", "all rows at once", at: "1:11", mend: "sgd",
      after: smallClasses + ["optimizer gradient_descent(lr=0.1)"]),
    Mistake(
      "fit epochs=2", "no validation part", at: "1:1", mend: "split",
      after: smallClasses + ["add early_stopping"]),
    Mistake(
      "fit epochs=3", "the loss became", at: "1:1", mend: "smaller step",
      after: smallNumbers + ["optimizer sgd(lr=1e30)"]),
  ]

  private static let fitted = smallClasses + ["fit epochs=1"]

  static let judging: [Mistake] = [
    Mistake("evaluate", "needs a trained model", at: "1:1", mend: "fit"),
    Mistake("predict train", "needs a trained model", at: "1:1", mend: "fit"),
    Mistake("evaluate tst", "expected one of train, validation, test", at: "1:10", mend: "test"),
    Mistake("evaluate validation", "no validation part", at: "1:10", mend: "split", after: fitted),
    Mistake("compare", "needs two runs, there is none", at: "1:1", mend: "fit"),
    Mistake("compare", "needs two runs, there is one", at: "1:1", mend: "fit", after: fitted),
    Mistake("compare rnu1 run1", "rnu1", at: "1:9", mend: "run1", after: fitted),
    Mistake("plot loss to \"x.png\"", "there is no run yet", at: "1:1", mend: "fit"),
    Mistake("plot confusion to \"x.png\"", "needs a trained model", at: "1:1", mend: "fit"),
    Mistake("plot loss", "plot needs to", at: "1:1", after: fitted),
    Mistake(
      "plot los to \"x.png\"", "expected one of loss", at: "1:6", mend: "loss", after: fitted),
    Mistake("plot loss to \"x.gif\"", ".gif", at: "1:14", mend: ".png", after: fitted),
    Mistake(
      "plot loss to \"/no/such/x.png\"", "cannot write /no/such/x.png", at: "1:14", mend: "folder",
      after: fitted),
    Mistake("plot loss to \"folder\"", "folder", at: "1:14", after: fitted),
    Mistake(
      "plot residuals to \"x.png\"", "classes, not numbers", at: "1:6", mend: "plot confusion",
      after: fitted),
    Mistake(
      "plot confusion to \"x.png\"", "numbers, not classes", at: "1:6", mend: "plot residuals",
      after: smallNumbers + ["fit epochs=1"]),
    Mistake("plot lr to \"x.png\"", "no optimizer yet", at: "1:6", mend: "optimizer"),
    Mistake(
      "plot lr to \"x.png\"", "plateau follows losses", at: "1:6", mend: "fit",
      after: ["optimizer sgd", "schedule plateau"]),
    Mistake(
      "plot lr to \"x.png\" next=0", "from 1 to 100000", at: "1:25", after: ["optimizer sgd"]),
    Mistake("report \"folder\"", ".pdf", at: "1:8", mend: ".pdf", after: fitted),
    Mistake(
      "report \"/no/such/x.pdf\"", "cannot write /no/such/x.pdf", at: "1:8", mend: "folder",
      after: fitted),
    Mistake("report \"/proc/x.pdf\"", "cannot write /proc/x.pdf", at: "1:8", after: fitted),
    Mistake(
      "plot residuals to \"x.png\"", "several numbers a row", at: "1:6", mend: "plot loss",
      after: [
        "load \"two.csv\" target=[y1, y2]", "model dense(2)", "loss mse", "optimizer adam",
        "fit epochs=1",
      ]),
    Mistake("save \"x.txt\"", ".safetensors", at: "1:6", mend: ".safetensors", after: fitted),
    Mistake("save \"x.safetensors\"", "needs a trained model", at: "1:1", mend: "fit"),
    Mistake(
      "save \"/no/such/x.safetensors\"", "cannot write /no/such/x.safetensors", at: "1:6",
      mend: "folder", after: fitted),
    Mistake(
      "predict train to \"x.txt\"", ".csv or .npy", at: "1:18", mend: ".csv", after: fitted),
  ]
}
