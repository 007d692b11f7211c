/// What a schedule reads to give a learning rate.
public struct ScheduleInputs: Sendable {
  /// The checked options.
  public let options: Options
  /// Epochs or optimizer steps since the schedule began, counted from 0.
  public let time: Int
  /// The learning rate of the optimizer.
  public let base: Double
  /// How often a plateau of the loss has lowered the rate so far.
  public let reductions: Int

  /// The time as a number.
  var t: Double { Double(time) }

  /// The number of an option.
  func number(_ name: String) -> Double { options.number(name) }

  /// The share of `steps` that is over, 1 from the end on.
  var progress: Double { min(1, t / number("steps")) }
}

/// A learning-rate schedule: its declaration and its rate as a pure function of the time.
public struct ScheduleDefinition: Definition {
  /// Schedules.
  public static let category = Category.schedule
  /// Every schedule.
  public static let all: [ScheduleDefinition] = [
    .constant, .step, .exponential, .inverseTime, .polynomial, .cosine, .cosineRestarts, .oneCycle,
    .linearWarmup, .plateau,
  ]

  /// Name, options, formula.
  public let declaration: Declaration
  /// How long it lasts, in epochs or steps, before another may follow; nil: it never ends.
  let length: @Sendable (Options) -> Int?
  /// Whether it lowers the rate when the loss no longer falls.
  let watchesLoss: Bool
  /// The learning rate at a time.
  let rate: @Sendable (ScheduleInputs) -> Double

  init(
    _ declaration: Declaration, length: @escaping @Sendable (Options) -> Int? = { _ in nil },
    watchesLoss: Bool = false, rate: @escaping @Sendable (ScheduleInputs) -> Double
  ) {
    self.declaration = declaration
    self.length = length
    self.watchesLoss = watchesLoss
    self.rate = rate
  }

  /// The length of a schedule that has an option `steps`.
  static let steps: @Sendable (Options) -> Int? = { $0.integer("steps") }
}

/// A schedule and its options.
public typealias ScheduleSpecification = Specification<ScheduleDefinition>
