import CKernels
import Tensors

/// One entry of a compiled plan, addresses and slice included.
///
/// Each thread has a flat list of its own steps; nothing in them is counted, allocated or looked up
/// when they run.
enum Step {
  case barrier
  case tape(TapeStep)
  case adam(AdamStep)
  case combine(CombineStep)
  case product(ProductStep)
  case transpose(TransposeStep)
  case rows(RowStep)
  case lattice(LatticeStep)
  case blocks(BlockStep)
  case recurrence(RecurrenceStep)
  case convolution(ConvolutionStep)
  case pooling(PoolingStep)
  case columnSums(ColumnSumStep)
  case gather(GatherStep)
  case spread(SpreadStep)
  case copy(from: UnsafePointer<Float>, to: UnsafeMutablePointer<Float>, count: Int)
}

/// Elements begin ..< end of a tape.
struct TapeStep {
  let program: UnsafePointer<tape_program>
  let begin: Int64
  let end: Int64
  let scratch: UnsafeMutablePointer<Float>
  let partials: UnsafeMutablePointer<Double>?
  /// Whether subnormal numbers count as zero, as they do in updates.
  let flushesSubnormals: Bool
}

/// Adam's update of a slice of one parameter.
struct AdamStep {
  /// A coefficient known when the plan is made, or read at each run.
  enum Number {
    case constant(Float)
    case fed(UnsafePointer<Float>)

    var value: Float {
      switch self {
      case .constant(let value): value
      case .fed(let address): address.pointee
      }
    }
  }

  /// All but those below.
  let coefficients: adam_coefficients
  let rate: Number
  let rescale: Number
  let shrink: Number
  let gradient: UnsafePointer<Float>
  let weights: UnsafeMutablePointer<Float>
  let firstMoment: UnsafeMutablePointer<Float>
  let secondMoment: UnsafeMutablePointer<Float>
  let count: Int
}

/// Adds the threads' partial sums, always in the same order.
struct CombineStep {
  let partials: UnsafePointer<Double>
  let stride: Int
  let threads: Int
  let result: UnsafeMutablePointer<Float>
}

/// c[m, n] = op(a) op(b), row-major with leading dimensions; with our own kernel plus a bias for each
/// column, then relu.
struct ProductStep {
  let transposeA: Bool
  let transposeB: Bool
  var m: Int
  let n: Int
  let k: Int
  var a: UnsafePointer<Float>
  let strideA: Int
  var b: UnsafePointer<Float>
  let strideB: Int
  var c: UnsafeMutablePointer<Float>
  let strideC: Int
  let bias: UnsafePointer<Float>?
  let isRelu: Bool
  /// Rows to fetch while our own kernel is at work.
  var fetch: FetchAhead?
  /// What our own kernel packs into; nil for the library's.
  let scratch: UnsafeMutablePointer<Float>?
}

/// Lays down `columns` columns of a matrix of `rows` rows as rows of the result.
struct TransposeStep {
  let source: UnsafePointer<Float>
  let rows: Int
  let columns: Int
  let sourceStride: Int
  let result: UnsafeMutablePointer<Float>
}

/// A row kernel over some rows; which pointers are used depends on the operation.
struct RowStep {
  let operation: RowOperation
  let rows: Int64
  let columns: Int64
  let matrix: UnsafePointer<Float>?
  let indices: UnsafePointer<Int32>?
  let targets: UnsafePointer<Float>?
  let weights: UnsafePointer<Float>?
  let rowScale: UnsafePointer<Float>?
  let scale: Float
  let smoothing: Float
  /// Where the losses beside a gradient go, if they are wanted.
  let losses: UnsafeMutablePointer<Float>?
  let result: UnsafeMutablePointer<Float>
}

/// Sums down columns first ..< last of `blocks` matrices; of single-column ones along rows.
struct ColumnSumStep {
  let source: UnsafePointer<Float>
  let blocks: Int
  let rows: Int
  let columns: Int
  let first: Int
  let last: Int
  let result: UnsafeMutablePointer<Float>
}

/// Brings rows of a batch together from a bound source.
struct GatherStep {
  let source: UnsafePointer<RowSource>
  let order: UnsafePointer<RowOrder>
  var first: Int
  var count: Int
  let width: Int
  let isIndices: Bool
  var result: UnsafeMutablePointer<Float>
}

/// Rows of a source that will be gathered soon: positions in the row order, counted from the first row
/// of the current batch.
struct FetchAhead {
  let source: UnsafePointer<RowSource>
  let order: UnsafePointer<RowOrder>
  let first: Int
  let count: Int
  let width: Int
}

/// Repeats each of `blocks` runs of `inner` elements `times` times.
struct SpreadStep {
  let source: UnsafePointer<Float>
  let blocks: Int
  let times: Int
  let inner: Int
  let result: UnsafeMutablePointer<Float>
}

/// The array whose rows make up the batches of an input; class indices are stored bit by bit.
struct RowSource {
  var base: UnsafePointer<Float>?
  var rows = 0
  /// Rows that are converted while they are gathered; nil for floats at `base`.
  var stored: UnsafePointer<stored_rows>?
  /// Whether every batch is the source's first rows, whatever the order says.
  var isFixed = false
}

/// Which rows make up the next batch.
struct RowOrder {
  /// Row numbers in training order; nil for the natural order.
  var rows: UnsafePointer<Int32>?
  /// How many there are.
  var count = 0
  /// Position of the batch's first row in that order.
  var first = 0
}
