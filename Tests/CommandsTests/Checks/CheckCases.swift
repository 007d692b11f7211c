@testable import Commands

private let sound = "load \"sound.csv\""
private let numbers = "load \"numbers.csv\""
private let halves = "split train=0.5 test=0.5 order=true"
private let classifier = "model dense(8) -> relu -> dense(2)"
private let regressor = "model dense(8) -> relu -> dense(1)"

extension CheckCase {
  static let all = features + parts + targets + classes + weights + lengths + models

  private static let features: [CheckCase] = [
    CheckCase("rows", .ok, "60 rows", after: sound),
    CheckCase("rows", .warn, "12 rows", try: "longer", after: "load \"few.csv\""),
    CheckCase(
      "rows", .warn, "60 rows to train on and 80 features", try: "l2", after: "load \"wide.csv\""),
    CheckCase("missing", .ok, "no value", after: sound),
    CheckCase("missing", .fail, "a 1", try: "impute", after: "load \"gap.csv\""),
    CheckCase("missing", .ok, "filled in: a 1", after: "load \"gap.csv\"", "impute"),
    CheckCase("features", .ok, "2 numbers", after: sound),
    CheckCase("features", .fail, "colour is text", try: "encode", after: "load \"words.csv\""),
    CheckCase(
      "features", .fail, "in name nearly every row another", try: "select drop=[name]",
      after: "load \"names.csv\""),
    CheckCase("features", .ok, "3 numbers", after: "load \"words.csv\"", "encode"),
    CheckCase("features", .ok, "1 number", after: "load \"words.csv\"", "select drop=[colour]"),
    CheckCase("constant", .ok, "every feature varies", after: sound),
    CheckCase(
      "constant", .warn, "c is 3 in every row", try: "select drop=c", after: "load \"constant.csv\""
    ),
    CheckCase("ranges", .ok, "up to", after: sound),
    CheckCase("ranges", .warn, "up to c", try: "scale standard", after: "load \"sizes.csv\""),
    CheckCase("ranges", .ok, "up to", after: "load \"sizes.csv\"", "scale standard"),
  ]

  private static let parts: [CheckCase] = [
    CheckCase("parts", .warn, "every row trains", try: "split train=", after: sound),
    CheckCase("parts", .ok, "train has 30 rows and test has 30 rows", after: sound, halves),
    CheckCase("copies", .ok, "no row", after: sound, halves),
    CheckCase(
      "copies", .warn, "30 of 30 rows of test (first row 31)", try: "copies out of the file",
      after: "load \"copied.csv\"", halves),
    CheckCase("copies", .ok, "repeat in train", after: "load \"coarse.csv\"", halves),
    CheckCase("classes", .ok, "every part", after: sound, halves),
    CheckCase(
      "classes", .warn, "test has no row of red", try: "split test=0.17 stratify=true",
      after: "load \"sorted.csv\"", "split train=0.83 test=0.17 order=true"),
  ]

  private static let targets: [CheckCase] = [
    CheckCase("target", .ok, "kind has 2 classes", after: sound),
    CheckCase("target", .ok, "y is a number, as mse takes it", after: numbers, "loss mse"),
    CheckCase("target", .fail, "text", try: "loss cross_entropy", after: sound, "loss mse"),
    CheckCase(
      "target", .warn, "60 distinct numbers", try: "loss mse", after: "load \"quantity.csv\"",
      "loss cross_entropy"),
    CheckCase(
      "target", .fail, "classes are text or whole numbers", try: "loss mse", after: numbers,
      "loss cross_entropy"),
    CheckCase(
      "target", .fail, "row 51 of the targets is 1.5, a probability is from 0 to 1",
      after: "load \"shares.csv\"", "split train=0.5 test=0.5 seed=3", "loss binary_cross_entropy"),
    CheckCase(
      "target", .fail, "row 51 of the targets is -2", after: "load \"minus.csv\"",
      "split train=0.5 test=0.5 seed=3", "loss msle"),
    CheckCase(
      "target", .fail, "row 51 of the target is no distribution: it sums to 0.3",
      after: "load \"votes.csv\" target=[no, yes]", "loss kl_divergence"),
    CheckCase(
      "target", .fail, "label 'blue' in row 101 (test) is none of the 1 classes", try: "stratify",
      after: "load \"alike.csv\" test=\"sorted.csv\"", "loss cross_entropy"),
    CheckCase(
      "labels", .ok, "1 is class 0, 2 is class 1, 3 is class 2", after: "load \"from-one.csv\"",
      "loss cross_entropy"),
    CheckCase("labels", .ok, "as they are", after: "load \"from-zero.csv\"", "loss cross_entropy"),
    CheckCase("target_scale", .ok, "y has the mean", after: numbers),
    CheckCase(
      "target_scale", .warn, "far from where a model begins", try: "loss huber(delta=",
      after: "load \"dollars.csv\"", "loss mse"),
    CheckCase(
      "target_scale", .warn, "standard deviation", try: "y in units of",
      after: "load \"dollars.csv\"", "loss huber(delta=80000)"),
  ]

  private static let classes: [CheckCase] = [
    CheckCase("balance", .ok, "30 rows, 50 %", after: sound),
    CheckCase(
      "balance", .warn, "red, the smallest class, has 3 rows, 5 %", try: "class_weights=balanced",
      after: "load \"rare.csv\""),
    CheckCase(
      "balance", .ok, "the loss weighs classes", after: "load \"rare.csv\"",
      "loss cross_entropy(class_weights=balanced)"),
  ]

  private static let weights: [CheckCase] = [
    CheckCase(
      "class_weights", .ok, "blue 1, red 3", after: sound,
      "loss cross_entropy(class_weights=[[\"red\", 3]])"),
    CheckCase(
      "class_weights", .fail, "there is no class rd", try: "red", after: sound,
      "loss cross_entropy(class_weights=[[\"rd\", 3]])"),
    CheckCase(
      "class_weights", .warn, "multiplies the loss by 0.5", try: "above 0.5", after: sound,
      "model dense(1)", "loss focal(alpha=0.5)"),
    CheckCase(
      "class_weights", .ok, "blue 0.25, red 0.75", after: sound, "model dense(1)",
      "loss focal(alpha=0.75)"),
    CheckCase(
      "ignore_index", .ok, "30 of 60 rows", after: sound, "loss cross_entropy(ignore_index=1)"),
    CheckCase(
      "ignore_index", .fail, "the loss is 0 and nothing is learned", after: "load \"alike.csv\"",
      "loss cross_entropy(ignore_index=0)"),
  ]

  private static let lengths: [CheckCase] = [
    CheckCase(
      "lengths", .ok, "frames T 8 to 10, labels U 1 to 3, blank 0", after: sequences("speech"),
      "model dense(3)", "loss ctc"),
    CheckCase(
      "lengths", .fail,
      "1 of 40 rows have too few frames for their labels (row 7; row 7 has 2 frames "
        + "for 3 labels and 1 pair of equal neighbours): their loss is infinite",
      try: "zero_infinity=true", after: sequences("short"), "model dense(3)", "loss ctc"),
    CheckCase(
      "lengths", .warn, "they count 0", after: sequences("short"), "model dense(3)",
      "loss ctc(zero_infinity=true)"),
    CheckCase(
      "target", .fail, "rnnt expects predictions [batch, time, label+1, class]",
      after: sequences("speech"),
      "model dense(3)", "loss rnnt"),
    CheckCase(
      "target", .ok, "up to 3 labels a row, as ctc takes it", after: sequences("speech"),
      "model dense(3)", "loss ctc"),
    CheckCase(
      "target", .fail, "row 1", after: "load \"speech-x.npy\" targets=\"speech-y.npy\"",
      "model dense(3)", "loss ctc"),
    CheckCase(
      "one_batch", .ok, "16 rows go from", after: sequences("speech"), "model dense(3)", "loss ctc"),
  ]

  private static func sequences(_ name: String) -> String {
    "load \"\(name)-x.npy\" targets=\"\(name)-y.npy\" input_lengths=\"\(name)-t.npy\" "
      + "target_lengths=\"\(name)-u.npy\""
  }

  private static let models: [CheckCase] = [
    CheckCase(
      "outputs", .ok, "2 outputs as raw scores", after: sound, classifier, "loss cross_entropy"),
    CheckCase(
      "outputs", .fail, "layer 1 is softmax", try: "remove softmax", after: sound,
      "loss cross_entropy", "model dense(2) -> softmax"),
    CheckCase(
      "outputs", .fail, "2 classes but the model ends in 3 outputs", try: "dense(2)", after: sound,
      "loss cross_entropy", "model dense(3)"),
    CheckCase(
      "outputs", .fail, "the target has 1 number a row but the model ends in 2 outputs",
      try: "dense(1)", after: numbers, "loss mse", "model dense(2)"),
    CheckCase(
      "initial_loss", .ok, "(ln 2) has 0.6931", after: sound, classifier, "loss cross_entropy"),
    CheckCase("initial_loss", .ok, "(the variance)", after: numbers, regressor, "loss mse"),
    CheckCase(
      "initial_loss", .warn, "(ln 2) has 0.6931", try: "scale standard",
      after: "load \"sizes.csv\"",
      classifier, "loss cross_entropy"),
    CheckCase("one_batch", .ok, "16 rows go from", after: sound, classifier, "loss cross_entropy"),
    CheckCase("one_batch", .ok, "16 rows go from", after: numbers, regressor, "loss mse"),
    CheckCase(
      "one_batch", .ok, "16 rows go from", after: sound, "model dense(8) -> relu -> dense(1)",
      "loss focal(alpha=0.75)"),
    CheckCase(
      "one_batch", .fail, "the model does not learn them", try: "model dense(32)",
      after: "load \"blind.csv\"", classifier, "loss cross_entropy"),
    CheckCase(
      "zero_input", .ok, "with zeros for features", after: sound, classifier, "loss cross_entropy"),
    CheckCase(
      "one_batch", .fail, "the loss is flat where the model begins", try: "check loss",
      after: "load \"dollars.csv\"", regressor,
      "loss capped(y, p) = where(abs(y - p) < 5, abs(y - p), 5)"),
    CheckCase(
      "zero_input", .ok, "with zeros for features", after: numbers, regressor,
      "loss uncertainty(mse, mae)"),
    CheckCase(
      "ranges", .warn, "the features are large, feature_", try: "scale divide=255",
      after: "load \"bytes-x.npy\" targets=\"bytes-y.npy\""),
    CheckCase(
      "zero_input", .warn, "the features do not help", try: "head", after: "load \"noise.csv\"",
      classifier, "loss cross_entropy"),
  ]
}
