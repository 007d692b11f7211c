@testable import Commands

extension Mistake {
  static let metrics: [Mistake] = [
    Mistake("metrics acuracy", "there is no metric acuracy", at: "1:9", mend: "accuracy"),
    Mistake(
      "metrics [accuracy, rocauc]", "there is no metric rocauc", at: "1:20", mend: "roc_auc"),
    Mistake("metrics default accuracy", "default stands alone", at: "1:9", mend: "metrics default"),
    Mistake("metrics accuracy default", "default stands alone", at: "1:18"),
    Mistake("metrics 3", "expected default, or a list, each a metric", at: "1:9"),
    Mistake("metrics relu", "expected default, or a list, each a metric", at: "1:9"),
    Mistake("metrics top_k(0)", "k must be a whole number of at least 1", at: "1:9"),
    Mistake("metrics top_k(1.5)", "k must be a whole number of at least 1", at: "1:9"),
    Mistake("metrics ece(bins=1e9)", "bins must be a whole number from 1 to 10000", at: "1:9"),
    Mistake("metrics accuracy(k=3)", "accuracy has no option k", at: "1:18"),
    Mistake(
      "metrics accuracy rmse", "rmse judges numbers, the target is 3 classes", at: "1:18",
      mend: "metrics", after: smallClasses),
    Mistake(
      "metrics brier", "brier judges classes, the target is numbers", at: "1:9", mend: "metrics",
      after: smallNumbers),
    Mistake("add r2", "r2 judges numbers", at: "1:5", mend: "metrics", after: smallClasses),
    Mistake(
      "fit", "no number matthews to watch", at: "1:1", mend: "add matthews",
      after: smallClasses + [
        "split train=0.5 validation=0.5", "add early_stopping(monitor=matthews)",
      ]),
    Mistake("plot roc to \"x.png\"", "needs a trained model", at: "1:1", mend: "fit"),
    Mistake(
      "plot roc to \"x.png\"", "numbers, not classes", at: "1:6", mend: "plot residuals",
      after: smallNumbers + ["fit epochs=1"]),
    Mistake(
      "plot calibration test to \"x.png\"", "no test part", at: "1:18", mend: "split",
      after: smallClasses + ["fit epochs=1"]),
  ]
}
