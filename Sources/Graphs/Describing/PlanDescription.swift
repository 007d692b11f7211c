import Tensors

/// A compiled plan as people read it: its steps in order, what each touches and how long it should
/// take.
public struct PlanDescription: Sendable, Equatable {
  /// How many threads a run uses.
  public let threads: Int
  /// Rows a run takes.
  public let rows: Int
  /// The passes that were on, in the order in which they run.
  public let passes: [PlanPass]
  /// Bytes the values of a run lie in, those that never live at once sharing them.
  public let arenaBytes: Int
  /// Bytes the same values would take side by side.
  public let arenaBytesWithoutReuse: Int
  /// The steps, phase by phase; where there are several threads a barrier stands between two phases.
  public let phases: [[PlanStep]]

  /// The steps of all phases in order.
  public var steps: [PlanStep] { phases.flatMap { $0 } }

  /// The forecast for one run, barriers included, in nanoseconds.
  public let estimate: Double
  /// The forecast for one barrier, in nanoseconds; 0 with one thread.
  public let barrierEstimate: Double
  /// The forecast for waking the threads and joining them, in nanoseconds; 0 with one thread.
  public let wakeEstimate: Double
}

/// One step of a plan: the same work on every thread, each on its slice.
public struct PlanStep: Sendable, Equatable {
  /// What sort of work a step is.
  public enum Kind: String, Sendable, CaseIterable {
    /// Brings the rows of a batch together.
    case gather
    /// A matrix product.
    case product
    /// Elementwise operations in one pass over the elements.
    case elementwise
    /// A kernel over whole rows, such as softmax.
    case rows
    /// A kernel over the alignments of label sequences.
    case alignments
    /// A recurrent layer, frame by frame.
    case recurrence
    /// A convolution, or a derivative of one.
    case convolution
    /// Maxima or means over windows, or a derivative of them.
    case pooling
    /// Adds up along an axis, or the sums of the threads.
    case sum
    /// Writes new weights and what an optimizer keeps.
    case update
    /// Copies or repeats numbers.
    case copy
  }

  /// What sort of work it is.
  public let kind: Kind
  /// What it does: "product", "adam", "fused", "softmax cross-entropy".
  public let action: String
  /// What it does that to: "features x dense0.weight".
  public let subject: String
  /// Dimensions of what it works over: the result, or the elements of a fused pass.
  public let shape: Shape
  /// Bytes it reads and writes in one run, each array counted once.
  public let bytesMoved: Int
  /// Bytes of the arena its results take; 0 where it writes into weights or states.
  public let bytesHeld: Int
  /// Multiplications and additions of a product; element operations elsewhere.
  public let operations: Int
  /// The forecast of its time in one run, in nanoseconds: the mean over the threads.
  public let estimate: Double
  /// The parameters and states it writes, by their names in the store.
  public let updated: [String]
}
