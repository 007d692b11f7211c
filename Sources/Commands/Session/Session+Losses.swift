import Language
import Learning

extension Session {
  /// The loss a value of the language means: the one door through which every verb takes a loss.
  ///
  /// - Throws: `LearningError` for an unknown name or option, `Complaint` for a value that is no
  ///   loss.
  func lossSpecification(_ value: Value) throws -> LossSpecification {
    guard let items = value.asConstructors, items.count == 1 else {
      throw Complaint("a loss cannot be \(value.kindName)", hint: "losses")
    }
    return try LossSpecification(items[0])
  }
}

extension ParameterKind {
  /// A loss as typed; its values go through `Session.lossSpecification`.
  static let loss = ParameterKind.catalogue(["loss"])
}
