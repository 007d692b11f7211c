/// The axes of the predictions of a loss, in the order in which they are handed over.
///
/// Inside a graph the rows of the batch come first, always; `batchFirst` leads there.
public struct LossLayout: Sendable, Equatable {
  /// The axes by name, slowest first: time, batch, class.
  public let axes: [String]

  /// A layout, its axes separated by commas: `time,batch,class`.
  public init(_ text: String) {
    axes = text.split(separator: ",").map(String.init)
  }

  /// One row per example, the layout of losses that compare row by row.
  public static let rows = LossLayout("batch,output")

  /// Which axis of the layout each axis of the graph is: [1, 0, 2] for time, batch, class.
  public var batchFirst: [Int] {
    let batch = axes.firstIndex(of: "batch") ?? 0
    return [batch] + axes.indices.filter { $0 != batch }
  }
}

extension LossLayout: CustomStringConvertible {
  /// The axes as declared: `time,batch,class`.
  public var description: String { axes.joined(separator: ",") }
}
