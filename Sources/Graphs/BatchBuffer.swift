/// Room for the numbers of one batch, filled by its owner before every run of a plan that reads it.
public final class BatchBuffer {
  /// The numbers, rows one after the other.
  public let numbers: UnsafeMutableBufferPointer<Float>

  /// Room for rows of so many numbers, zeros at first.
  public init(rows: Int, width: Int) {
    numbers = .allocate(capacity: max(1, rows * width))
    numbers.initialize(repeating: 0)
  }

  deinit {
    numbers.deallocate()
  }
}
