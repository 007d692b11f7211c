import CKernels

/// Rows as files hold them, ready to be gathered: the description that kernels read, and what keeps
/// it and the bytes alive.
final class StoredRows: @unchecked Sendable {
  // Sendable because nothing changes after `init`.
  let segments: [RowSegment]
  let scaling: RowScaling
  /// Which rows there are; nil for all in their order.
  let selection: [Int32]?
  let rows: Int
  let width: Int
  let matrix: UnsafeMutablePointer<stored_rows>
  private let blocks: [UnsafeMutableRawPointer]

  /// Segments below each other; nil when widths or row numbers do not fit.
  init?(_ segments: [RowSegment], selection: [Int32]?, scaling: RowScaling) {
    guard let width = segments.first?.width, segments.allSatisfy({ $0.width == width }) else {
      return nil
    }
    let all = segments.reduce(0) { $0 + $1.rows }
    guard scaling.fits(width), all <= Int(Int32.max),
      selection?.allSatisfy({ $0 >= 0 && $0 < all }) != false
    else { return nil }
    self.segments = segments
    self.scaling = scaling
    self.selection = selection
    self.width = width
    rows = selection?.count ?? all
    var blocks: [UnsafeMutableRawPointer] = []
    func kept<Value: BitwiseCopyable>(_ values: [Value]) -> UnsafePointer<Value>? {
      guard !values.isEmpty else { return nil }
      let block = UnsafeMutablePointer<Value>.allocate(capacity: values.count)
      block.initialize(from: values, count: values.count)
      blocks.append(UnsafeMutableRawPointer(block))
      return UnsafePointer(block)
    }
    let described = segments.filter { $0.rows > 0 }.map { segment in
      let table = scaling.table(of: segment.type)
      let affine = table.flatMap { scaling.affine(giving: $0, of: segment.type) }
      return stored_segment(
        numbers: segment.numbers, rows: Int64(segment.rows), table: kept(table ?? []),
        is_affine: affine != nil, offset: affine?.offset ?? 0, divisor: affine?.divisor ?? 1)
    }
    matrix = .allocate(capacity: 1)
    matrix.initialize(
      to: stored_rows(
        segments: kept(described), segment_count: Int64(described.count), width: Int64(width),
        selection: selection.flatMap(kept), offsets: kept(scaling.offsets),
        divisors: kept(scaling.divisors), scale_count: Int64(scaling.offsets.count),
        fills: kept(scaling.fills), fill_count: Int64(scaling.fills.count)))
    self.blocks = blocks
  }

  deinit {
    matrix.deallocate()
    blocks.forEach { $0.deallocate() }
  }

  /// The first number, where all are floats of the processor's byte order, one row after the other,
  /// with nothing to be done to them.
  var floatsInPlace: UnsafePointer<Float>? {
    let present = segments.filter { $0.rows > 0 }
    guard selection == nil, scaling == .none, present.count == 1, let segment = present.first,
      segment.type == .float32, !segment.numbers.is_swapped
    else { return nil }
    let start = segment.memory.base + segment.offset
    guard UInt(bitPattern: start) % UInt(MemoryLayout<Float>.alignment) == 0 else { return nil }
    return start.assumingMemoryBound(to: Float.self)
  }

  /// Whether no number can turn out infinite or missing, whatever the bytes are.
  var isAlwaysFinite: Bool {
    segments.allSatisfy { scaling.table(of: $0.type) != nil }
  }
}
