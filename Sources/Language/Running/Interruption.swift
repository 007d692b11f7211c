import Synchronization

/// The flag that Ctrl-C raises.
///
/// Loops of the language look at it in every round, long commands between steps; raising it is one
/// atomic store, safe in a signal handler.
public final class Interruption: Sendable {
  private let flag = Atomic<Bool>(false)

  /// A lowered flag.
  public init() {}

  /// Raises the flag.
  public func request() { flag.store(true, ordering: .relaxed) }

  /// Lowers the flag; the prompt does so before each entry.
  public func clear() { flag.store(false, ordering: .relaxed) }

  /// Whether the flag is up.
  public var isRequested: Bool { flag.load(ordering: .relaxed) }
}
