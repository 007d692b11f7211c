import Glibc

extension ScheduleDefinition {
  /// A fall along half a wave of the cosine.
  ///
  ///     lr(t) = minimum + (lr − minimum) · (1 + cos(π · t / steps)) / 2
  static let cosine = ScheduleDefinition(
    Declaration(
      "cosine", .schedule, "The learning rate falls along half a cosine wave to its end.",
      options: [.scheduleSteps, .minimumRate],
      formula: "lr(t) = minimum + (lr − minimum) · (1 + cos(π · t / steps)) / 2",
      discussion: """
        From the end on it stays at the minimum, where PyTorch's would rise again: \
        cosine_restarts begins anew.
        """,
      reference: "Loshchilov and Hutter 2017, SGDR; PyTorch CosineAnnealingLR"),
    length: steps,
    rate: { halfWave(from: $0.base, to: $0.number("minimum"), $0.progress) })

  /// Half waves one after the other, each as long as the last times a factor.
  static let cosineRestarts = ScheduleDefinition(
    Declaration(
      "cosine_restarts", .schedule,
      "Half cosine waves one after the other, each from the full rate.",
      options: [
        OptionDeclaration(
          "steps", "how many epochs, or steps with per=step, the first wave lasts",
          .integer(atLeast: 1), positional: true),
        OptionDeclaration(
          "growth", "how many times as long as the last each wave is",
          .integer(1...1000), default: .number(1)),
        .minimumRate,
      ],
      formula: "lr(t) = minimum + (lr − minimum) · (1 + cos(π · t' / length of the wave)) / 2",
      discussion: "t' is the time since the wave began.",
      reference: "Loshchilov and Hutter 2017, SGDR; PyTorch CosineAnnealingWarmRestarts"),
    rate: { time in
      let wave = Wave(
        at: time.time, first: time.options.integer("steps"), growth: time.options.integer("growth"))
      return halfWave(from: time.base, to: time.number("minimum"), wave.progress)
    })
}

/// Half a wave of the cosine from one number to another: `progress` is 0 at its start, 1 at its end.
func halfWave(from start: Double, to end: Double, _ progress: Double) -> Double {
  end + (start - end) * (1 + cos(.pi * progress)) / 2
}

/// The wave a time lies in, of waves that grow.
private struct Wave {
  /// The share of the wave that is over.
  let progress: Double

  init(at time: Int, first: Int, growth: Int) {
    var (length, rest) = (Double(first), Double(time))
    if growth == 1 { rest.formTruncatingRemainder(dividingBy: length) }
    while rest >= length {
      rest -= length
      length *= Double(growth)
    }
    progress = rest / length
  }
}
