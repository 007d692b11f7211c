/// What kind of thing a declaration declares.
public enum Category: String, Sendable, CaseIterable {
  /// A layer or an activation of a model.
  case layer
  /// What a fit minimises.
  case loss
  /// A cost on the weights, added to the loss.
  case penalty
  /// How weights follow gradients.
  case optimizer
  /// How the learning rate goes while a fit lasts.
  case schedule
  /// How predictions are judged.
  case metric
  /// Something that watches a fit.
  case callback
  /// A change of rows while a model trains on them.
  case augmentation
}

/// All that help, completion, checking and the manual need to know of a layer, loss, penalty,
/// optimizer, schedule, metric, callback or augmentation.
public struct Declaration: Sendable, Equatable {
  /// The name as typed.
  public let name: String
  /// What kind of thing this is.
  public let category: Category
  /// One sentence.
  public let summary: String
  /// The options, positional ones first.
  public let options: [OptionDeclaration]
  /// The formula in plain Unicode.
  public let formula: String?
  /// Whatever else a user should know, in full sentences.
  public let discussion: String?
  /// The paper, book or program the definition follows.
  public let reference: String?

  /// Declares a thing.
  public init(
    _ name: String, _ category: Category, _ summary: String, options: [OptionDeclaration] = [],
    formula: String? = nil, discussion: String? = nil, reference: String? = nil
  ) {
    self.name = name
    self.category = category
    self.summary = summary
    self.options = options
    self.formula = formula
    self.discussion = discussion
    self.reference = reference
  }
}
