import Tensors

/// Gives every value that needs memory its place in the arena.
///
/// A value lives from the moment that writes it to the last that reads it. Moments are steps for one
/// thread; for several they are phases, because inside a phase the threads are not ordered among
/// each other. Values are placed in the order of decreasing size, each at the lowest place that is
/// free during its whole life: simple, and within a few percent of the best in practice.
struct BufferLayout {
  /// Where each value starts, in floats; always a multiple of a cache line.
  private(set) var offsets: [Int: Int] = [:]
  /// Floats needed altogether.
  private(set) var count = 0
  /// Floats the same values would need side by side.
  private(set) var countWithoutReuse = 0

  static let granule = 16

  /// - Parameters:
  ///   - sizes: floats of each value to be placed.
  ///   - moments: the accessed values, moment by moment.
  ///   - kept: values that must outlive the run.
  init(sizes: [Int: Int], moments: [[Int]], kept: Set<Int>, reuse: Bool) {
    let lives = BufferLayout.lives(moments, kept: kept, reuse: reuse)
    let order = sizes.keys.sorted { (-(sizes[$0] ?? 0), $0) < (-(sizes[$1] ?? 0), $1) }
    var placed: [(place: Range<Int>, life: ClosedRange<Int>)] = []
    for value in order {
      let granules = ((sizes[value] ?? 0) + Self.granule - 1) / Self.granule
      let size = max(granules, 1) * Self.granule
      countWithoutReuse += size
      let life = lives[value] ?? 0...moments.count
      var start = 0
      for other in placed where other.life.overlaps(life) {
        if other.place.lowerBound >= start + size { break }
        start = max(start, other.place.upperBound)
      }
      offsets[value] = start
      count = max(count, start + size)
      let position = placed.firstIndex { $0.place.lowerBound > start } ?? placed.count
      placed.insert((start..<start + size, life), at: position)
    }
  }

  private static func lives(_ moments: [[Int]], kept: Set<Int>, reuse: Bool)
    -> [Int: ClosedRange<Int>]
  {
    var lives: [Int: ClosedRange<Int>] = [:]
    for (moment, values) in moments.enumerated() {
      for value in values {
        lives[value] = (lives[value]?.lowerBound ?? moment)...moment
      }
    }
    guard reuse else { return lives.mapValues { _ in 0...moments.count } }
    for value in kept { lives[value] = (lives[value]?.lowerBound ?? 0)...moments.count }
    return lives
  }
}
