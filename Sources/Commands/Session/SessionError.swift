import Language
import Learning

/// What can be wrong between a statement and the session it meets.
public enum SessionError: Error, Sendable, Equatable {
  /// A verb needs data.
  case noData
  /// A verb needs a model.
  case noModel
  /// A fit needs a loss.
  case noLoss
  /// A fit needs an optimizer.
  case noOptimizer
  /// A verb needs a trained model.
  case notTrained(verb: String)
  /// A verb needs a run.
  case noRuns
  /// Fewer runs than a comparison needs.
  case tooFewRuns(count: Int)
  /// No run of this name.
  case noSuchRun(String, known: [String])
  /// A run of this name exists.
  case runExists(String)
  /// A layer number outside the model.
  case noSuchLayer(Int, count: Int)
  /// Nothing of this name was added.
  case nothingToRemove(String, present: [String])
  /// Several layers of the name given.
  case severalLayers(String, numbers: [Int])
  /// A loss for classes on a target that looks like a quantity.
  case quantityAsClasses(column: String, classes: Int)
  /// A metric that cannot judge the target.
  case unsuitableMetric(String, judges: String, target: JudgedTarget)
  /// A picture that does not fit what was trained.
  case unsuitablePlot(String, reason: String, instead: String)
  /// A file name without a format that can be written.
  case unknownFileFormat(path: String, known: [String])
  /// A name nothing is known about.
  case noHelp(String, nearest: String?)
  /// Predictions from elsewhere are wanted before any were judged.
  case nothingScored
  /// A part without rows.
  case noSuchPart(String, known: [String])
  /// A saved model that does not fit what is loaded.
  case unsuitableCheckpoint(path: String, reason: String, hint: String?)
}

extension SessionError: ExplainedError {
  /// What is wrong, in one sentence.
  public var message: String {
    switch self {
    case .noData: "there is no data yet"
    case .noModel: "there is no model yet"
    case .noLoss: "there is no loss yet"
    case .noOptimizer: "there is no optimizer yet"
    case .notTrained(let verb): "\(verb) needs a trained model, and nothing has been fitted yet"
    case .noRuns: "there is no run yet"
    case .nothingScored: "nothing has been scored yet"
    case .tooFewRuns(let count): "compare needs two runs, there is \(count == 0 ? "none" : "one")"
    case .noSuchRun(let name, _): "there is no run \(name)"
    case .runExists(let name): "there is a run \(name) already"
    case .noSuchLayer(let number, let count):
      "there is no layer \(number); the model has \(count == 1 ? "layer 0" : "layers 0 to \(count - 1)")"
    case .nothingToRemove(let name, _): "there is no \(name) to remove"
    case .severalLayers(let name, let numbers):
      "there are \(numbers.count) layers \(name): numbers \(list(numbers.map { "\($0)" }))"
    case .quantityAsClasses(let column, let classes):
      "the target \(column) has \(classes) distinct numbers, far more than classes have, and the "
        + "model has not as many outputs"
    case .unsuitableMetric(let name, let judges, let target):
      "\(name) judges \(judges), the target is \(target)"
    case .unsuitablePlot(let kind, let reason, _): "plot \(kind): \(reason)"
    case .unknownFileFormat(let path, let known):
      "\(path): the name must end in \(list(known, "or"))"
    case .noHelp(let name, _): "there is no help on \(name)"
    case .noSuchPart(let part, let known):
      known.isEmpty
        ? "there is no \(part) part" : "there is no \(part) part; the data has \(list(known))"
    case .unsuitableCheckpoint(let path, let reason, _): "\(path): \(reason)"
    }
  }

  /// What to type instead.
  public var hint: String? {
    switch self {
    case .noData: #"load "iris", or load "file.csv""#
    case .noModel: "model dense(32) -> relu -> dense(3)"
    case .noLoss: "loss cross_entropy for classes, loss mse for numbers"
    case .noOptimizer: "optimizer adam(lr=0.001)"
    case .notTrained, .noRuns: "fit epochs=10"
    case .nothingScored: #"score predictions="p.npy" targets="t.npy" metrics=[accuracy]"#
    case .tooFewRuns: #"fit epochs=10 name="second""#
    case .noSuchRun(_, let known): known.isEmpty ? "fit epochs=10" : "the runs are \(list(known))"
    case .runExists: "give the fit another name, or resume=true to continue that run"
    case .noSuchLayer: "summary shows the numbers"
    case .nothingToRemove(_, let present):
      present.isEmpty ? nil : "there is \(list(Array(Set(present)).sorted()))"
    case .severalLayers(_, let numbers): numbers.first.map { "remove \($0)" }
    case .quantityAsClasses(_, let classes):
      "loss mse for a quantity; if they are classes, end the model with dense(\(classes))"
    case .unsuitableMetric: "metrics lists those that fit"
    case .unsuitablePlot(_, _, let instead): instead
    case .unknownFileFormat(_, let known): known.first.map { "end the name in \($0)" }
    case .noHelp(_, let nearest): nearest.map { "help \($0)" } ?? "help"
    case .noSuchPart: "split train=0.7 validation=0.15 test=0.15"
    case .unsuitableCheckpoint(_, _, let hint): hint
    }
  }
}

/// "a, b and c".
func list(_ items: [String], _ word: String = "and") -> String {
  guard items.count > 1, let last = items.last else { return items.first ?? "" }
  return items.dropLast().joined(separator: ", ") + " \(word) " + last
}
