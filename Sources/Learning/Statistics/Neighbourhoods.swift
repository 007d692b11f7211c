import Tensors

/// For each of some rows the others that lie nearest to it.
///
/// Distances are Euclidean between standardised features, so that no feature counts more for the
/// unit it is measured in. Every pair is looked at: up to `most` rows are drawn by the seed, 2000 of
/// them make two million pairs, a fraction of a second. Trees that look at fewer pairs gain nothing
/// in the dozens of dimensions features have.
struct Neighbourhoods {
  /// Which rows were looked at, ascending.
  let rows: [Int]
  /// For each of them the places in `rows` of its neighbours, nearest first.
  let places: [[Int]]

  /// The `count` nearest of each row; the first of those as near as one another.
  init(of features: RowMatrix, count: Int, most: Int = 2000, seed: UInt64) {
    let drawn = Self.draw(features.rows, most, seed)
    let points = StandardisedPoints(features.selecting(drawn), rows: Array(drawn.indices))
    var nearest = drawn.map { _ in NearestList(room: count) }
    for first in drawn.indices {
      for second in drawn.indices.dropFirst(first + 1) {
        let distance = points.squaredDistance(first, second)
        nearest[first].offer(second, at: distance)
        nearest[second].offer(first, at: distance)
      }
    }
    rows = drawn
    places = nearest.map(\.places)
  }

  private static func draw(_ rows: Int, _ most: Int, _ seed: UInt64) -> [Int] {
    guard rows > most else { return Array(0..<rows) }
    var generator = RandomGenerator(seed: seed).split(sampleStream)
    return generator.permutation(rows).prefix(most).sorted()
  }
}

/// The stream of random numbers that draws the rows whose neighbours are looked at.
private let sampleStream: UInt64 = 0x6e65_6172

/// The nearest places offered so far, nearest first.
private struct NearestList {
  let room: Int
  private(set) var places: [Int] = []
  private var distances: [Float] = []

  init(room: Int) { self.room = room }

  mutating func offer(_ place: Int, at distance: Float) {
    if let last = distances.last, places.count == room, distance >= last { return }
    let index = distances.firstIndex { $0 > distance } ?? distances.count
    places.insert(place, at: index)
    distances.insert(distance, at: index)
    if places.count > room {
      places.removeLast()
      distances.removeLast()
    }
  }
}
