/// Numbers of the frames of one recording, one frame after the other.
struct FrameRows {
  let width: Int
  private(set) var values: [Double]

  var count: Int { width > 0 ? values.count / width : 0 }

  init(width: Int, values: [Double]) { (self.width, self.values) = (width, values) }

  /// Frames of equal number side by side.
  init(beside parts: [FrameRows]) {
    width = parts.reduce(0) { $0 + $1.width }
    guard parts.count != 1 else {
      values = parts[0].values
      return
    }
    values = []
    values.reserveCapacity((parts.first?.count ?? 0) * width)
    for frame in 0..<(parts.first?.count ?? 0) {
      for part in parts { values += part.values[frame * part.width..<(frame + 1) * part.width] }
    }
  }

  /// The slope of each number over five frames, by regression; before the first frame and behind
  /// the last one their numbers stay the same.
  ///
  /// As `torchaudio.functional.compute_deltas`.
  var slopes: FrameRows {
    var slopes = [Double](repeating: 0, count: values.count)
    let last = count - 1
    for frame in 0..<count {
      for distance in 1...2 {
        let after = min(last, frame + distance) * width
        let before = max(0, frame - distance) * width
        for feature in 0..<width {
          slopes[frame * width + feature] +=
            Double(distance) * (values[after + feature] - values[before + feature]) / 10
        }
      }
    }
    return FrameRows(width: width, values: slopes)
  }

  /// Brings each feature to mean 0 and variance 1 over the frames; one that never changes to 0.
  mutating func normalise() {
    for feature in 0..<width {
      let places = stride(from: feature, to: values.count, by: width)
      let mean = places.reduce(0) { $0 + values[$1] } / Double(count)
      let squares = places.reduce(0) { $0 + (values[$1] - mean) * (values[$1] - mean) }
      let deviation = (squares / Double(count)).squareRoot()
      // What rounding leaves of a feature that never changes is no deviation.
      let scale = deviation > 1e-8 ? 1 / deviation : 0
      for place in places { values[place] = (values[place] - mean) * scale }
    }
  }
}
