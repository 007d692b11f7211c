import Foundation
import Tensors

/// Files for the checks, each of them small and, but for what its name says, without fault.
enum CheckFiles {
  /// Writes all of them once.
  static let written: Void = {
    write("sound", header) { row, g in features(row, &g) + ["\(kind(row))"] }
    write("few", header, rows: 12) { row, g in features(row, &g) + ["\(kind(row))"] }
    write("wide", (0..<80).map { "x\($0)" } + ["kind"]) { row, g in
      (0..<80).map { _ in text(g.normal()) } + ["\(kind(row))"]
    }
    write("constant", ["a", "b", "c", "kind"]) { row, g in
      features(row, &g) + ["3", "\(kind(row))"]
    }
    write("sizes", ["a", "b", "c", "kind"]) { row, g in
      features(row, &g) + [text(50_000 * g.normal()), "\(kind(row))"]
    }
    // The second half of the rows is the first half once more.
    write("copied", header) { row, _ in
      var own = RandomGenerator(seed: UInt64(row % 30))
      return [text(own.normal()), text(own.normal()), "\(kind(row))"]
    }
    write("coarse", header) { row, _ in ["\(row % 2)", "\(row / 2 % 2)", "\(kind(row))"] }
    write("from-one", header) { row, g in features(row, &g) + ["\(row % 3 + 1)"] }
    write("from-zero", header) { row, g in features(row, &g) + ["\(row % 3)"] }
    write("sorted", header) { row, g in features(row, &g) + [row < 40 ? "red" : "blue"] }
    write("rare", header) { row, g in features(row, &g) + [row % 20 == 0 ? "red" : "blue"] }
    write("alike", header) { row, g in features(row, &g) + ["red"] }
    write("noise", header, rows: 200) { row, g in
      features(row, &g) + [g.uniform() < 0.5 ? "red" : "blue"]
    }
    write("blind", header) { row, _ in ["1", "2", row % 2 == 0 ? "red" : "blue"] }
    writeNumbers()
    writeArray("bytes-x", [40, 4], (0..<160).map { Float($0 * 37 % 256) })
    writeArray("bytes-y", [40], (0..<40).map { Float($0 % 2) })
    writeSequences("speech")
    // Row 7 has 2 frames for the labels 1 1 2, which take 4.
    writeSequences("short") { row, labels, frames in
      if row == 6 { (labels, frames) = ([1, 1, 2], 2) }
    }
  }()

  /// Sequences of 10 frames of 3 numbers that show up to 3 labels, two frames each.
  private static func writeSequences(
    _ name: String, rows: Int = 40, change: (Int, inout [Int], inout Int) -> Void = { _, _, _ in }
  ) {
    var generator = RandomGenerator(seed: 12)
    var (features, targets, inputLengths, targetLengths) = (
      [Float](), [Float](), [Float](), [Float]()
    )
    for row in 0..<rows {
      var labels = (0..<1 + generator.integer(below: 3)).map { _ in 1 + generator.integer(below: 2)
      }
      var frames = 8 + generator.integer(below: 3)
      change(row, &labels, &frames)
      for frame in 0..<10 {
        let shown = frame / 2 < labels.count && frame % 2 == 0 ? labels[frame / 2] : 0
        features += (0..<3).map { Float(($0 == shown ? 3 : 0) + 0.3 * generator.normal()) }
      }
      targets += (0..<3).map { $0 < labels.count ? Float(labels[$0]) : 0 }
      inputLengths.append(Float(frames))
      targetLengths.append(Float(labels.count))
    }
    writeArray("\(name)-x", [rows, 10, 3], features)
    writeArray("\(name)-y", [rows, 3], targets)
    writeArray("\(name)-t", [rows], inputLengths)
    writeArray("\(name)-u", [rows], targetLengths)
  }

  /// Version 1 of the NPY format: magic, length of the header, header, numbers.
  private static func writeArray(_ name: String, _ shape: [Int], _ values: [Float]) {
    let axes = shape.map { "\($0)," }.joined(separator: " ")
    var header = "{'descr': '<f4', 'fortran_order': False, 'shape': (\(axes)), }"
    header += String(repeating: " ", count: 63 - (10 + header.utf8.count) % 64) + "\n"
    let length = header.utf8.count
    var bytes = Data(
      [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(length % 256), UInt8(length / 256)])
    bytes.append(Data(header.utf8))
    for value in values {
      withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
    }
    try? Workspace.write("\(name).npy", bytes)
  }

  private static func writeNumbers() {
    let header = ["a", "b", "y"]
    write("numbers", header) { row, g in
      let features = features(row, &g)
      return features + [text((Double(features[0]) ?? 0) + 0.1 * g.normal())]
    }
    write("dollars", header) { row, g in
      features(row, &g) + [text(180_000 + 75_000 * g.normal())]
    }
    write("quantity", header) { row, g in features(row, &g) + ["\(row * 7 % 60)"] }
    write("minus", header) { row, g in features(row, &g) + [row == 50 ? "-2" : "1.5"] }
    write("shares", header) { row, g in features(row, &g) + [row == 50 ? "1.5" : "0.25"] }
    write("votes", ["a", "b", "no", "yes"]) { row, g in
      features(row, &g) + (row == 50 ? ["0.1", "0.2"] : ["0.25", "0.75"])
    }
    try? Workspace.write(
      "gap.csv",
      "a,b,kind\n"
        + (0..<60).map {
          "\($0 == 6 ? "" : "\($0 % 7)"),\($0 % 5),"
            + (($0 * 7) % 3 == 0 ? "red" : "blue")
        }.joined(separator: "\n") + "\n")
    write("names", ["a", "name", "y"]) { row, g in
      [text(g.normal()), "no \(row)", text(g.normal())]
    }
    write("words", ["a", "colour", "y"]) { row, g in
      [text(g.normal()), ["red", "blue"][row % 2], text(g.normal())]
    }
  }

  private static let header = ["a", "b", "kind"]

  /// Two numbers of which the first tells red rows from blue ones.
  private static func features(_ row: Int, _ generator: inout RandomGenerator) -> [String] {
    let isRed = row % 2 == 0
    return [text((isRed ? 1 : -1) + 0.4 * generator.normal()), text(generator.normal())]
  }

  private static func kind(_ row: Int) -> String { row % 2 == 0 ? "red" : "blue" }

  private static func text(_ number: Double) -> String { String(format: "%.5f", number) }

  private static func write(
    _ name: String, _ header: [String], rows: Int = 60,
    _ cells: (Int, inout RandomGenerator) -> [String]
  ) {
    var generator = RandomGenerator(seed: 11)
    let lines = [header] + (0..<rows).map { cells($0, &generator) }
    try? Workspace.write(
      "\(name).csv", lines.map { $0.joined(separator: ",") }.joined(separator: "\n") + "\n")
  }
}
