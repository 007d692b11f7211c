import Graphs

/// What an optimizer reads in one step for one parameter.
public struct OptimizerInputs: Sendable {
  /// The derivative of loss plus penalties with respect to the parameter.
  public let gradient: Expression
  /// The parameter before the step.
  public let parameter: Expression
  /// What the optimizer kept from the step before, by name, in the shape of the parameter.
  public let state: [String: Expression]
  /// The numbers of this step, by name, from `OptimizerDefinition.scalars`.
  public let scalars: [String: Expression]
  /// The checked options.
  public let options: Options

  /// Gathers what an optimizer reads.
  public init(
    gradient: Expression, parameter: Expression, state: [String: Expression],
    scalars: [String: Expression], options: Options
  ) {
    self.gradient = gradient
    self.parameter = parameter
    self.state = state
    self.scalars = scalars
    self.options = options
  }
}

/// What an optimizer returns for one parameter.
public struct OptimizerStep: Sendable {
  /// The parameter after the step.
  public let parameter: Expression
  /// What to keep for the next step, by the names of `OptimizerDefinition.state`.
  public let state: [String: Expression]

  /// A step.
  public init(parameter: Expression, state: [String: Expression] = [:]) {
    self.parameter = parameter
    self.state = state
  }
}

/// An array an optimizer keeps of each parameter between steps, in the parameter's shape.
public struct OptimizerSlot: Sendable, Equatable, ExpressibleByStringLiteral {
  /// Its name in the formulas: `m`.
  public let name: String
  /// The value of every element before the first step.
  public let start: Double

  /// An array that starts at a value.
  public init(_ name: String, startingAt start: Double) {
    self.name = name
    self.start = start
  }

  /// An array that starts at 0.
  public init(stringLiteral name: String) { self.init(name, startingAt: 0) }
}

extension OptimizerInputs {
  /// A number of this step.
  ///
  /// The name is written beside the list it is looked up in: a wrong one is a mistake in this
  /// program, which the reference trajectories of every optimizer would meet.
  func scalar(_ name: String) -> Expression { Self.find(name, in: scalars) }

  /// What was kept under a name.
  func kept(_ name: String) -> Expression { Self.find(name, in: state) }

  private static func find(_ name: String, in known: [String: Expression]) -> Expression {
    guard let found = known[name] else { preconditionFailure("the optimizer has no \(name)") }
    return found
  }

  /// The gradient with the classic weight decay added: g + λ · w.
  func decayedGradient() throws -> Expression {
    let decay = options.number("weight_decay")
    return decay == 0 ? gradient : try gradient + parameter * decay
  }

  /// Gradient and parameter after weight decay: it shrinks the weights themselves when it is
  /// decoupled, and adds to the gradient otherwise.
  func decayed() throws -> (gradient: Expression, parameter: Expression) {
    let decay = options.number("weight_decay")
    guard decay != 0, options.flag("decoupled_weight_decay") else {
      return (try decayedGradient(), parameter)
    }
    return (gradient, try parameter * (1 - scalar("lr") * decay))
  }
}
