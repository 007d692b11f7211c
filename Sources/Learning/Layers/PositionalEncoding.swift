import Glibc
import Graphs
import Tensors

/// Sinusoids that tell the places of a sequence apart, row-major [times, channels].
///
///     sin(t / 10000^(2i / C)) at channel 2i, the cosine at channel 2i + 1
public func sinusoids(times: Int, channels: Int) -> [Double] {
  (0..<times).flatMap { time in
    (0..<channels).map { channel in
      let pair = Double(channel / 2 * 2)
      let angle = Double(time) / pow(10_000, pair / Double(channels))
      return channel % 2 == 0 ? Glibc.sin(angle) : Glibc.cos(angle)
    }
  }
}

/// The sequences [n, T, C] with the sinusoids added to each.
public func positionalEncoding(_ x: Expression) throws -> Expression {
  let (rows, times, channels) = (x.shape[0], x.shape[1], x.shape[2])
  let table = try Expression.constant(
    values: sinusoids(times: times, channels: channels), shape: [times, channels])
  return try x + repeated(table, axis: 0, count: rows)
}

extension LayerDefinition {
  /// Positional encoding.
  static let positionalEncoding = LayerDefinition(
    Declaration(
      "positional_encoding", .layer, "Adds waves along the time axis, so that places differ.",
      formula: "x + p, p[t, 2i] = sin(t / 10000^(2i / C)), p[t, 2i + 1] = cos(t / 10000^(2i / C))",
      discussion: """
        For rows [T, C] of T times with C channels each. Nothing is learned; the first time is t = 0.
        """,
      reference: "Vaswani et al. 2017, section 3.5"),
    outputShape: { _, input in
      guard input.rank == 2 else {
        throw LearningError.layerRows(
          "positional_encoding", needs: "of times and channels", found: input,
          mend: "put reshape([10, -1]) before it to make ten times of each row")
      }
      let size = Double(input[0]) * Double(input[1])
      guard size <= Double(largestTable) else {
        throw LearningError.layerRows(
          "positional_encoding", needs: "of at most \(largestTable) numbers", found: input,
          mend: "fewer channels, or shorter sequences")
      }
      return input
    },
    formula: { try Learning.positionalEncoding($0.x) })
}

/// The table is built with the graph, before the memory of a plan is counted: 128 MB at most.
private let largestTable = 1 << 24
