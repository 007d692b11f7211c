import CDNNL
import CKernels
import Glibc

extension Step {
  /// Does the step's work; 0, or the status of the library that refused it.
  ///
  /// Barriers are the plan's own business.
  @inline(__always)
  func run() -> Int32 {
    switch self {
    case .barrier: break
    case .tape(let step): step.run()
    case .adam(let step): step.run()
    case .combine(let step): step.run()
    case .product(let step): return step.run()
    case .transpose(let step): step.run()
    case .rows(let step): step.run()
    case .lattice(let step): step.run()
    case .blocks(let step): return step.run()
    case .recurrence(let step): step.run()
    case .convolution(let step): return step.run()
    case .pooling(let step): step.run()
    case .columnSums(let step): step.run()
    case .gather(let step): step.run()
    case .spread(let step): step.run()
    case .copy(let source, let target, let count):
      memcpy(target, source, count * MemoryLayout<Float>.stride)
    }
    return 0
  }
}

extension TapeStep {
  func run() {
    let mode = flushesSubnormals ? kernels_flush_subnormals() : 0
    tape_run(program, begin, end, scratch, partials)
    if flushesSubnormals { kernels_restore_subnormals(mode) }
  }
}

extension AdamStep {
  func run() {
    var coefficients = coefficients
    coefficients.rate = rate.value
    coefficients.rescale = rescale.value
    coefficients.shrink = shrink.value
    adam_update(&coefficients, gradient, weights, firstMoment, secondMoment, Int64(count))
  }
}

extension CombineStep {
  func run() {
    var sum = 0.0
    for thread in 0..<threads { sum += partials[thread * stride] }
    result.pointee = Float(sum)
  }
}

extension ProductStep {
  func run() -> Int32 {
    if let scratch {
      var extras = product_extras()
      extras.bias = bias
      extras.relu = isRelu
      fetch?.add(to: &extras)
      matrix_product(
        transposeA, transposeB, Int64(m), Int64(n), Int64(k), a, Int64(strideA), b, Int64(strideB),
        c, Int64(strideC), &extras, scratch)
      return 0
    }
    // The library leaves the result as it was where there is nothing to add up.
    if k == 0 {
      for row in 0..<m { (c + row * strideC).update(repeating: 0, count: n) }
      return 0
    }
    let mode = kernels_flush_subnormals()
    defer { kernels_restore_subnormals(mode) }
    let status = dnnl_sgemm(
      transposeA ? 84 : 78, transposeB ? 84 : 78, dnnl_dim_t(m), dnnl_dim_t(n), dnnl_dim_t(k), 1,
      a, dnnl_dim_t(strideA), b, dnnl_dim_t(strideB), 0, c, dnnl_dim_t(strideC))
    return Int32(bitPattern: status.rawValue)
  }
}

extension FetchAhead {
  /// Names the rows to the kernel; none in the natural order, in which processors look ahead
  /// themselves.
  func add(to extras: inout product_extras) {
    let (source, order) = (source.pointee, order.pointee)
    guard let rows = order.rows, !source.isFixed, source.base != nil else { return }
    let start = order.first + first
    extras.fetch_matrix = source.base
    extras.fetch_width = Int64(width)
    extras.fetch_rows = rows + start
    extras.fetch_count = Int64(max(0, min(count, order.count - start)))
  }
}

extension TransposeStep {
  func run() {
    array_transpose(
      source, Int64(rows), Int64(columns), Int64(sourceStride), result, Int64(rows))
  }
}

extension ColumnSumStep {
  func run() {
    if columns == 1 {
      rows_sum(source, Int64(blocks), Int64(rows), result)
      return
    }
    for block in 0..<blocks {
      array_column_sums(
        source + block * rows * columns, Int64(rows), Int64(columns), Int64(first), Int64(last),
        result + block * columns)
    }
  }
}

extension SpreadStep {
  func run() {
    for block in 0..<blocks {
      let target = result + block * times * inner
      if inner == 1 {
        target.update(repeating: source[block], count: times)
      } else {
        for time in 0..<times {
          (target + time * inner).update(from: source + block * inner, count: inner)
        }
      }
    }
  }
}

extension GatherStep {
  func run() {
    let isFixed = source.pointee.isFixed
    let start = (isFixed ? 0 : order.pointee.first) + first
    if let stored = source.pointee.stored {
      stored_rows_gather(stored, order.pointee.rows, Int64(start), Int64(count), result)
      return
    }
    guard let base = source.pointee.base else { return }
    if let rows = order.pointee.rows, !isFixed {
      if isIndices {
        base.withMemoryRebound(to: Int32.self, capacity: source.pointee.rows) { values in
          result.withMemoryRebound(to: Int32.self, capacity: count) { result in
            gather_integers(values, rows + start, Int64(count), result)
          }
        }
      } else {
        gather_rows(base, Int64(width), rows + start, Int64(count), result)
      }
    } else {
      memcpy(result, base + start * width, count * width * MemoryLayout<Float>.stride)
    }
  }
}
