import Graphs
import Tensors
import Testing

@testable import Learning

/// A drawn batch for a loss on sequences, with everything beyond the lengths full of NaN.
private func drawnTrial(_ name: String, seed: UInt64, size: Double) throws -> LossTrial {
  var generator = RandomGenerator(seed: seed)
  let (rows, frames, most, classes) = (3, 9, 3, 4)
  let blank = generator.integer(below: classes)
  let inputs = (0..<rows).map { _ in most + generator.integer(below: frames - most + 1) }
  let targets = (0..<rows).map { row in row == 0 ? 0 : generator.integer(below: most + 1) }
  let places = name == "rnnt" ? most + 1 : 1
  let scores = (0..<rows * frames * places * classes).map { element in
    let cell = element / classes
    let (row, frame, place) = (
      cell / places / frames, cell / places % frames, cell % places
    )
    let isRead = frame < inputs[row] && (places == 1 || place <= targets[row])
    return isRead ? Double(Float(generator.normal() * size)) : .nan
  }
  let labels = targets.flatMap { length in
    (0..<most).map { position in
      let step = 1 + generator.integer(below: classes - 1)
      return position < length ? Double((blank + step) % classes) : .nan
    }
  }
  return LossTrial(
    loss: try LossSpecification(
      name, [],
      [("blank", .number(Double(blank)))]
        + (name == "ctc" ? [("zero_infinity", .flag(true))] : [])),
    prediction: DoubleArray(
      shape: name == "rnnt" ? [rows, frames, places, classes] : [rows, frames, classes],
      values: scores),
    target: .sequences(DoubleArray(shape: [rows, most], values: labels)),
    extras: [
      "input_lengths": DoubleArray(shape: [rows], values: inputs.map(Double.init)),
      "target_lengths": DoubleArray(shape: [rows], values: targets.map(Double.init)),
    ])
}

@Suite("Losses on sequences")
struct SequenceTests {
  @Test(
    "plans agree with the oracle at scores up to 1e4, on one thread and two, and read no padding",
    arguments: ["ctc", "rnnt"], [1, 2, 3, 4] as [UInt64])
  func extremes(_ name: String, seed: UInt64) throws {
    for size in [1, 100, 1e4] {
      for reduction in Reduction.allCases {
        var trial = try drawnTrial(name, seed: seed, size: size)
        trial.reduction = reduction
        let oracle = try trial.judged()
        for threads in 1...2 {
          let plan = try trial.judgedByPlan(threads: threads)
          let label = "\(name) seed \(seed) size \(size) \(reduction) threads \(threads)"
          for (a, b) in zip(plan.value, oracle.value) {
            #expect(agree(a, b, relative: 1e-5, absolute: 1e-7), "\(label): \(a), not \(b)")
          }
          for (a, b) in zip(plan.gradient, oracle.gradient) {
            #expect(agree(a, b, relative: 1e-4, absolute: 1e-6), "\(label): \(a), not \(b)")
          }
        }
      }
    }
  }

  @Test("padding has the gradient 0", arguments: ["ctc", "rnnt"])
  func padding(_ name: String) throws {
    let trial = try drawnTrial(name, seed: 7, size: 1)
    for gradient in [try trial.judged().gradient, try trial.judgedByPlan().gradient] {
      for (slope, score) in zip(gradient, trial.prediction.values) where score.isNaN {
        #expect(slope == 0)
      }
    }
  }

  @Test("an example without an alignment is infinite, or 0 when told so, with the gradient 0")
  func infeasible() throws {
    for zero in [false, true] {
      var trial = LossTrial(
        loss: try LossSpecification("ctc", [], [("zero_infinity", .flag(zero))]),
        prediction: DoubleArray(shape: [2, 2, 3], values: (0..<12).map { Double($0 % 5) }),
        target: .sequences(matrix([[1, 1], [1, 2]])))
      trial.reduction = .none
      for judged in [try trial.judged(), try trial.judgedByPlan()] {
        #expect(judged.value[0] == (zero ? 0 : .infinity))
        #expect(judged.value[1].isFinite)
        #expect(judged.gradient.prefix(6).allSatisfy { $0 == 0 })
        #expect(judged.gradient.suffix(6).contains { $0 != 0 })
      }
    }
  }

  @Test("no frames and no labels cost nothing")
  func emptyExamples() throws {
    let trial = LossTrial(
      loss: try LossSpecification("ctc"), prediction: DoubleArray(shape: [1, 3, 2], repeating: 1),
      target: .sequences(matrix([[1]])),
      extras: [
        "input_lengths": DoubleArray(shape: [1], values: [0]),
        "target_lengths": DoubleArray(shape: [1], values: [0]),
      ])
    for judged in [try trial.judged(), try trial.judgedByPlan()] {
      #expect(judged.value == [0])
      #expect(judged.gradient.allSatisfy { $0 == 0 })
    }
  }

  @Test("say in which order their axes are given")
  func layouts() throws {
    #expect(LossDefinition.ctc.layout.description == "time,batch,class")
    #expect(LossDefinition.ctc.layout.batchFirst == [1, 0, 2])
    #expect(LossDefinition.rnnt.layout.batchFirst == [0, 1, 2, 3])
    #expect(LossDefinition.meanSquaredError.layout == .rows)
  }
}

@Suite("Label sequences")
struct LabelSequencesTests {
  private func read(
    _ name: String = "ctc", blank: Double = 0, prediction: Shape = [2, 4, 3],
    labels: [[Double]] = [[1, 1, 2], [2, 0, 0]], inputs: [Double]? = nil,
    targets: [Double]? = [3, 1]
  ) throws -> LabelSequences {
    try LabelSequences(
      loss: LossSpecification(name, [], [("blank", .number(blank))]), prediction: prediction,
      labels: matrix(labels), inputLengths: inputs, targetLengths: targets)
  }

  @Test("are read up to their lengths")
  func reading() throws {
    let sequences = try read(inputs: [4, 2])
    #expect(sequences.labels == [[1, 1, 2], [2]])
    #expect(sequences.frames == [4, 2])
    #expect(sequences.infeasible.isEmpty)
  }

  @Test("list the examples without an alignment")
  func infeasible() throws {
    // 1 1 2 needs a blank between the ones: 4 frames.
    let found = try read(inputs: [3, 0]).infeasible
    #expect(
      found == [
        InfeasibleExample(row: 1, frames: 3, labels: 3, repeats: 1),
        InfeasibleExample(row: 2, frames: 0, labels: 1, repeats: 0),
      ])
    #expect(found.map(\.needed) == [4, 1])
    #expect(try read("rnnt", prediction: [2, 1, 4, 3]).infeasible.isEmpty)
  }

  @Test("name the length, label or axis that makes no sense")
  func mistakes() {
    func message(_ body: () throws -> LabelSequences) -> String? {
      do {
        _ = try body()
        return nil
      } catch { return (error as? LearningError)?.message }
    }
    #expect(
      message { try read(targets: nil) } == "ctc: label 2 of row 2 is 0, which is the blank")
    #expect(
      message { try read(labels: [[1, 3, 2], [2, 0, 0]]) }
        == "ctc: label 2 of row 1 is 3, but the classes are 0 to 2")
    #expect(
      message { try read(labels: [[1, 1.5, 2], [2, 0, 0]]) }
        == "ctc: label 2 of row 1 is 1.5, but the classes are 0 to 2")
    #expect(
      message { try read(targets: [4, 1]) }
        == "ctc: row 1 of target_lengths is 4, expected a whole number from 0 to 3")
    #expect(
      message { try read(inputs: [4, 5]) }
        == "ctc: row 2 of input_lengths is 5, expected a whole number from 0 to 4")
    #expect(
      message { try read(inputs: [4]) }
        == "ctc: input_lengths has 1 numbers, the batch has 2 rows")
    #expect(message { try read(blank: 3) } == "ctc: blank=3, but the classes are 0 to 2")
    #expect(
      message { try read("rnnt", prediction: [2, 4, 4, 3], inputs: [0, 1]) }
        == "rnnt: row 1 of input_lengths is 0, expected a whole number from 1 to 4")
    #expect(
      message { try read("rnnt", prediction: [2, 0, 4, 3], inputs: [1, 1]) }
        == "rnnt: row 1 of input_lengths is 1, expected a whole number from 1 to 0")
    #expect(
      message { try read("rnnt", prediction: [2, 4, 3, 3]) }
        == "rnnt expects predictions [batch, time, label+1, class] beside labels [batch, label]; "
        + "batch first, they are [2, 4, 3, 3] and [2, 3]")
  }

  @Test("each mistake comes with its mend")
  func hints() {
    func hint(_ error: LearningError) -> String? { error.hint }
    #expect(
      hint(.badLabel("ctc", row: 1, position: 1, value: "0", classes: 5, blank: 0))
        == "if labels count from 0, give the blank a class of its own: blank=4")
    #expect(
      hint(.badLabel("ctc", row: 1, position: 1, value: "5", classes: 5, blank: 0))
        == "the blank is a class too: the model needs one output more than there are labels")
    #expect(
      hint(
        .sequenceAxes(
          "rnnt", axes: LossDefinition.rnnt.layout.axes, predictions: [2, 4, 3, 3],
          labels: [2, 3]))
        == "for labels [2, 3] the axis label+1 is 4 long")
    #expect(
      hint(.activationBeforeLoss(layer: "softmax", index: 3, loss: "ctc")) == "remove softmax")
  }
}
