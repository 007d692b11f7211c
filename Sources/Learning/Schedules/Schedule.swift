/// How the learning rate goes: schedules one after the other, and what they count.
public struct Schedule: Sendable, Equatable {
  /// What the time of a schedule is counted in.
  public enum Unit: String, Sendable, CaseIterable {
    /// Times through the training rows.
    case epoch
    /// Steps of the optimizer.
    case step
  }

  /// The schedules in order; each but the last has an end.
  public let parts: [ScheduleSpecification]
  /// What they count.
  public let unit: Unit

  /// Puts schedules one after the other.
  ///
  /// - Throws: `LearningError.endlessSchedule` for one that stands before another and has no end.
  public init(_ parts: [ScheduleSpecification], per unit: Unit = .epoch) throws {
    for (part, next) in zip(parts, parts.dropFirst()) where part.length == nil {
      throw LearningError.endlessSchedule("\(part)", next: next.name)
    }
    self.parts = parts
    self.unit = unit
  }

  /// The learning rate at a position, `base` being the optimizer's own.
  public func rate(at position: SchedulePosition, base: Double) -> Double {
    rate(at: position.time(in: unit), base: base, reductions: position.plateau.reductions)
  }

  /// The learning rate at a time, as far as it depends on no loss.
  public func rate(at time: Int, base: Double, reductions: Int = 0) -> Double {
    guard let (part, time) = part(at: time) else { return base }
    return part.definition.rate(
      ScheduleInputs(options: part.options, time: time, base: base, reductions: reductions))
  }

  /// How long the parts last together, nil when the last has no end.
  public var length: Int? {
    parts.reduce(0) { sum, part in
      guard let sum, let length = part.length else { return nil }
      return sum.addingReportingOverflow(length).overflow ? nil : sum + length
    }
  }

  /// Whether the rate depends on how the loss goes.
  public var watchesLoss: Bool { parts.contains { $0.definition.watchesLoss } }

  /// Lets a schedule that watches the loss see that of an epoch that has just ended.
  func observe(_ loss: Double, _ position: inout SchedulePosition) {
    guard let (part, _) = part(at: position.time(in: unit) - 1), part.definition.watchesLoss else {
      return
    }
    position.plateau.observe(loss, part.options)
  }

  /// The schedule in force at a time and how long it has been.
  private func part(at time: Int) -> (ScheduleSpecification, time: Int)? {
    var time = max(0, time)
    for part in parts.dropLast() {
      guard let length = part.length, time >= length else { return (part, time) }
      time -= length
    }
    return parts.last.map { ($0, time) }
  }
}

extension Schedule: CustomStringConvertible {
  /// The schedule as typed: `linear_warmup(steps=5) -> cosine(steps=100) per=step`.
  public var description: String {
    parts.map(\.description).joined(separator: " -> ") + (unit == .step ? " per=step" : "")
  }
}

extension ScheduleSpecification {
  /// How long it lasts, nil for ever.
  var length: Int? { definition.length(options) }
}
