/// A data set that comes with the program.
public struct BundledSet: Sendable, Equatable {
  /// What is typed: `load "iris"`.
  public let name: String
  /// One line for `datasets`.
  public let summary: String
  /// Rows in all files.
  public let rows: Int
  /// Where the data comes from.
  public let origin: String
  /// Under which terms it may be passed on.
  public let licence: String
  /// The target columns; empty for arrays.
  public let target: [String]
  let files: Files

  /// The files of a set, in the folder of bundled data.
  struct Files: Sendable, Equatable {
    var features: String
    var targets: String?
    var test: String?
    var testTargets: String?
  }
}

extension BundledSet {
  /// Every bundled set, in the order in which `datasets` lists them.
  public static let all: [BundledSet] = [
    BundledSet(
      name: "iris", summary: "150 flowers: four measurements, three species", rows: 150,
      origin: "Fisher 1936 / UCI", licence: "CC BY 4.0", target: ["species"],
      files: Files(features: "iris.csv")),
    BundledSet(
      name: "wine", summary: "178 wines: 13 chemical measures, three cultivars", rows: 178,
      origin: "UCI", licence: "CC BY 4.0", target: ["cultivar"],
      files: Files(features: "wine.csv")),
    BundledSet(
      name: "breast_cancer", summary: "569 tumours: 30 measures, malignant or benign", rows: 569,
      origin: "UCI Wisconsin Diagnostic", licence: "CC BY 4.0", target: ["diagnosis"],
      files: Files(features: "breast_cancer.csv")),
    BundledSet(
      name: "diabetes", summary: "442 patients: ten measures, disease progression (regression)",
      rows: 442, origin: "Efron et al. 2004", licence: "public", target: ["progression"],
      files: Files(features: "diabetes.csv")),
    BundledSet(
      name: "auto_mpg", summary: "392 cars: fuel consumption (regression), a text column",
      rows: 392, origin: "UCI", licence: "CC BY 4.0", target: ["mpg"],
      files: Files(features: "auto_mpg.csv")),
    BundledSet(
      name: "penguins", summary: "344 penguins of three species: text columns, missing values",
      rows: 344, origin: "Palmer Station / palmerpenguins", licence: "CC0", target: ["species"],
      files: Files(features: "penguins.csv")),
    BundledSet(
      name: "digits", summary: "1,797 handwritten digits of 8 x 8 pixels, 0 to 16", rows: 1797,
      origin: "UCI Optical Recognition", licence: "CC BY 4.0", target: ["digit"],
      files: Files(features: "digits.csv.gz")),
    BundledSet(
      name: "mnist", summary: "4,000 + 1,000 handwritten digits of 28 x 28 pixels", rows: 5000,
      origin: "a subset of MNIST (LeCun et al.)", licence: "CC BY-SA 3.0", target: [],
      files: Files(
        features: "mnist4k-train-images-idx3-ubyte.gz",
        targets: "mnist4k-train-labels-idx1-ubyte.gz",
        test: "mnist1k-test-images-idx3-ubyte.gz",
        testTargets: "mnist1k-test-labels-idx1-ubyte.gz")),
    BundledSet(
      name: "tweets", summary: "4,200 tweets: text, mean sentiment and the raters' votes",
      rows: 4200, origin: "Hutto and Gilbert, ICWSM 2014", licence: "MIT",
      target: ["mean_rating"], files: Files(features: "tweets.csv")),
    BundledSet(
      name: "movie_snippets",
      summary: "10,605 sentences of film reviews: text, mean sentiment and the raters' votes",
      rows: 10_605, origin: "Hutto and Gilbert, ICWSM 2014", licence: "MIT",
      target: ["mean_rating"], files: Files(features: "movie_snippets.csv.gz")),
  ]

  /// The bundled set of this name.
  public static func named(_ name: String) -> BundledSet? { all.first { $0.name == name } }
}
