import Graphs

/// What an optimizer reads in one step for one parameter.
public struct OptimizerInputs: Sendable {
  /// The derivative of loss plus penalties with respect to the parameter.
  public let gradient: Expression
  /// The parameter before the step.
  public let parameter: Expression
  /// What the optimizer kept from the step before, by name, in the shape of the parameter; 0 at
  /// the first step.
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

/// An optimizer: its declaration and its step as a pure function of graph nodes.
public struct OptimizerDefinition: Definition {
  /// Optimizers.
  public static let category = Category.optimizer
  /// Every optimizer.
  public static let all: [OptimizerDefinition] = [.gradientDescent, .sgd, .adam, .adamw, .rmsprop]

  /// Name, options, formula.
  public let declaration: Declaration
  /// Whether a step sees all rows at once by definition.
  public let isFullBatch: Bool
  /// What it keeps between steps, by name.
  let state: @Sendable (Options) -> [String]
  /// The numbers of the step with this number, counted from 1.
  let scalars: @Sendable (Options, Int) -> [String: Double]
  /// Refuses options that contradict each other.
  let validate: @Sendable (Options) throws -> Void
  /// Its step.
  let step: @Sendable (OptimizerInputs) throws -> OptimizerStep

  init(
    _ declaration: Declaration, isFullBatch: Bool = false,
    state: @escaping @Sendable (Options) -> [String] = { _ in [] },
    scalars: @escaping @Sendable (Options, Int) -> [String: Double] = { options, _ in
      ["lr": options.number("lr")]
    },
    validate: @escaping @Sendable (Options) throws -> Void = { _ in },
    step: @escaping @Sendable (OptimizerInputs) throws -> OptimizerStep
  ) {
    self.declaration = declaration
    self.isFullBatch = isFullBatch
    self.state = state
    self.scalars = scalars
    self.validate = validate
    self.step = step
  }

  /// Refuses options that contradict each other, such as nesterov without momentum.
  public func check(_ options: Options) throws { try validate(options) }
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
}

extension OptionDeclaration {
  static func learningRate(_ value: Double) -> OptionDeclaration {
    OptionDeclaration(
      "lr", "the learning rate, the length of a step", .number(.above(0)), default: .number(value),
      positional: true)
  }

  static func weightDecay(_ value: Double, _ summary: String) -> OptionDeclaration {
    OptionDeclaration("weight_decay", summary, .number(.atLeast(0)), default: .number(value))
  }

  static let gradientDecay = OptionDeclaration.weightDecay(
    0, "the factor of the weights, biases too, added to their gradient")

  static let momentum = OptionDeclaration(
    "momentum", "the share of the last step kept in the next", .number(.from(0, below: 1)),
    default: .number(0))

  static let epsilon = OptionDeclaration(
    "eps", "a small number that keeps divisors from 0", .number(.above(0)), default: .number(1e-8))
}
