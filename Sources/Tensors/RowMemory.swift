/// Bytes that stay where they are while rows are read from them.
public protocol RowMemory: AnyObject, Sendable {
  /// The first byte; valid while the object lives.
  var base: UnsafeRawPointer { get }
  /// The number of bytes.
  var count: Int { get }
  /// Whether no byte read so far was missing; costs next to nothing.
  var isWhole: Bool { get }
  /// Refuses bytes that are no longer those that were there at first.
  func check() throws(FileError)
  /// Lets go of the memory of what has been read, where it can be read again.
  func release()
}

// Memory of one's own: nobody else changes it.
extension RowMemory {
  /// Always.
  public var isWhole: Bool { true }
  /// Never throws.
  public func check() throws(FileError) {}
  /// Does nothing.
  public func release() {}
}
