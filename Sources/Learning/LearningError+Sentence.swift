import Tensors

extension LearningError {
  /// What is wrong, in one sentence.
  public var message: String {
    switch self {
    case .unknownName(let category, let name, _): "there is no \(category.rawValue) \(name)"
    case .unknownOption(let thing, let option, _): "\(thing) has no option \(option)"
    case .optionGivenTwice(let thing, let option): "\(thing): \(option) is given twice"
    case .tooManyValues(let thing, let given, let accepted): tooMany(thing, given, accepted)
    case .missingOption(let thing, let option, let meaning):
      "\(thing) needs \(option): \(meaning)"
    case .outOfRange(let call, let option, let allowed, let meaning):
      "\(call): \(option) must be \(allowed); it is \(meaning)"
    case .optionsDisagree(let call, let reason, _): "\(call): \(reason)"
    case .endlessSchedule(let part, let next): "\(part) never ends, so \(next) never begins"
    case .emptyNetwork: "the model has no layers"
    case .rowsOfOneAxis(let layer, let found): "\(layer) expects rows of one axis, got \(found)"
    case .layerRows(let layer, let needs, let found, _):
      "\(layer) needs rows \(needs), got rows of the shape \(found)"
    case .tooManyParameters(let layer, let parameters, let limit):
      "\(layer) brings \(count(parameters)) parameters; a model may have \(count(Double(limit)))"
    case .missingWeights(let name): "the weights have no \(name)"
    case .weightShape(let name, let expected, let found):
      "\(name) has the shape \(found), the model needs \(expected)"
    case .rowShape(let expected, let found):
      "the model takes rows of the shape \(expected), got \(found)"
    default: objectiveMessage
    }
  }

  private var objectiveMessage: String {
    switch self {
    case .shapesDiffer(let loss, let predictions, let targets):
      "\(loss) expects predictions \(predictions) to match targets \(targets)"
    case .missingArray(let loss, let array, let summary):
      "\(loss) needs the array \(array): \(summary)"
    case .lossesDisagree(let one, let other, let what, let first, let second):
      "\(one) and \(other) cannot be summed: their \(what) are \(first) and \(second)"
    case .wrongTarget(let loss, let expected, let found):
      "\(loss) compares \(expected), the target is \(found)"
    case .outputCount(let loss, let reason, let outputs, _):
      "\(loss): \(reason) but the model ends in \(outputs.outputs)"
    case .severalOutputAxes(let loss, let outputs):
      "\(loss) compares one row of outputs, the model ends in outputs of the shape \(outputs)"
    case .noOutputTime(let loss, let outputs):
      "\(loss) needs outputs for each time and label, the model ends in outputs of the shape "
        + "\(outputs)"
    case .notTwoClasses(let loss, let classes):
      "\(loss) needs two classes, the data has \(classes)"
    case .activationBeforeLoss(let layer, let index, let loss):
      "layer \(index) is \(layer), but \(loss) takes raw scores and applies its own"
    case .notProbabilities(let loss, let layer, let needed):
      "\(loss) takes probabilities, but the model ends in \(layer), not in \(needed)"
    case .squashedScores(let layer, let index, let loss):
      "layer \(index) is \(layer), but \(loss) takes scores of any size: from 0 to 1 no row can keep "
        + "its margin"
    case .notLogProbabilities(let loss, let layer):
      "\(loss) takes logarithms of probabilities, but the model ends in \(layer), not in log_softmax"
    default: weightMessage
    }
  }

  private var weightMessage: String {
    switch self {
    case .classWeightCount(let option, let given, let classes):
      "\(option) has \(given) numbers, the data has \(classes) classes"
    case .unknownClass(let option, let name, _): "\(option): there is no class \(name)"
    case .alphaOfSeveralClasses(_, let alpha, let classes):
      "alpha=\(plain(alpha)) weighs yes against no, but there are \(classes) classes"
    case .equalClassWeights(let call, "alpha", let weight):
      "\(call): alpha weighs every class alike, so it only multiplies the loss by \(plain(weight))"
    case .equalClassWeights(let call, let option, _):
      "\(call): \(option) weighs every class alike, so a mean is the same without it"
    case .silencedClass(let call, let option, let classes):
      "\(call): \(option) gives \(both(classes)) the weight 0, so the fit never learns from it"
    default: dataMessage
    }
  }

  private var dataMessage: String {
    switch self {
    case .noRows(let part): "the \(part) has no rows"
    case .tokenOutsideVocabulary(let layer, let row, let column, let value, let vocabulary):
      "row \(row), column \(column) of the features is \(plain(value)), but \(layer) takes whole "
        + "numbers from 0 to \(vocabulary - 1)"
    case .rowCounts(let features, let other, let what):
      "there are \(features) rows of features but \(other) \(what)"
    case .notFinite(let what, let row, let column, let value):
      "row \(row), column \(column) of the \(what) is \(value)"
    case .labelOutsideClasses(let row, let label, let classes):
      "row \(row) has the label \(label), but the classes are 0 to \(classes - 1)"
    case .notAProbability(let what, let row, let value):
      "row \(row) of the \(what) is \(value), a probability is from 0 to 1"
    case .notASign(let row, let value):
      "row \(row) of the targets is \(value), a target is −1 or 1, or 0 or 1"
    case .bothZeroAndMinusOne(let zero, let minus):
      "row \(zero) of the targets is 0 and row \(minus) is −1: it is not clear what 0 stands for"
    case .notADistribution(let row, let sum):
      "row \(row) of the targets sums to \(sum), a distribution sums to 1"
    case .outsideDomain(let loss, let what, let row, let value, let allowed):
      "row \(row) of the \(what) is \(value); for \(loss) it must be \(allowed)"
    case .badRowWeight(let row, let value):
      "the weight of row \(row) is \(value), a weight is 0 or more"
    case .badConfiguration(let name, let allowed, let found):
      "\(name)=\(found): \(name) must be \(allowed)"
    case .unknownMonitor(let name, _): "early_stopping: the fit has no number \(name) to watch"
    case .noValidation(let monitor):
      "early_stopping watches \(monitor), but there is no validation part"
    case .notFiniteLoss(let epoch, let step, let value, _, let origin):
      "the loss became \(value) at step \(step) of epoch \(epoch)"
        + (origin.map { ": \($0.tensor) is \($0.value) \($0.place) of the training part" } ?? "")
        + "; the last good weights are back"
    default: sequenceMessage
    }
  }

  private var sequenceMessage: String {
    switch self {
    case .sequenceAxes(let loss, let axes, let predictions, let labels):
      "\(loss) expects predictions [\(axes.joined(separator: ", "))] beside labels [batch, label]; "
        + "batch first, they are \(predictions) and \(labels)"
    case .skippedShape(let layers, let input, let output):
      "skip(\(layers)) takes rows of the shape \(input) and its layers give \(output), so the two cannot be added"
    case .lengthCount(let loss, let array, let given, let rows):
      "\(loss): \(array) has \(given) numbers, the batch has \(rows) rows"
    case .badLength(let loss, let array, let row, let value, let least, let most):
      "\(loss): row \(row) of \(array) is \(value), expected a whole number from \(least) to \(most)"
    case .badLabel(let loss, let row, let position, let value, _, let blank)
    where value == "\(blank)":
      "\(loss): label \(position) of row \(row) is \(value), which is the blank"
    case .badLabel(let loss, let row, let position, let value, let classes, _):
      "\(loss): label \(position) of row \(row) is \(value), but the classes are 0 to \(classes - 1)"
    case .blankOutsideClasses(let loss, let blank, let classes):
      "\(loss): blank=\(blank), but the classes are 0 to \(classes - 1)"
    case .augmentedRows(let call, let needs, let found):
      "\(call) needs rows \(needs), got rows of the shape \(found)"
    case .augmentedTooFar(let call, let option, let size, let length):
      "\(call): \(option)=\(size) would leave nothing of a row with \(length) of them"
    default: "\(self)"
    }
  }

  /// What to do about it, in lossrepl's language.
  public var hint: String? {
    switch self {
    case .unknownName(let category, let name, let known):
      suggestion(for: name, among: known) ?? "help \(category.rawValue)s lists them all"
    case .unknownOption(_, let option, let known): suggestion(for: option, among: known)
    case .optionsDisagree(_, _, let mend): mend
    case .endlessSchedule(_, let next):
      "put it last; \(next) may follow linear_warmup(5) or constant(steps=5)"
    case .emptyNetwork: "model dense(32) -> relu -> dense(3)"
    case .rowsOfOneAxis: "put flatten before it"
    case .layerRows(_, _, _, let mend): mend
    case .weightShape: "reset, or define the model the weights were made for"
    case .wrongTarget(_, _, "classes"): "loss cross_entropy"
    case .wrongTarget(_, _, "numbers"): "loss mse"
    case .missingArray("gaussian_nll", _, _):
      "gaussian_nll(variance=learned) learns it, gaussian_nll(variance=1) fixes it"
    case .outputCount(_, _, let outputs, let needed) where outputs.count == 1 && needed > 20:
      "loss mse if the target is a number, dense(\(needed)) at the end if it is a class"
    case .outputCount(_, _, _, let needed): "end it with dense(\(needed))"
    case .severalOutputAxes: "put flatten before the first dense"
    case .noOutputTime: "leave flatten out: dense works on each time by itself"
    case .notTwoClasses: "loss cross_entropy, with one output per class"
    case .activationBeforeLoss(let layer, _, let loss) where !takesProbabilities(loss):
      "remove \(layer)"
    case .activationBeforeLoss(let layer, _, let loss):
      "remove \(layer), or say loss \(loss)(from=probabilities)"
    case .notProbabilities(_, _, let needed):
      "end the model with \(needed), or leave from=probabilities out"
    case .squashedScores(let layer, _, _): "remove \(layer)"
    case .notLogProbabilities:
      "end the model with log_softmax, or say loss cross_entropy, which takes raw scores"
    case .unknownClass(_, let name, let known): suggestion(for: name, among: known)
    case .alphaOfSeveralClasses(_, let alpha, let classes):
      "give a number for each class: alpha=[\(list(of: alpha, classes))]"
    case .equalClassWeights(let call, "alpha", let weight)
    where weight == 0.5 && !call.contains("alpha=["):
      "alpha above 0.5 favours the positive class, below 0.5 the negative one"
    case .equalClassWeights(_, let option, _): "leave \(option) out, or weigh one class higher"
    case .silencedClass: "give it a weight above 0, or leave its rows out of the data"
    case .bothZeroAndMinusOne: "write the targets as −1 and 1, or as 0 and 1"
    default: fitHint
    }
  }

  private var fitHint: String? {
    switch self {
    case .outsideDomain: "clean that row, or loss mse, which takes any number"
    case .tokenOutsideVocabulary(_, _, _, let value, let vocabulary)
    where value >= Double(vocabulary) && value == value.rounded():
      "a larger vocabulary: embedding(\(plain(value + 1)), ...)"
    case .tokenOutsideVocabulary:
      "an embedding reads token numbers as they are: leave out scale, or begin with dense"
    case .notFinite: "impute fills missing values; clean the column otherwise"
    case .unknownMonitor(let name, _) where MetricDefinition.all.contains { $0.name == name }:
      "metrics \(name), or add \(name), measures it after every epoch"
    case .unknownMonitor(let name, let known): suggestion(for: name, among: known)
    case .noValidation: "split train=0.7 validation=0.15 test=0.15, or early_stopping(monitor=loss)"
    case .sequenceAxes(_, let axes, _, let labels)
    where axes.contains("label+1") && labels.rank == 2:
      "for labels \(labels) the axis label+1 is \(labels[1] + 1) long"
    case .skippedShape(let layers, let input, _):
      input.rank == 1
        ? "end its layers in as many outputs as it takes: skip(\(layers) -> dense(\(input[0])))"
        : "end its layers in the shape they begin with"
    case .badLength(_, "target_lengths", _, _, _, _):
      "target_lengths counts the labels of each row before its padding"
    case .badLength: "input_lengths counts the frames of each example before its padding"
    case .badLabel(_, _, _, let value, let classes, let blank) where value == "\(blank)":
      "if labels count from 0, give the blank a class of its own: blank=\(classes - 1)"
    case .badLabel(_, _, _, let value, let classes, _) where value == "\(classes)":
      "the blank is a class too: the model needs one output more than there are labels"
    case .badLabel: "target_lengths says where the padding of a row begins"
    case .blankOutsideClasses(_, _, let classes): "blank=\(classes - 1) is the last class"
    case .notFiniteLoss(1, 1, _, _, let origin?) where origin.stage == .loss:
      "check data: the model has taken no step yet, so the loss or the targets are to blame"
    case .notFiniteLoss(_, _, _, let rate, let origin):
      "try a smaller step, lr=\(plain(tenth(of: rate))), or "
        + (origin?.mend ?? "scale standard for the features")
    case .augmentedRows(_, _, let found) where found.rank == 1:
      "noise(0.05) takes rows of any shape; augment none changes nothing"
    case .augmentedRows: "help augmentations says what each takes; augment none changes nothing"
    case .augmentedTooFar(let call, let option, _, let length):
      length > 1
        ? "\(call.prefix { $0 != "(" })(\(option)=\(max(1, length / 4)))" : "augment none"
    case .noRows: "load a file that has rows, or give the part a share in split"
    default: nil
    }
  }
}

/// Whether a loss can read the output of a softmax or sigmoid.
private func takesProbabilities(_ loss: String) -> Bool {
  let options = LossDefinition.all.first { $0.name == loss }?.declaration.options ?? []
  return options.contains { $0.kind.accepts(.text("probabilities")) }
}

/// The nearest names, or the whole short list when nothing is near.
private func suggestion(for name: String, among known: [String]) -> String? {
  let near = nearestNames(to: name, in: known)
  if !near.isEmpty { return either(near) }
  return known.isEmpty || known.count > 12 ? nil : "there is \(either(known))"
}

private func tooMany(_ thing: String, _ given: Int, _ accepted: [String]) -> String {
  accepted.isEmpty
    ? "\(thing) takes no value without a name, got \(given)"
    : "\(thing) takes \(accepted.joined(separator: ", ")) without a name, got \(given) values"
}

/// The same number once for each class, as it would be typed.
private func list(of number: Double, _ count: Int) -> String {
  (0..<min(count, 12)).map { _ in plain(number) }.joined(separator: ", ")
}

/// The names as a list in words: "a, b and c".
private func both(_ names: [String]) -> String {
  guard names.count > 1, let last = names.last else { return names.first ?? "" }
  return names.dropLast().joined(separator: ", ") + " and " + last
}

/// A large count with its thousands apart.
private func count(_ number: Double) -> String {
  guard number < 1e18 else { return "\(number)" }
  let digits = Array("\(Int(number))")
  let groups = digits.indices.map { index in
    (index > 0 && (digits.count - index) % 3 == 0 ? "," : "") + String(digits[index])
  }
  return groups.joined()
}

extension Shape {
  /// The shape of an output row in words: "2 outputs".
  fileprivate var outputs: String {
    guard rank == 1 else { return "rows of the shape \(self)" }
    return count == 1 ? "1 output" : "\(count) outputs"
  }
}

/// A tenth of a number to three digits, without the noise of binary fractions in the others.
private func tenth(of number: Double) -> Double {
  guard number.isFinite, number > 0 else { return number }
  var (digits, power) = (number, -1)
  while digits < 100 { (digits, power) = (digits * 10, power - 1) }
  while digits >= 1000 { (digits, power) = (digits / 10, power + 1) }
  return Double("\(Int(digits.rounded()))e\(power)") ?? number / 10
}
