import Tensors

/// How an array's elements are divided among the threads: contiguous ranges, in order.
///
/// Steps that divide an array alike hand it to one another without a barrier, so everything that
/// can works on slices of the first axis: rows of the batch, rows of a parameter.
struct Slices {
  let threads: Int

  /// Ranges of whole rows of the first axis; for fewer rows than threads, of 16 elements.
  func elements(of shape: Shape) -> [Range<Int>] {
    guard shape.rank > 0, shape[0] >= threads else { return flat(shape.count, granule: 16) }
    return scaled(flat(shape[0], granule: 1), by: shape.count / max(shape[0], 1))
  }

  /// Ranges of whole rows of the last axis, along the first axis where it is long enough.
  func rows(of shape: Shape) -> [Range<Int>] {
    guard shape.rank > 0 else { return flat(1, granule: 1) }
    let columns = shape[shape.rank - 1]
    if shape.rank > 1, shape[0] >= threads { return elements(of: shape) }
    return scaled(flat(columns == 0 ? 0 : shape.count / columns, granule: 1), by: columns)
  }

  /// Ranges of whole rows of the first axis, however few.
  func batchRows(of shape: Shape) -> [Range<Int>] {
    flat(shape.rank == 0 ? 1 : shape[0], granule: 1)
  }

  /// Ranges of `count` things in multiples of `granule`.
  func flat(_ count: Int, granule: Int) -> [Range<Int>] {
    let blocks = (count + granule - 1) / granule
    return (0..<threads).map { thread in
      min(
        count, blocks * thread / threads * granule)..<min(
          count, blocks * (thread + 1) / threads * granule)
    }
  }

  /// Everything to each thread that has something to do in `ranges`.
  func whole(_ count: Int, for ranges: [Range<Int>]) -> [Range<Int>] {
    ranges.map { $0.isEmpty ? 0..<0 : 0..<count }
  }

  /// Everything to the first thread.
  func first(_ count: Int) -> [Range<Int>] {
    (0..<threads).map { $0 == 0 ? 0..<count : 0..<0 }
  }

  func scaled(_ ranges: [Range<Int>], by factor: Int) -> [Range<Int>] {
    ranges.map { $0.lowerBound * factor..<$0.upperBound * factor }
  }
}
