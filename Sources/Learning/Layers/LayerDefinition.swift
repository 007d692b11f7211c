import Graphs
import Tensors

/// What a layer needs to build its part of the graph.
public struct LayerInputs: Sendable {
  /// The outputs of the layer before, [n, row shape...].
  public let x: Expression
  /// The layer's parameters by their short names: `weight`, `bias`.
  public let parameters: [String: Expression]
  /// The checked options of the layer.
  public let options: Options
  /// Whether the graph is for training: dropout drops only then.
  public let isTraining: Bool
  /// How many places along the first axis of each row count, [n]; nil: all of them.
  public let lengths: Expression?
  /// A number of the layer's own, for random numbers that differ from those of other layers.
  public let stream: UInt32
}

extension LayerInputs {
  /// A parameter by its short name.
  ///
  /// - Throws: `LearningError.missingWeights` when whoever built the graph left it out.
  func parameter(_ name: String) throws -> Expression {
    guard let parameter = parameters[name] else { throw LearningError.missingWeights(name) }
    return parameter
  }
}

/// What can be said about the outputs of a layer without running it.
public enum OutputRange: Sendable, Equatable {
  /// Any numbers.
  case any
  /// Each number is from 0 to 1, as after a sigmoid.
  case unitInterval
  /// Each row is a distribution, as after a softmax.
  case distribution
  /// Each row holds the logarithms of a distribution.
  case logDistribution
}

/// A layer: its declaration, its shapes, its parameters, and its formula.
public struct LayerDefinition: Definition {
  /// Layers.
  public static let category = Category.layer
  /// Every layer.
  public static let all: [LayerDefinition] = [
    .dense, .conv1d, .conv2d, .relu, .leakyRelu, .elu, .selu, .gelu, .silu, .tanh, .sigmoid,
    .softplus, .softmax, .logSoftmax, .dropout, .spatialDropout, .flatten, .reshape, .maxPool,
    .averagePool, .globalMaxPool, .globalAveragePool, .layerNorm, .batchNorm, .skip, .embedding,
    .positionalEncoding, .lstm, .gru, .rnn, .selfAttention, .transformerBlock,
  ]

  /// Name, options, formula.
  public let declaration: Declaration
  /// How the weights just before this layer are best drawn; nil when the layer says nothing of it.
  let initialization: Initialization?
  /// What its outputs are.
  let range: OutputRange
  /// Whether the outputs are the inputs in another arrangement or with some left out, so that what
  /// was known of the inputs still holds.
  let keepsMeaning: Bool
  /// Refuses options that contradict each other.
  let checks: @Sendable (Options) throws -> Void
  /// The shape of an output row for a shape of an input row.
  let outputShape: @Sendable (Options, Shape) throws -> Shape
  /// The parameters for a shape of an input row.
  let parameters: @Sendable (Options, Shape) -> [LayerParameter]
  /// How many places of each output row count, from the shape of an input row and from how many of
  /// its places do.
  let outputLengths: @Sendable (Options, Shape, Expression) throws -> Expression?
  /// Its formula.
  let formula: @Sendable (LayerInputs) throws -> Expression
  /// The new values, after a training step, of the parameters that no optimizer moves.
  let updates: @Sendable (LayerInputs) throws -> [String: Expression]

  init(
    _ declaration: Declaration, initialization: Initialization? = nil, range: OutputRange = .any,
    keepsMeaning: Bool = false,
    checks: @escaping @Sendable (Options) throws -> Void = { _ in },
    outputShape: @escaping @Sendable (Options, Shape) throws -> Shape = { $1 },
    parameters: @escaping @Sendable (Options, Shape) -> [LayerParameter] = { _, _ in [] },
    outputLengths: @escaping @Sendable (Options, Shape, Expression) throws -> Expression? = { $2 },
    formula: @escaping @Sendable (LayerInputs) throws -> Expression,
    updates: @escaping @Sendable (LayerInputs) throws -> [String: Expression] = { _ in [:] }
  ) {
    self.declaration = declaration
    self.initialization = initialization
    self.range = range
    self.keepsMeaning = keepsMeaning
    self.checks = checks
    self.outputShape = outputShape
    self.parameters = parameters
    self.outputLengths = outputLengths
    self.formula = formula
    self.updates = updates
  }
}

extension LayerDefinition {
  /// Refuses options that are right one by one but contradict each other.
  public func check(_ options: Options) throws { try checks(options) }
}

/// One array a layer learns or keeps.
struct LayerParameter: Sendable {
  /// The short name: `weight`, `bias`.
  let name: String
  /// Its dimensions; [out, in] for the weight of a dense layer.
  let shape: Shape
  /// Whether penalties count it.
  let isWeight: Bool
  /// How it is drawn; nil: from what the next activation asks for.
  let initialization: Initialization?
  /// Whether the optimizer moves it; the layer's own `updates` do otherwise.
  var isTrained = true
  /// Whether a store keeps it row by row, since it is read by rows: a table, or several weights one
  /// below the other.
  var isTable = false
  /// How many inputs its drawing reckons with, where that is not what its shape says.
  var fanIn: Int?
}
