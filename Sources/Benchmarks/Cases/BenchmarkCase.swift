/// One thing that is measured, whose answer is checked as well: a fast wrong answer fails.
protocol BenchmarkCase: Sendable {
  /// How it is called on the command line.
  var name: String { get }

  /// Measures, records its rows and throws if an answer is wrong.
  func run(_ bench: Bench) throws
}

/// All of them, in the order of the table.
let allCases: [any BenchmarkCase] = [
  ProcessStart(), ColdStart(), IrisReport(), DigitsReport(), ReadingCSV(),
  TrainingEpochs.onTwoThreads(batch: 64, others: [.keras, .sklearn]), TrainingEpochs.onOneThread,
  TrainingEpochs.onTwoThreads(batch: 32), TrainingEpochs.onTwoThreads(batch: 256),
  TrainingEpochs.onTwoThreads(batch: 1024), TrainingMemory(),
  AlignmentLoss.ctc, AlignmentLoss.rnnt, CustomLoss(),
  CompileTime(), StepDrift(), GrowthCase.rows, GrowthCase.parameters, MillionRows(),
  LargeFile(format: .npy), LargeFile(format: .idx),
]
