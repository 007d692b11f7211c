import CKernels
import Graphs
import Tensors
import Testing

/// A ragged batch of label sequences, drawn by seed, as the kernels want it.
struct RaggedBatch {
  let isTransducer: Bool
  let shape: Shape
  let blank: Int
  var scores: [Float]
  let labels: [Float]
  let inputLengths: [Float]
  let targetLengths: [Float]
  let rowScale: [Float]
  let labelCount: Int

  var rows: Int { shape[0] }
  var rowSize: Int { shape.count / rows }
  /// Scores per frame.
  var frameSize: Int { rowSize / shape[1] }

  /// Scores are normal numbers times `scale`; what is padding holds NaN.
  init(isTransducer: Bool, seed: UInt64, scale: Float) {
    var random = RandomGenerator(seed: seed)
    let (rows, frames) = (1 + random.integer(below: 5), 1 + random.integer(below: 40))
    let (count, classes) = (random.integer(below: 20), 2 + random.integer(below: 40))
    let blank = random.integer(below: classes)
    let lengths = (0..<rows).map { _ in random.integer(below: count + 1) }
    let inputs = (0..<rows).map { _ in 1 + random.integer(below: frames) }
    // Few classes of label, so that labels repeat.
    labels = lengths.flatMap { length in
      (0..<count).map { position in
        let step = 1 + random.integer(below: min(3, classes - 1))
        return position < length ? Float((blank + step) % classes) : .nan
      }
    }
    shape = isTransducer ? [rows, frames, count + 1, classes] : [rows, frames, classes]
    let places = isTransducer ? count + 1 : 1
    scores = (0..<shape.count).map { element in
      let cell = element / classes
      let (row, frame, place) = (cell / places / frames, cell / places % frames, cell % places)
      let isRead = frame < inputs[row] && (!isTransducer || place <= lengths[row])
      return isRead ? Float(random.normal()) * scale : .nan
    }
    self.isTransducer = isTransducer
    self.blank = blank
    labelCount = count
    inputLengths = inputs.map(Float.init)
    targetLengths = lengths.map(Float.init)
    rowScale = (0..<rows).map { _ in Float(0.5 + random.uniform()) }
  }

  /// What the kernel of the level in force says of the batch, in two calls as of two threads.
  func run(
    wantsLosses: Bool = true, wantsGradient: Bool = true
  ) -> (losses: [Float], gradient: [Float]) {
    let losses = Floats([Float](repeating: -7, count: rows))
    let gradient = Floats([Float](repeating: -7, count: wantsGradient ? scores.count : 0))
    let (frames, count) = (Int64(shape[1]), Int64(labelCount))
    let size = Int(
      isTransducer
        ? transducer_scratch_floats(frames, count, wantsGradient)
        : ctc_scratch_floats(frames, count, wantsGradient))
    let scratch = Floats([Float](repeating: 77, count: size + 16))
    let given = [scores, labels, inputLengths, targetLengths, rowScale].map(Floats.init)
    var batch = alignment_batch(
      scores: given[0].base, labels: given[1].base, input_lengths: given[2].base,
      target_lengths: given[3].base, row_scale: given[4].base, frames: frames, label_count: count,
      classes: Int64(shape[shape.rank - 1]), blank: Int64(blank), zero_infinity: false,
      losses: wantsLosses ? losses.base : nil, gradient: wantsGradient ? gradient.base : nil)
    withExtendedLifetime(given) {
      let kernel = isTransducer ? transducer_examples : ctc_examples
      kernel(&batch, 0, Int64(rows / 2), scratch.base)
      kernel(&batch, Int64(rows / 2), Int64(rows), scratch.base)
    }
    #expect(scratch.values[size...].allSatisfy { $0 == 77 }, "wrote beyond its scratch")
    return (losses.values, gradient.values)
  }

  /// Losses and scaled gradient in double precision, by the graph's oracle.
  func expected() throws -> (losses: [Double], gradient: [Double]) {
    func constant(_ values: [Float], _ shape: Shape) throws -> Expression {
      try .constant(values: values.map(Double.init), shape: shape)
    }
    let leaf = Expression.input("scores", shape)
    let function = isTransducer ? transducerLosses : temporalLosses
    let losses = try function(
      leaf, try constant(labels, [rows, labelCount]), try constant(inputLengths, [rows]),
      try constant(targetLengths, [rows]))
    let slope = try gradients(of: sum(losses * constant(rowScale, [rows])), withRespectTo: [leaf])
    let found = try Evaluator().evaluate(
      [losses] + slope,
      feeding: Bindings(
        values: ["scores": DoubleArray(shape: shape, values: scores.map(Double.init))]))
    return (found[0].values, found[1].values)
  }

  private func temporalLosses(
    _ x: Expression, _ y: Expression, _ inputs: Expression, _ targets: Expression
  ) throws -> Expression {
    try temporalClassification(
      x, labels: y, inputLengths: inputs, targetLengths: targets, blank: blank)
  }

  private func transducerLosses(
    _ x: Expression, _ y: Expression, _ inputs: Expression, _ targets: Expression
  ) throws -> Expression {
    try transducer(x, labels: y, inputLengths: inputs, targetLengths: targets, blank: blank)
  }
}

/// Floats at an address that stays, on a cache line's boundary.
private final class Floats {
  let base: UnsafeMutablePointer<Float>
  private let count: Int

  init(_ values: [Float]) {
    count = values.count
    let raw = UnsafeMutableRawPointer.allocate(byteCount: max(64, count * 4), alignment: 64)
    base = raw.initializeMemory(as: Float.self, from: values, count: count)
  }

  deinit { base.deallocate() }

  var values: [Float] { Array(UnsafeBufferPointer(start: base, count: count)) }
}
