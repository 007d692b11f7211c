import Tensors
import Testing

@testable import Learning

/// Two clouds of points with labels, of which every `wrong`-th is turned.
private func clouds(
  rows: Int, rare: Int = 2, wrong: Int = .max, seed: UInt64 = 5
) -> AdviceSubject {
  var generator = RandomGenerator(seed: seed)
  var (values, labels) = ([Float](), [Int32]())
  for row in 0..<rows {
    let isSecond = row % rare == 0
    values += (0..<2).map { _ in Float(generator.normal() + (isSecond ? 8 : 0)) }
    labels.append((isSecond ? 1 : 0) ^ (row % wrong == wrong - 1 ? 1 : 0))
  }
  return AdviceSubject(
    target: .classes(labels, names: ["no", "yes"]), names: ["label"],
    features: RowMatrix(Tensor(shape: [rows, 2], values: values)), seed: seed)
}

/// A column of numbers without features.
private func numbers(_ values: [Double]) -> AdviceSubject {
  AdviceSubject(
    target: .numbers(Tensor(shape: [values.count, 1], values: values.map { Float($0) })),
    names: ["y"])
}

/// Numbers of a normal distribution.
private func normal(_ count: Int, _ shape: (Double) -> Double = { $0 }) -> [Double] {
  var generator = RandomGenerator(seed: 11)
  return (0..<count).map { _ in shape(generator.normal()) }
}

@Suite("Advice on losses for classes")
struct ClassAdviceTests {
  @Test func evenAndCleanClassesNeedNothingMore() throws {
    let advice = try Advice(on: clouds(rows: 100))
    #expect(advice.proposal.loss.description == "cross_entropy")
    #expect(advice.findings[.classes] == 2)
    #expect(advice.findings[.imbalance] == 1)
    #expect(advice.findings[.labelNoise] == 0)
    #expect(advice.alternatives.count == 2)
  }

  @Test func unevenClassesAreWeighed() throws {
    let advice = try Advice(on: clouds(rows: 100, rare: 5))
    #expect(advice.proposal.loss.description == "cross_entropy(class_weights=effective)")
    #expect(advice.findings[.imbalance] == 4)
    #expect(advice.findings[.smallestClass] == 20)
    #expect(advice.findings[.negativesPerPositive] == 4)
  }

  @Test func aRareClassIsFocusedOn() throws {
    let advice = try Advice(on: clouds(rows: 300, rare: 50))
    #expect(advice.proposal.loss.description == "focal(class_weights=effective)")
    #expect(advice.findings[.imbalance] == 49)
  }

  @Test func wrongLabelsAreFoundByTheirNeighbours() throws {
    // Every ninth label is turned, 22 of 200. Nearly all neighbours of one are of the other class
    // where at most one of the five is turned too: (8/9)^5 + 5 (8/9)^4 (1/9) = 0.90 of them.
    let advice = try Advice(on: clouds(rows: 200, wrong: 9))
    let noise = try #require(advice.findings[.labelNoise])
    #expect(abs(noise - 0.1) <= 0.02, "\(noise)")
    #expect(abs((advice.findings[.disagreement] ?? 0) - 0.11) <= 0.02)
    #expect(advice.proposal.loss.description == "generalized_cross_entropy")
    #expect(advice.proposal.reason.contains("contradict"))
    #expect(advice.alternatives.contains { $0.reason.contains("too many for smoothing") })
  }

  @Test func aFewWrongLabelsAreSmoothed() throws {
    let advice = try Advice(on: clouds(rows: 200, wrong: 17))
    #expect(advice.proposal.loss.description == "cross_entropy(label_smoothing=0.1)")
  }

  @Test func featuresThatTellNothingSayNothingOfLabels() throws {
    // Labels drawn apart from the features: about half of the rows disagree, as by chance.
    var subject = clouds(rows: 200)
    var generator = RandomGenerator(seed: 9)
    subject.features = RowMatrix(
      Tensor(shape: [200, 2], values: (0..<400).map { _ in Float(generator.normal()) }))
    let advice = try Advice(on: subject)
    #expect(advice.findings[.chance] == 0.5)
    #expect(advice.proposal.loss.description == "cross_entropy")
    #expect(advice.proposal.reason.contains("by chance"))
  }

  @Test func whatFitsTheModelGoesFirst() throws {
    let advice = try Advice(on: clouds(rows: 100, rare: 5)) { loss in
      loss.name == "binary_cross_entropy" ? nil : "it takes 2 outputs"
    }
    #expect(advice.proposal.loss.description == "binary_cross_entropy(positive_weight=4)")
  }

  @Test func whereNothingFitsTheObstacleIsSaid() throws {
    let advice = try Advice(on: clouds(rows: 100)) { _ in "the model ends in 7 outputs" }
    #expect(advice.proposal.loss.description == "cross_entropy")
    #expect(advice.proposal.reason.hasSuffix("but the model ends in 7 outputs"))
    #expect(advice.alternatives.allSatisfy { $0.reason != "the model ends in 7 outputs" })
  }

  @Test func withoutFeaturesNoiseIsNotMeasured() throws {
    var subject = clouds(rows: 100)
    subject.features = nil
    let advice = try Advice(on: subject)
    #expect(advice.findings[.labelNoise] == nil)
    #expect(advice.proposal.reason.contains("could not be measured"))
  }

  @Test func noRowsGiveNoAdvice() {
    #expect(throws: LearningError.noRows("training part")) {
      try Advice(on: AdviceSubject(target: .classes([], names: ["a"]), names: ["y"]))
    }
  }

  @Test func aSingleClassHasNothingToBalance() throws {
    let advice = try Advice(
      on: AdviceSubject(target: .classes([0, 0, 0], names: ["a"]), names: ["y"]))
    #expect(advice.findings[.imbalance] == 1)
    #expect(advice.proposal.loss.description == "cross_entropy")
  }
}

@Suite("Advice on losses for numbers")
struct NumberAdviceTests {
  @Test func normalNumbersNeedASquare() throws {
    let advice = try Advice(on: numbers(normal(400)))
    #expect(advice.proposal.loss.description == "mse")
    #expect(abs(advice.findings[.skewness] ?? 9) < 0.3)
    #expect(advice.findings[.dispersion] == nil)
  }

  @Test func aFewFarOutNeedHuber() throws {
    // Deviations of the targets themselves, without features: 1.345 · 1.4826 · MAD, about 1.345.
    let values = normal(400).enumerated().map { $0 % 40 == 0 ? $1 * 100 + 500 : $1 }
    let advice = try Advice(on: numbers(values))
    #expect(advice.findings[.outliers] == 0.025)
    #expect(advice.proposal.loss.name == "huber")
    let delta = advice.proposal.loss.options.number("delta")
    #expect(abs(delta - 1.345 * (advice.findings[.spread] ?? 0)) < 0.01)
    #expect(abs(delta - 1.345) < 0.2)
  }

  @Test func manyFarOutNeedTheMedian() throws {
    let values = normal(400).enumerated().map { $0 % 8 == 0 ? $1 * 100 + 500 : $1 }
    #expect(try Advice(on: numbers(values)).proposal.loss.description == "mae")
  }

  @Test func countsAreTakenForCounts() throws {
    // Whole numbers whose variance is about their mean of 4.
    let values = normal(400) { max(0, ($0 * 2 + 4).rounded()) }
    let advice = try Advice(on: numbers(values))
    #expect((0.7...1.4).contains(advice.findings[.dispersion] ?? 0))
    #expect(advice.proposal.loss.description == "poisson_nll")
  }

  @Test func wholeNumbersSpreadTooWideAreNoCounts() throws {
    let values = normal(400) { max(0, ($0 * 70 + 150).rounded()) }
    let advice = try Advice(on: numbers(values))
    #expect(advice.proposal.loss.description == "mse")
  }

  @Test func sharesGoThroughASigmoid() throws {
    let values = normal(200) { 1 / (1 + $0 * $0) }
    let advice = try Advice(on: numbers(values))
    #expect(advice.proposal.loss.description == "binary_cross_entropy")
  }

  @Test func ordersOfMagnitudeAreComparedByFactors() throws {
    let values = normal(400) { number in
      // e^(2 z): from the 1st to the 99th percentile e^9.3, four powers of ten.
      var power = 1.0
      for _ in 0..<40 { power *= 1 + 2 * number / 40 }
      return power
    }
    let advice = try Advice(on: numbers(values))
    #expect((advice.findings[.ordersOfMagnitude] ?? 0) > 3)
    #expect(advice.proposal.loss.description == "msle")
  }

  @Test func errorsThatGrowNeedAVariance() throws {
    var generator = RandomGenerator(seed: 4)
    var (x, y) = ([Float](), [Float]())
    for _ in 0..<400 {
      let place = generator.uniform()
      x.append(Float(place))
      y.append(Float(place * 10 - 3 + place * place * 4 * generator.normal()))
    }
    let subject = AdviceSubject(
      target: .numbers(Tensor(shape: [400, 1], values: y)), names: ["y"],
      features: RowMatrix(Tensor(shape: [400, 1], values: x)))
    let advice = try Advice(on: subject)
    #expect((advice.findings[.unevenSpread] ?? 0) > 0.3)
    #expect(advice.proposal.loss.description == "gaussian_nll(variance=learned)")
    let other = try Advice(on: subject) { $0.name == "gaussian_nll" ? "two outputs" : nil }
    #expect(other.proposal.loss.name != "gaussian_nll")
  }

  @Test func diabetesNeedsASquare() throws {
    // NumPy 2.4.6: the five nearest neighbours in standardised features err by 55.0 (1.4826 · MAD),
    // none of these errors lies further than 3.5 of that from their median; variance over mean 38.98.
    let data = try BundledData.diabetes()
    let advice = try Advice(
      on: AdviceSubject(target: data.target, names: ["progression"], features: data.features))
    #expect(abs((advice.findings[.neighbourError] ?? 0) - 55.00446) < 0.01)
    #expect(advice.findings[.outlyingErrors] == 0)
    #expect(abs((advice.findings[.unevenSpread] ?? 0) - 0.15496) < 0.01)
    #expect(abs((advice.findings[.dispersion] ?? 0) - 38.978) < 0.01)
    #expect(abs((advice.findings[.skewness] ?? 0) - 0.439066) < 1e-4)
    #expect(advice.proposal.loss.description == "mse")
    #expect(advice.alternatives.count == 2)
  }

  @Test func constantNumbersAreNothingToWorryAbout() throws {
    #expect(try Advice(on: numbers([2.5, 2.5, 2.5])).proposal.loss.description == "mse")
  }
}

@Suite("Advice on losses for several columns")
struct ColumnAdviceTests {
  private func rows(_ width: Int, _ values: [Float]) -> AdviceSubject {
    AdviceSubject(
      target: .numbers(Tensor(shape: [values.count / width, width], values: values)),
      names: (0..<width).map { "y\($0)" })
  }

  @Test func rowsThatSumToOneAreDistributions() throws {
    let advice = try Advice(on: rows(2, [0.25, 0.75, 0.5, 0.5, 1, 0]))
    #expect(advice.findings.nature == .distributions)
    // By hand: entropies 0.5623, log 2, 0; their mean over log 2 is 0.60376.
    #expect(abs((advice.findings[.ambiguity] ?? 0) - 0.60376) < 1e-4)
    #expect(advice.proposal.loss.description == "kl_divergence")
    #expect(advice.alternatives.map(\.loss.description) == ["cross_entropy", "js_divergence"])
  }

  @Test func votesOfAsManyRatersAreDistributions() throws {
    #expect(try Advice(on: rows(3, [5, 3, 2, 0, 10, 0])).findings.nature == .distributions)
  }

  @Test func zerosAndOnesAreAnswers() throws {
    let advice = try Advice(on: rows(3, [1, 0, 1, 0, 0, 0, 1, 1, 1, 0, 1, 0]))
    #expect(advice.findings.nature == .answers)
    #expect(advice.proposal.loss.description == "binary_cross_entropy")
  }

  @Test func otherwiseTheyAreNumbers() throws {
    let advice = try Advice(on: rows(2, [1, -2, 3, 4.5, 2, 2]))
    #expect(advice.findings.nature == .numbers)
    #expect(advice.findings[.columns] == 2)
  }
}

@Suite("Advice on losses for sequences")
struct SequenceAdviceTests {
  private func advice(inputs: [Int], targets: [Int]) throws -> Advice {
    try Advice(
      on: AdviceSubject(
        target: .sequences(Tensor(zeros: [targets.count, 6]), names: ["-", "a", "b"]),
        names: ["text"], inputLengths: inputs, targetLengths: targets))
  }

  @Test func labelsWithoutPlacesNeedCTC() throws {
    let advice = try advice(inputs: [10, 12, 9], targets: [5, 3, 4])
    #expect(advice.findings.nature == .sequences)
    #expect(advice.findings[.targetLength] == 4)
    #expect(advice.findings[.tightness] == 2)
    #expect(advice.proposal.loss.description == "ctc")
    #expect(advice.alternatives.map(\.loss.name) == ["rnnt", "ctc"])
  }

  @Test func rowsWithTooFewInputsAreNotInfinite() throws {
    let advice = try advice(inputs: [10, 2], targets: [5, 4])
    #expect(advice.findings[.tightness] == 0.5)
    #expect(advice.proposal.loss.description == "ctc(zero_infinity=true)")
  }
}

@Suite("Rules of advice")
struct AdviceRuleTests {
  @Test func everySentenceIsOne() throws {
    let natures: [Findings.Nature] = [
      .classes, .answers, .distributions, .numbers, .sequences,
    ]
    for nature in natures {
      for rule in AdviceRule.all {
        let findings = Findings(nature)
        guard rule.suits(findings) else { continue }
        let loss = try rule.loss(findings)
        for text in [rule.reason(findings), rule.objection(findings)].compactMap({ $0 }) {
          #expect(
            !text.isEmpty && !text.hasSuffix(".") && !text.contains("nan"), "\(loss): \(text)")
        }
      }
      let advice = try Advice(Findings(nature), obstacle: { _ in nil })
      #expect(advice.alternatives.count == 2, "\(nature)")
    }
  }
}
