import Tensors

extension ScoreError {
  /// What is wrong, in one sentence.
  public var message: String {
    switch self {
    case .nothingAsked: "score needs a loss or metrics to judge by"
    case .noRows(let argument): "the \(argument) have no rows"
    case .predictionAxes(let judge, let found, let expected, _):
      "\(judge) takes predictions \(expected), these have the shape \(found)"
    case .shapesDiffer(let judge, let predictions, let targets, let expected):
      "\(judge) compares predictions \(predictions) with targets \(expected), not \(targets)"
    case .rowCount(let argument, let rows, let predictions):
      "there are \(predictions) rows of predictions but \(rows) of \(argument)"
    case .arrayShape(let argument, let found, let expected):
      "\(argument) has the shape \(found), it should be \(expected)"
    case .noTargets(let judge, let expected): "\(judge) needs targets: \(expected)"
    case .needlessTargets(let judge, let arrays):
      arrays.isEmpty
        ? "\(judge) compares the predictions with each other and takes no targets"
        : "\(judge) compares the predictions with \(arrays.joined(separator: " and ")) and takes "
          + "no targets"
    case .needlessArray(let judge, let array, _): "\(judge) reads no array \(array)"
    default: valueMessage
    }
  }

  private var valueMessage: String {
    switch self {
    case .notFinite(let argument, let place, let value):
      "\(place) of the \(argument) is \(plain(value))"
    case .notAProbability(let argument, let place, let value, _):
      "\(place) of the \(argument) is \(plain(value)), a probability is from 0 to 1"
    case .notADistribution(let argument, let row, let sum):
      "row \(row) of the \(argument) sums to \(plain(rounded(sum))), a distribution sums to 1"
    case .notWhole(let argument, let place, let value, let what):
      "\(place) of the \(argument) is \(plain(value)), \(what)"
    case .labelOutsideClasses(let argument, let row, let label, let classes, _):
      "row \(row) of the \(argument) is \(plain(label)), but there are \(classes) classes, "
        + "0 to \(classes - 1)"
    case .notTwoClasses(let judge, let row, let value):
      "row \(row) of the targets is \(plain(value)), \(judge) takes 0 and 1 for no and yes"
    case .namesWithoutClasses(let first):
      "the targets are names (\(first)), and nothing says which column is which"
    case .unknownClass(let row, let name, _):
      "row \(row) of the targets is \(name.isEmpty ? "missing" : name), which is no class"
    case .classCount(let names, let classes):
      "there are \(names) class names for \(classes) \(classes == 1 ? "class" : "classes")"
    case .labelsInOneList(let examples):
      "the labels of \(examples) examples are in one list, and nothing tells whose they are"
    case .lengthSum(let labels, let sum):
      "target_lengths add up to \(plain(sum)), but there are \(labels) labels"
    case .infeasible(let judge, let examples):
      "\(judge) is infinite for \(examples.words): \(examples.reasons)"
    case .badWeight(let row, let value):
      "the weight of row \(row) is \(plain(value)), a weight is 0 or more"
    case .unsuitableMetric(let metric, let reason, _): "\(metric): \(reason)"
    default: "\(self)"
    }
  }

  /// What to do about it, in lossrepl's language, or NumPy's where the array is to be changed.
  public var hint: String? {
    switch self {
    case .nothingAsked: "loss=mse for numbers, loss=cross_entropy or metrics=[accuracy] for classes"
    case .noRows: "give an array with at least one row"
    case .predictionAxes(_, _, _, let mend): mend
    case .shapesDiffer(_, let predictions, let targets, _): reshaping(predictions, targets)
    case .rowCount(let argument, _, _): "give one row of \(argument) for each of the predictions"
    case .noTargets: "targets=\"targets.npy\", or a list"
    case .needlessTargets: "leave targets out"
    case .needlessArray(_, _, let known):
      known.isEmpty ? "leave it out" : "it reads \(either(known))"
    case .notFinite(let argument, _, _):
      "find out where the \(argument) came from; nothing is judged beside such a number"
    default: valueHint
    }
  }

  private var valueHint: String? {
    switch self {
    case .notAProbability("predictions", _, _, _):
      "leave from=probabilities out if these are raw scores"
    case .notAProbability(_, _, _, true): "(targets + 1) / 2 turns -1 and 1 into 0 and 1"
    case .notAProbability: "targets are 0 or 1, or a probability between them"
    case .notADistribution: "divide each row by its sum"
    case .labelOutsideClasses(_, _, let label, _, _) where label < 0:
      "ignore_index=\(plain(label)) leaves such rows out, in losses that have it"
    case .labelOutsideClasses(_, _, _, _, true): "the classes seem to start at 1: take 1 from each"
    case .labelOutsideClasses: "classes count from 0, one for each column of the predictions"
    case .namesWithoutClasses(let first): "classes=[\"\(first)\", ...] in the order of the columns"
    case .unknownClass(_, let name, let known):
      nearestNames(to: name, in: known).first ?? "the classes are \(either(known))"
    case .classCount: "one name for each column of the predictions"
    case .unsuitableMetric(_, _, let mend): mend
    case .labelsInOneList: "target_lengths=[...], or one row of labels for each example"
    case .infeasible(let judge, _):
      "\(judge)(zero_infinity=true) counts them 0; more frames or fewer labels mend them"
    default: nil
    }
  }
}

/// How one of two shapes becomes the other where only an axis of length 1 is too many.
private func reshaping(_ predictions: Shape, _ targets: Shape) -> String {
  if predictions.rank == 1, targets == [predictions[0], 1] {
    return "give both the same shape: targets[:, 0] has \(predictions), "
      + "predictions[:, None] has \(targets)"
  }
  if targets.rank == 1, predictions == [targets[0], 1] {
    return "give both the same shape: predictions[:, 0] has \(targets), "
      + "targets[:, None] has \(predictions)"
  }
  return "nothing is broadcast: give both the shape the other needs"
}

extension [InfeasibleExample] {
  /// Which they are: "row 3", "rows 3, 5 and 8", at most ten of them.
  public var words: String {
    let rows = prefix(10).map { "\($0.row)" }
    let more = count > 10 ? ", ... (\(count) in all)" : ""
    return (count == 1 ? "row " : "rows ") + rows.joined(separator: ", ") + more
  }

  /// What each of the first three lacks.
  fileprivate var reasons: String {
    prefix(3).map { example in
      let repeats = example.repeats == 0 ? "" : ", \(example.repeats) of them repeated"
      return "row \(example.row) has T=\(example.frames) frames for L=\(example.labels) labels"
        + "\(repeats), which take \(example.needed)"
    }.joined(separator: "; ")
  }
}

private func rounded(_ number: Double) -> Double { (number * 1e6).rounded() / 1e6 }
