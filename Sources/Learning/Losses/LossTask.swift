/// The job a loss is for, by which `losses` lists them.
public enum LossTask: String, Sendable, CaseIterable {
  /// Numbers.
  case regression
  /// Classes, yes or no, masks.
  case classification
  /// Distributions against distributions.
  case distributions
  /// Vectors that should lie near to or far from each other.
  case similarity
  /// Label sequences without an alignment.
  case sequences
  /// Losses with parameters of their own, learned with the model.
  case adaptive
  /// Formulas typed by the user.
  case own
}

extension LossTask {
  /// The task in a few words.
  public var summary: String {
    switch self {
    case .regression: "numbers"
    case .classification: "classes, yes or no, masks"
    case .distributions: "one distribution against another"
    case .similarity: "vectors that should be near or far"
    case .sequences: "label sequences without an alignment"
    case .adaptive: "losses that learn parameters of their own"
    case .own: "formulas typed in this session"
    }
  }
}

/// What a user choosing a loss wants to know beside its formula, in full sentences.
public struct LossGuide: Sendable, Equatable {
  /// What targets look like.
  public let targets: String
  /// When to use it.
  public let useWhen: String
  /// When to use something else, and what.
  public let avoidWhen: String

  /// A guide to a loss.
  public init(targets: String, useWhen: String, avoidWhen: String) {
    self.targets = targets
    self.useWhen = useWhen
    self.avoidWhen = avoidWhen
  }
}
