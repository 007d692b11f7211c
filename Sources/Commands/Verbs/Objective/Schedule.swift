import Language
import Learning

extension Verbs {
  /// `schedule linear_warmup(5) -> cosine(100)`.
  static let schedule = Verb(
    "schedule", group: "objective",
    summary: "Choose how the learning rate goes from epoch to epoch",
    discussion: """
      A schedule scales the `lr` of the optimizer; with `a -> b` one follows when the other has \
      ended. `help schedules` lists them. The first epoch has the first rate. A further fit goes on \
      where the schedule was; giving it again, or `reset`, begins it anew. `schedule none` leaves \
      the rate as it is, `plot lr` draws it, and without an argument the schedule in force is shown.
      """,
    parameters: [
      .positional(
        "schedule", .either([.nothing, .catalogue(["schedule"])]),
        "a schedule with its options, several joined by ->, or none", optional: true),
      .option(
        "per",
        .choice([
          Choice("epoch", "a schedule's time is counted in epochs"),
          Choice("step", "a schedule's time is counted in steps of the optimizer"),
        ]), "what its time is counted in", default: "epoch"),
    ],
    examples: [
      Example("schedule cosine(60)", .contains(["cosine(steps=60)"])),
      Example(
        "schedule linear_warmup(5) -> cosine(100) per=step", after: ["optimizer adam(lr=0.01)"],
        .contains(["lr 0.001, 0.0028, 0.0046, ... 0 from step 106 on"])),
      Example("schedule none"),
      Example(
        "schedule step(10) -> cosine(50)", .fails("never ends"),
        note: "only what has an end stands before another"),
      Example("schedule cosin(60)", .fails("cosine")),
    ],
    searchTerms: ["learning rate", "lr", "decay", "warm-up", "warmup", "anneal"],
    changesSession: true
  ) { context, arguments in
    guard arguments.isGiven("schedule") else {
      if arguments.isGiven("per") {
        throw ArgumentProblem(
          "per", Complaint("per says what a schedule counts", hint: "schedule cosine(100) per=step")
        )
      }
      context.emit(.text(context.session.scheduleSentence))
      return .none
    }
    let parts = try arguments.constructors("schedule").map { part in
      do { return try ScheduleSpecification(part) } catch {
        throw PlacedError(error, at: part.span)
      }
    }
    let unit = Schedule.Unit(rawValue: try arguments.text("per")) ?? .epoch
    context.session.adopt(
      parts.isEmpty ? nil : try blaming("schedule") { try Schedule(parts, per: unit) })
    context.emit(.text(context.session.scheduleSentence))
    return .none
  }
}

extension Session {
  /// The schedule in force with its first and last rates.
  fileprivate var scheduleSentence: String {
    guard let schedule else { return "no schedule: the learning rate stays the optimizer's" }
    return "schedule \(schedule)" + (optimizer.map { ": " + schedule.rateWords($0) } ?? "")
  }
}

extension Schedule {
  /// The first rates and the last one: "lr 0.1, 0.09, 0.081, then 0.01 from epoch 21 on".
  fileprivate func rateWords(_ optimizer: OptimizerSpecification) -> String {
    let base = optimizer.options.number("lr")
    func text(_ time: Int) -> String { shortNumber(rate(at: time, base: base)) }
    let first = (0..<3).map(text).joined(separator: ", ")
    if watchesLoss { return "lr \(first), ... until the loss no longer falls" }
    guard let length, length > 2 else { return "lr \(first), ..." }
    return "lr \(first), ... \(text(length)) from \(unit.rawValue) \(grouped(length + 1)) on"
  }

  /// What is worth saying before a fit that goes on from a position.
  func notices(_ position: SchedulePosition, _ optimizer: OptimizerSpecification) -> [String] {
    let base = optimizer.options.number("lr")
    let time = position.continued(under: self).time(in: unit)
    let rate = rate(at: time, base: base)
    guard let length, time >= length, rate < base else { return [] }
    return [
      "the schedule has come to its end, lr stays \(shortNumber(rate)); "
        + "schedule \(self) begins it anew"
    ]
  }
}

/// A number to four digits, without zeros at the end.
private func shortNumber(_ number: Double) -> String {
  Double(significantText(number, digits: 4)).map(numberText) ?? numberText(number)
}
