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
  }()

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
