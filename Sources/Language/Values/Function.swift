/// Something that can be called: built in, written with `def`, or a formula given to a verb.
public struct Function: Sendable {
  /// Its name; a formula is called "formula".
  public let name: String

  /// The names of its parameters, in order.
  public let parameters: [String]

  let body: Body

  enum Body: Sendable {
    case builtIn(BuiltInFunction)
    case defined(FunctionDefinition)
    case formula(ExpressionNode)
  }
}
