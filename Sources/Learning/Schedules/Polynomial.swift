import Glibc

extension ScheduleDefinition {
  /// A fall along a power of the time that is left; along a line unless told otherwise.
  ///
  ///     lr(t) = minimum + (lr − minimum) · (1 − t / steps)^power
  static let polynomial = ScheduleDefinition(
    Declaration(
      "polynomial", .schedule,
      "The learning rate falls along a line, or another power, to its end.",
      options: [
        .scheduleSteps,
        OptionDeclaration(
          "power", "the power of the time that is left; 1 is a line", .number(.above(0)),
          default: .number(1)),
        .minimumRate,
      ],
      formula: "lr(t) = minimum + (lr − minimum) · (1 − t / steps)^power",
      discussion: "From the end on it stays at the minimum.", reference: "PyTorch PolynomialLR"),
    length: steps,
    rate: { time in
      let minimum = time.number("minimum")
      return minimum + (time.base - minimum) * pow(1 - time.progress, time.number("power"))
    })
}
