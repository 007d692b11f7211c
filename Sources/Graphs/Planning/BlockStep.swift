import CKernels
import Tensors

/// A kernel over whole blocks on one thread.
enum BlockStep {
  case lookup(LookupStep)
  case lookupGradient(LookupGradientStep)

  func run() -> Int32 {
    switch self {
    case .lookup(let step): step.run()
    case .lookupGradient(let step): step.run()
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
