import Learning

/// Notes when each step of a fit ended.
final class StepWatch {
  private let clock = ContinuousClock()
  private var ends: [ContinuousClock.Instant] = []

  /// A watch with room for so many steps, so that noting them never waits for memory.
  init(steps: Int) { ends.reserveCapacity(steps + 1) }

  /// Begins the first step.
  func start() { ends.append(clock.now) }

  /// What a fit calls.
  var hooks: FitHooks {
    FitHooks(isInterrupted: { [self] in
      ends.append(clock.now)
      return false
    })
  }

  /// The durations of some steps, counted from 0.
  func seconds(_ steps: Range<Int>) -> [Double] {
    steps.map { ends[$0].duration(to: ends[$0 + 1]).inSeconds }
  }
}

/// The number in the middle.
func median(_ values: [Double]) -> Double {
  var samples = Samples()
  samples.add(values, isDisturbed: false)
  return samples.median
}
