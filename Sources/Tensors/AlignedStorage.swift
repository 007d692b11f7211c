/// A block of floats that starts on a cache line, so that no vector load straddles two.
///
/// Unchecked: the class does nothing to order accesses. A tensor writes only to storage it alone
/// holds; whoever shares a storage between threads gives them disjoint ranges or a barrier.
public final class AlignedStorage: @unchecked Sendable {
  /// Bytes of alignment: a cache line, and the widest vector.
  public static let alignment = 64

  /// The first float.
  public let base: UnsafeMutablePointer<Float>

  /// The number of floats.
  public let count: Int

  /// Allocates `count` zeros.
  public init(zeros count: Int) {
    let bytes = max(count, 1) * MemoryLayout<Float>.stride
    base = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: Self.alignment)
      .bindMemory(to: Float.self, capacity: max(count, 1))
    base.initialize(repeating: 0, count: max(count, 1))
    self.count = count
  }

  /// Allocates a copy of another storage.
  convenience init(copying other: AlignedStorage) {
    self.init(zeros: other.count)
    base.update(from: other.base, count: count)
  }

  deinit {
    UnsafeMutableRawPointer(base).deallocate()
  }

  /// All floats.
  public var buffer: UnsafeMutableBufferPointer<Float> { .init(start: base, count: count) }
}
