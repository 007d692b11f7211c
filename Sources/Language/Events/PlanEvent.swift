/// The compiled steps of a piece of work, and where its time goes.
public struct PlanEvent: Sendable, Equatable {
  /// One step, or what stands between steps: a barrier, the waking of the threads.
  public struct Step: Sendable, Equatable {
    /// The phase it belongs to, counted from 1.
    public var phase: Int
    /// What sort of work it is: "product", "elementwise", "barrier", ...
    public var kind: String
    /// What it does: "product", "adam".
    public var action: String
    /// What it does that to: "features x dense0.weight".
    public var subject: String
    /// Dimensions of what it works over.
    public var shape: [Int]
    /// Bytes read and written.
    public var bytesMoved: Int
    /// Bytes its results take.
    public var bytesHeld: Int
    /// Multiplications and additions, or element operations.
    public var operations: Int
    /// The forecast of its time, in microseconds; nil where there is none.
    public var estimate: Double?
    /// Its time, the mean over the threads, in microseconds.
    public var measured: Double
    /// The time of each thread, in microseconds.
    public var threads: [Double]

    /// Describes a step.
    public init(
      phase: Int, kind: String, action: String, subject: String = "", shape: [Int] = [],
      bytesMoved: Int = 0, bytesHeld: Int = 0, operations: Int = 0, estimate: Double?,
      measured: Double, threads: [Double] = []
    ) {
      self.phase = phase
      self.kind = kind
      self.action = action
      self.subject = subject
      self.shape = shape
      self.bytesMoved = bytesMoved
      self.bytesHeld = bytesHeld
      self.operations = operations
      self.estimate = estimate
      self.measured = measured
      self.threads = threads
    }
  }

  /// A pass of the compilation.
  public struct Pass: Sendable, Equatable {
    /// Its name.
    public var name: String
    /// What it does, in one line.
    public var summary: String

    /// Names a pass.
    public init(name: String, summary: String) {
      self.name = name
      self.summary = summary
    }
  }

  /// What the plan computes: "training step", "evaluation".
  public var work: String
  /// Rows the plan takes at a time.
  public var batch: Int
  /// Threads it runs on.
  public var threads: Int
  /// The instruction set of the kernels, in words.
  public var instructions: String
  /// The passes that made it, in order.
  public var passes: [Pass]
  /// Bytes the values of a run lie in.
  public var arenaBytes: Int
  /// Bytes the same values would take side by side.
  public var arenaBytesWithoutReuse: Int
  /// The steps in order, with barriers between the phases.
  public var steps: [Step]
  /// The rows there are.
  public var rows: Int
  /// How often the plan runs to see all rows once.
  public var count: Int
  /// How many runs were timed.
  public var runs: Int
  /// Microseconds an ordinary run takes, without a clock around each step.
  public var ordinary: Double
  /// The forecast for one run, in microseconds.
  public var estimate: Double

  /// Describes a plan.
  public init(
    work: String, batch: Int, threads: Int, instructions: String, passes: [Pass],
    arenaBytes: Int, arenaBytesWithoutReuse: Int, steps: [Step], rows: Int, count: Int, runs: Int,
    ordinary: Double, estimate: Double
  ) {
    self.work = work
    self.batch = batch
    self.threads = threads
    self.instructions = instructions
    self.passes = passes
    self.arenaBytes = arenaBytes
    self.arenaBytesWithoutReuse = arenaBytesWithoutReuse
    self.steps = steps
    self.rows = rows
    self.count = count
    self.runs = runs
    self.ordinary = ordinary
    self.estimate = estimate
  }

  /// Microseconds of all steps together.
  public var sum: Double { steps.reduce(0) { $0 + $1.measured } }

  /// A step's part of the sum, between 0 and 1.
  public func share(_ step: Step) -> Double { sum > 0 ? step.measured / sum : 0 }

  /// Seconds to see all rows once.
  public var seconds: Double { ordinary * Double(count) * 1e-6 }

  /// Rows seen in a second.
  public var rowsPerSecond: Double { seconds > 0 ? Double(rows) / seconds : 0 }
}
