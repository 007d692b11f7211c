import Glibc

/// A record of where time goes: parts by name, inside parts by name.
///
/// Code that does something worth telling wraps it in `timed("reading") { ... }`. That costs a look
/// at a variable of the thread unless a stopwatch runs there, and a few tens of nanoseconds if one
/// does. A stopwatch belongs to the thread that runs it; work handed to other threads is part of the
/// span that waits for it.
public final class Stopwatch {
  private struct Node {
    let name: String
    var children: [Int] = []
    var count = 0
    var nanoseconds: UInt64 = 0
    /// Whether its time was reckoned from samples.
    var isSampled = false

    var seconds: Double { Double(nanoseconds) * 1e-9 }
  }

  private var nodes = [Node(name: "")]
  private var open: [(node: Int, start: UInt64)] = []

  /// A stopwatch at zero.
  public init() {}

  // MARK: The stopwatch of this thread

  /// Unretained: it is set only while `run` holds the stopwatch.
  private static let key: pthread_key_t = {
    var key = pthread_key_t()
    pthread_key_create(&key, nil)
    return key
  }()

  /// The stopwatch that runs on this thread; nil if none does.
  public static var current: Stopwatch? {
    pthread_getspecific(key).map { Unmanaged<Stopwatch>.fromOpaque($0).takeUnretainedValue() }
  }

  /// Runs `body` with this stopwatch; what it records goes to the stopwatch around it as well.
  public func run<Result, Failure: Error>(
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let outer = Stopwatch.current
    pthread_setspecific(Stopwatch.key, Unmanaged.passUnretained(self).toOpaque())
    defer {
      pthread_setspecific(Stopwatch.key, outer.map { Unmanaged.passUnretained($0).toOpaque() })
      outer?.absorb(self)
    }
    return try body()
  }

  // MARK: Recording

  /// Begins a part inside the one that is open; parts of one name there are one.
  func begin(_ name: String) {
    open.append((child(name, of: open.last?.node ?? 0), Stopwatch.now))
  }

  /// Ends the part begun last.
  func end() {
    guard let (node, start) = open.popLast() else { return }
    nodes[node].count += 1
    nodes[node].nanoseconds &+= Stopwatch.now &- start
  }

  /// Adds time reckoned from samples to a part inside the one that is open.
  public func addSampled(_ name: String, seconds: Double, count: Int) {
    guard seconds > 0, seconds < 1e9 else { return }
    let node = child(name, of: open.last?.node ?? 0)
    nodes[node].count += count
    nodes[node].nanoseconds += UInt64(seconds * 1e9)
    nodes[node].isSampled = true
  }

  private func child(_ name: String, of parent: Int) -> Int {
    if let known = nodes[parent].children.first(where: { nodes[$0].name == name }) { return known }
    nodes.append(Node(name: name))
    nodes[parent].children.append(nodes.count - 1)
    return nodes.count - 1
  }

  private func absorb(_ inner: Stopwatch) {
    absorb(inner, 0, into: open.last?.node ?? 0)
  }

  private func absorb(_ inner: Stopwatch, _ node: Int, into own: Int) {
    for theirs in inner.nodes[node].children {
      let ours = child(inner.nodes[theirs].name, of: own)
      nodes[ours].count += inner.nodes[theirs].count
      nodes[ours].nanoseconds += inner.nodes[theirs].nanoseconds
      nodes[ours].isSampled = nodes[ours].isSampled || inner.nodes[theirs].isSampled
      absorb(inner, theirs, into: ours)
    }
  }

  // MARK: Reading

  /// The parts that have ended, in the order in which they first began.
  public var parts: [TimedPart] { parts(of: 0, within: .infinity) }

  /// Parts reckoned from samples may come to more than was measured around them; they are then
  /// scaled to what the others leave.
  private func parts(of node: Int, within seconds: Double) -> [TimedPart] {
    let children = nodes[node].children.map { nodes[$0] }
    let known = children.filter { !$0.isSampled }.reduce(0.0) { $0 + $1.seconds }
    let reckoned = children.filter(\.isSampled).reduce(0.0) { $0 + $1.seconds }
    let scale = reckoned > 0 ? min(1, max(0, seconds - known) / reckoned) : 1
    return nodes[node].children.map { child in
      let own = nodes[child].seconds * (nodes[child].isSampled ? scale : 1)
      return TimedPart(
        name: nodes[child].name, count: nodes[child].count, seconds: own,
        isSampled: nodes[child].isSampled, parts: parts(of: child, within: own))
    }
  }

  /// Nanoseconds of a clock that never goes back.
  private static var now: UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) &* 1_000_000_000 &+ UInt64(time.tv_nsec)
  }
}

/// Does `body` as a part of what the stopwatch of this thread records; without one just does it.
@inline(__always)
public func timed<Result, Failure: Error>(
  _ name: String, _ body: () throws(Failure) -> Result
) throws(Failure) -> Result {
  guard let stopwatch = Stopwatch.current else { return try body() }
  stopwatch.begin(name)
  defer { stopwatch.end() }
  return try body()
}
