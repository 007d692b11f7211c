import CKernels
import Tensors

/// A kernel over whole blocks on one thread.
enum BlockStep {
  case lookup(LookupStep)
  case lookupGradient(LookupGradientStep)
  case permutation(PermutationStep)
  case part(PartStep)
  case product(BatchedProductStep)

  func run() -> Int32 {
    switch self {
    case .lookup(let step): step.run()
    case .lookupGradient(let step): step.run()
    case .permutation(let step): step.run()
    case .part(let step): step.run()
    case .product(let step): return step.run()
    }
    return 0
  }
}

/// Rows of a table at some positions.
struct LookupStep {
  let table: UnsafePointer<Float>
  let rows: Int
  let width: Int
  let skipsFirst: Bool
  let positions: UnsafePointer<Float>
  let count: Int
  let result: UnsafeMutablePointer<Float>

  func run() {
    lookup_rows(table, Int64(rows), Int64(width), skipsFirst, positions, Int64(count), result)
  }
}

/// Sums at the rows of a table, columns first ..< last.
struct LookupGradientStep {
  let added: UnsafePointer<Float>
  let positions: UnsafePointer<Float>
  let count: Int
  let rows: Int
  let width: Int
  let skipsFirst: Bool
  let columns: Range<Int>
  let result: UnsafeMutablePointer<Float>

  func run() {
    lookup_sums(
      added, positions, Int64(count), Int64(rows), Int64(width), skipsFirst,
      Int64(columns.lowerBound), Int64(columns.upperBound), result)
  }
}

/// Copies an array with its axes in another order: element i of the result, along its four axes, is
/// element Σ iₐ strideₐ of the source.
struct PermutationStep {
  let source: UnsafePointer<Float>
  let lengths: SIMD4<Int>
  let strides: SIMD4<Int>
  /// The axis of the result along which the source is contiguous.
  let contiguous: Int
  let result: UnsafeMutablePointer<Float>

  func run() {
    let jump = lengths[2] * lengths[3]
    for first in 0..<lengths[0] {
      for second in 0..<lengths[1] {
        let from = source + first * strides[0] + second * strides[1]
        plane(from, result + (first * lengths[1] + second) * jump)
      }
    }
  }

  private func plane(_ source: UnsafePointer<Float>, _ result: UnsafeMutablePointer<Float>) {
    let (rows, columns) = (lengths[2], lengths[3])
    if contiguous == 2 {
      array_transpose(
        source, Int64(columns), Int64(rows), Int64(strides[3]), result, Int64(columns))
      return
    }
    for row in 0..<rows {
      let (from, to) = (source + row * strides[2], result + row * columns)
      if contiguous == 3 {
        to.update(from: from, count: columns)
      } else {
        for column in 0..<columns { to[column] = from[column * strides[3]] }
      }
    }
  }
}

/// Copies a part of an array, or sets it to 0.
struct PartStep {
  /// Nil for zeros.
  let source: UnsafePointer<Float>?
  let count: Int
  let result: UnsafeMutablePointer<Float>

  func run() {
    if let source {
      result.update(from: source, count: count)
    } else {
      result.update(repeating: 0, count: count)
    }
  }
}

/// Products of matrices that follow each other in memory.
struct BatchedProductStep {
  let first: ProductStep
  let count: Int
  /// Floats from one matrix to the next.
  let sizes: (a: Int, b: Int, c: Int)

  func run() -> Int32 {
    var step = first
    for _ in 0..<count {
      let status = step.run()
      if status != 0 { return status }
      step.a += sizes.a
      step.b += sizes.b
      step.c += sizes.c
    }
    return 0
  }
}
