/// A loss proposed from what was measured, with two others and why not them.
public struct Advice: Sendable {
  /// A loss and a sentence about it.
  public struct Suggestion: Sendable, Equatable {
    /// The loss with its options.
    public let loss: LossSpecification
    /// Why to take it, or why not, without a full stop.
    public let reason: String
  }

  /// What was measured.
  public let findings: Findings
  /// The loss to take, and why.
  public let proposal: Suggestion
  /// Two that come next, and why not them.
  public let alternatives: [Suggestion]
}

extension Advice {
  /// Measures some rows and chooses.
  ///
  /// - Parameters:
  ///   - subject: the rows.
  ///   - obstacle: why a loss cannot be used as things are, such as a model with too few outputs;
  ///     nil when it can. What can be used goes first.
  /// - Throws: `LearningError.noRows`.
  public init(
    on subject: AdviceSubject, obstacle: (LossSpecification) -> String? = { _ in nil }
  ) throws {
    guard subject.target.rows > 0 else { throw LearningError.noRows("training part") }
    try self.init(Findings(measuring: subject), obstacle: obstacle)
  }

  /// Chooses by findings.
  init(_ findings: Findings, obstacle: (LossSpecification) -> String?) throws {
    let candidates = try AdviceRule.all.filter { $0.suits(findings) }
      .enumerated().map { try Candidate($1, at: $0, findings, obstacle) }
      .sorted { $0.rank < $1.rank }
    guard let first = candidates.first else { throw LearningError.noRows("training part") }
    self.findings = findings
    proposal = Suggestion(loss: first.loss, reason: first.praise)
    alternatives = Self.others(candidates, than: first).prefix(2).map {
      // Where nothing can be used it is enough to say why once.
      Suggestion(
        loss: $0.loss, reason: first.obstacle == nil ? $0.obstacle ?? $0.objection : $0.objection)
    }
  }

  /// The losses that come next: those something speaks for, then one of each name, the plainest
  /// first, then the rest.
  private static func others(_ candidates: [Candidate], than first: Candidate) -> [Candidate] {
    let supported = candidates.filter { $0.reason != nil && $0.loss != first.loss }
    var names = Set(supported.prefix(2).map(\.loss.name) + [first.loss.name])
    let plainest = candidates.filter { $0.reason == nil }.sorted { $0.kinship < $1.kinship }
    let apart = plainest.filter { names.insert($0.loss.name).inserted }
    return supported + apart + plainest.filter { !apart.map(\.loss).contains($0.loss) }
  }
}

/// A rule with what the findings make of it.
private struct Candidate {
  let loss: LossSpecification
  let reason: String?
  let objection: String
  let obstacle: String?
  private let place: Int

  init(
    _ rule: AdviceRule, at place: Int, _ findings: Findings,
    _ obstacle: (LossSpecification) -> String?
  ) throws {
    self.place = place
    loss = try rule.loss(findings)
    reason = rule.reason(findings)
    objection = rule.objection(findings)
    self.obstacle = obstacle(loss)
  }

  /// What can be used goes first, then what something speaks for, then the order of the rules.
  var rank: (Int, Int, Int) { (obstacle == nil ? 0 : 1, reason == nil ? 1 : 0, place) }

  /// What can be used goes first, then the plainer: the end of the rules.
  var kinship: (Int, Int) { (obstacle == nil ? 0 : 1, -place) }

  /// Why it is proposed; where nothing can be used as things are, what is in the way too.
  var praise: String {
    let praise = reason ?? objection
    return obstacle.map { "\(praise); but \($0)" } ?? praise
  }
}
