@testable import Commands

extension Mistake {
  static let checks: [Mistake] = [
    Mistake("check", "there is no data yet", at: "1:1", mend: "load"),
    Mistake("check loss", "there is no data yet", at: "1:1"),
    Mistake("check loss", "there is no loss yet", at: "1:1", after: ["load \"iris\""]),
    Mistake("check model", "there is no model yet", at: "1:1", after: ["load \"iris\""]),
    Mistake(
      "check model", "there is no loss yet", at: "1:1", after: ["load \"iris\"", "model dense(3)"]),
    Mistake("check doctor", "one of data, loss, model", at: "1:7"),
    Mistake("check 3", "one of data, loss, model", at: "1:7"),
    Mistake("check data mse", "check data takes no loss", at: "1:12", mend: "check loss NAME"),
    Mistake(
      "check loss cross_entrpy", "cross_entrpy", at: "1:12", mend: "cross_entropy",
      after: ["load \"iris\""]),
    Mistake(
      "check loss focal(gamma=-1)", "gamma must be at least 0", at: "1:12",
      after: ["load \"iris\""]),
    Mistake("check loss mse", "text", at: "1:12", after: ["load \"iris\""]),
    Mistake("check loss relu", "loss", at: "1:12", after: ["load \"iris\""]),
    Mistake("check loss mse mae", "at most 2 arguments", at: "1:16", after: ["load \"iris\""]),
    Mistake(
      "check model", "layer 1 is softmax", at: "1:1", mend: "remove softmax",
      after: ["load \"iris\"", "loss cross_entropy", "model dense(3) -> softmax"]),
    Mistake(
      "check model", "3 classes but the model ends in 4 outputs", at: "1:1", mend: "dense(3)",
      after: ["load \"iris\"", "loss cross_entropy", "model dense(4)"]),
    Mistake(
      "check loss gaussian_nll", "needs the array variance", at: "1:12", mend: "variance=learned",
      after: ["load \"diabetes\""]),
  ]
}
