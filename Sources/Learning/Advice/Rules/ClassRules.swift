extension AdviceRule {
  /// Losses for one class per row; those for a single output come after their kin for one output
  /// each, and are found when the model has but one.
  static let classRules: [AdviceRule] = [
    noisyLabels, rareClass, unevenClasses, unevenPair, smoothedClasses, smoothedPair, plainClasses,
    plainPair,
  ]
}

extension Findings {
  /// Whether so many labels contradict their neighbours that some are probably wrong, and the
  /// neighbours are worth asking.
  var hasNoisyLabels: Bool { has(.labelNoise, atLeast: 0.07) && neighboursTell }

  /// Whether a few do.
  var hasSomeNoise: Bool { has(.labelNoise, atLeast: 0.045) && neighboursTell }

  /// Whether neighbours agree clearly more often than those of features that tell nothing.
  private var neighboursTell: Bool {
    guard let share = self[.disagreement], let chance = self[.chance] else { return false }
    return share < 0.8 * chance
  }

  /// Whether one class is so much larger than another that the loss should know.
  var isUneven: Bool { has(.imbalance, atLeast: 3) }

  /// Whether one class is so rare that easy rows of the others drown it.
  var isRare: Bool { has(.imbalance, atLeast: 20) }

  /// What neighbours say of the labels, for a sentence.
  var noiseWords: String {
    guard let noise = self[.labelNoise], let share = self[.disagreement] else {
      return "label noise could not be measured"
    }
    return neighboursTell
      ? "neighbours contradict \(percent(noise)) of the labels"
      : "neighbours disagree with \(percent(share)) of the labels, as by chance"
  }

  /// How uneven the classes are, for a sentence.
  var balanceWords: String {
    let ratio = self[.imbalance] ?? 1
    return ratio < 1.005
      ? "the classes have as many rows as each other"
      : "the largest class has \(short(ratio)) times the rows of the smallest"
  }
}
