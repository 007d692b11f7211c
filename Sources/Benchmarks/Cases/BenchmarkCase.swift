/// One thing that is measured, whose answer is checked as well: a fast wrong answer fails.
protocol BenchmarkCase: Sendable {
  /// How it is called on the command line.
  var name: String { get }

  /// Measures, prints its lines and throws if an answer is wrong.
  func run(_ bench: Bench) throws
}

/// All of them, in the order of the table.
let allCases: [any BenchmarkCase] = [
  ProcessStart(), IrisReport(), DigitsReport(), ReadingCSV(),
  TrainingEpochs(batch: 64, threads: 2), TrainingEpochs(batch: 64, threads: 1),
  TrainingEpochs(batch: 32, threads: 2), TrainingEpochs(batch: 256, threads: 2),
  TrainingEpochs(batch: 1024, threads: 2),
  AlignmentLoss.ctc, AlignmentLoss.rnnt, CustomLoss(),
]
