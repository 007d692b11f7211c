import Graphs

/// An optimizer: its declaration and its step as a pure function of graph nodes.
public struct OptimizerDefinition: Definition {
  /// Optimizers.
  public static let category = Category.optimizer
  /// Every optimizer.
  public static let all: [OptimizerDefinition] = [
    .gradientDescent, .sgd, .adam, .adamw, .nadam, .radam, .adamax, .lion, .rmsprop, .adagrad,
    .adadelta,
  ]

  /// Name, options, formula.
  public let declaration: Declaration
  /// Whether a step sees all rows at once by definition.
  public let isFullBatch: Bool
  /// What it keeps between steps.
  let state: @Sendable (Options) -> [OptimizerSlot]
  /// The numbers of the step with this number, counted from 1, at the learning rate in force.
  let scalars: @Sendable (_ options: Options, _ t: Int, _ lr: Double) -> [String: Double]
  /// Refuses options that contradict each other.
  let validate: @Sendable (Options) throws -> Void
  /// Its step.
  let step: @Sendable (OptimizerInputs) throws -> OptimizerStep

  init(
    _ declaration: Declaration, isFullBatch: Bool = false,
    state: @escaping @Sendable (Options) -> [OptimizerSlot] = { _ in [] },
    scalars: @escaping @Sendable (Options, Int, Double) -> [String: Double] = { _, _, lr in
      ["lr": lr]
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
