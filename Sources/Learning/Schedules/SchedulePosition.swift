/// How far a schedule has come, as part of the training state.
public struct SchedulePosition: Sendable, Equatable {
  /// The schedule as typed; empty without one.
  public let schedule: String
  /// Whole epochs under it.
  public internal(set) var epochs = 0
  /// Optimizer steps under it.
  public internal(set) var steps = 0
  /// What a plateau remembers.
  public internal(set) var plateau = PlateauMemory()

  /// The start of a schedule.
  public init(of schedule: Schedule? = nil) {
    self.schedule = schedule.map { "\($0)" } ?? ""
  }

  /// The time by the clock of a schedule.
  public func time(in unit: Schedule.Unit) -> Int { unit == .epoch ? epochs : steps }

  /// The position from which a fit under a schedule goes on: this one for the same schedule, the
  /// start for another.
  public func continued(under schedule: Schedule?) -> SchedulePosition {
    let start = SchedulePosition(of: schedule)
    return start.schedule == self.schedule ? self : start
  }
}
