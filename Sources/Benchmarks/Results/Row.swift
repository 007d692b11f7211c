/// One line of the results: what we take, alone or beside a peer, and what was aimed at.
struct Row: Sendable {
  /// The work in words.
  let work: String
  /// The work in few words, for a chart.
  let short: String
  let quantity: Quantity
  let ours: Samples
  /// The peer beside us and what it took.
  let theirs: (peer: Peer, samples: Samples)?
  let goal: Goal?

  init(
    _ work: String, short: String, _ ours: Samples, in quantity: Quantity = .seconds,
    beside theirs: (peer: Peer, samples: Samples)? = nil, goal: Goal? = nil
  ) {
    self.work = work
    self.short = short
    self.quantity = quantity
    self.ours = ours
    self.theirs = theirs
    self.goal = goal
  }

  /// Ours by theirs, minimum by minimum; nil without a peer.
  var ratioOfMinima: Double? { theirs.map { ours.minimum / $0.samples.minimum } }

  /// Ours by theirs, median by median; nil without a peer.
  var ratioOfMedians: Double? { theirs.map { ours.median / $0.samples.median } }

  /// What we take as a share of the goal: 1 has just met it; nil where there is nothing to judge.
  ///
  /// Times are judged by their minimum, which other programs disturb least.
  var shareOfGoal: Double? {
    switch goal {
    case .share(let share, let peer):
      theirs?.peer == peer ? ratioOfMinima.map { $0 / share } : nil
    case .limit(let limit): ours.all.isEmpty ? nil : judged / limit
    case nil: nil
    }
  }

  /// Whether the goal is met; nil where there is none, or nothing to judge it by.
  var isMet: Bool? { shareOfGoal.map { $0 <= 1 } }

  /// The goal's answer in a word.
  var verdict: String { isMet.map { $0 ? "met" : "missed" } ?? (goal == nil ? "" : "not compared") }

  /// Samples of both sides during which others took the processor.
  var disturbed: Int { ours.disturbed + (theirs?.samples.disturbed ?? 0) }

  /// Samples of both sides.
  var count: Int { ours.all.count + (theirs?.samples.all.count ?? 0) }

  private var judged: Double {
    switch quantity {
    case .seconds: ours.minimum
    case .bytes, .plain: ours.median
    }
  }
}
