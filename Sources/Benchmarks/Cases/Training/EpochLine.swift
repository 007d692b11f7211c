import FoundationEssentials

/// What is read of an `epoch` event of `--json`.
struct EpochLine: Decodable {
  let epoch: Int
  let loss: Double
  let seconds: Double

  private struct Event: Decodable {
    let event: String
  }

  /// The epochs among the lines.
  static func all(in output: [UInt8]) throws -> [EpochLine] {
    let decoder = JSONDecoder()
    return try output.split(separator: UInt8(ascii: "\n")).map { Data($0) }
      .filter { try decoder.decode(Event.self, from: $0).event == "epoch" }
      .map { try decoder.decode(EpochLine.self, from: $0) }
  }
}

extension [EpochLine] {
  /// Fails unless there are so many, the loss fell in each, and it ended below what guessing among
  /// ten classes costs.
  func requireLearning(epochs: Int) throws {
    try require(count == epochs, "\(count) epochs were reported")
    for (before, after) in zip(self, dropFirst()) {
      try require(after.loss < before.loss, "the loss rose to \(after.loss)")
    }
    let (chance, end) = (2.302585, last?.loss ?? .nan)
    try require(end < chance, "the loss of the last epoch is \(end)")
  }

  /// Fails unless each loss is the reference within a share of it.
  func requireLosses(_ reference: [Double], within tolerance: Double) throws {
    for (epoch, expected) in zip(self, reference) {
      try require(
        abs(epoch.loss - expected) <= tolerance * expected,
        "the loss of epoch \(epoch.epoch) is \(epoch.loss), PyTorch's \(expected)")
    }
  }
}
