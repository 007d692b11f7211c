/// An error that can say what is wrong in a sentence and what to type instead.
///
/// Every room's error enum conforms to it (in Commands); the interpreter adds the place.
public protocol ExplainedError: Error {
  /// One plain sentence without a full stop: where, what was found, what was expected.
  var message: String { get }

  /// What to type instead, in lossrepl's language.
  var hint: String? { get }
}

/// Thrown by a command to blame one of its arguments: the caret then stands under that argument.
public struct ArgumentProblem: Error {
  /// The name of the parameter at fault.
  public let parameter: String

  /// For a list or a repeated argument, which one (from 0).
  public let index: Int?

  /// What is wrong with it.
  public let underlying: any Error

  /// Blames the argument given for `parameter`.
  public init(_ parameter: String, _ underlying: any Error, index: Int? = nil) {
    self.parameter = parameter
    self.index = index
    self.underlying = underlying
  }
}

/// Thrown by a command to blame something inside an argument, such as one layer of a model.
public struct PlacedError: Error {
  /// What is wrong.
  public let underlying: any Error

  /// Where; nil leaves the place to the interpreter.
  public let span: Span?

  /// Gives an error a place.
  public init(_ underlying: any Error, at span: Span?) {
    self.underlying = underlying
    self.span = span
  }
}

/// A user's mistake said in a sentence where no typed case exists yet.
public struct Complaint: ExplainedError, Equatable {
  /// The sentence.
  public let message: String

  /// What to type instead.
  public let hint: String?

  /// Says what is wrong.
  public init(_ message: String, hint: String? = nil) {
    self.message = message
    self.hint = hint
  }
}
