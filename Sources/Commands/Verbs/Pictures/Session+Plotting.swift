import DataSources
import Figures
import Language
import Learning

extension Session {
  /// The learning rates `plot lr` draws: those of the runs, or those to come.
  func learningRates(_ arguments: Arguments, title: String?) throws -> LineChart {
    let next = try arguments.integerIfGiven("next")
    guard next == nil, !runs.isEmpty || arguments.isGiven("runs") else {
      return try blaming("what") {
        try SessionFigures.learningRateToCome(self, next: next, title: title)
      }
    }
    return SessionFigures.learningRate(try runsToPlot(arguments), title: title)
  }

  /// The runs a picture draws.
  func runsToPlot(_ arguments: Arguments) throws -> [Run] {
    let names = try arguments.texts("runs")
    guard !names.isEmpty || !runs.isEmpty else { throw SessionError.noRuns }
    return try names.isEmpty ? runs : names.map(requireRun)
  }

  /// The runs `plot losses` draws: those named, else those of the last comparison.
  func comparedRuns(_ arguments: Arguments) throws -> [Run] {
    guard !arguments.isGiven("runs") else { return try runsToPlot(arguments) }
    guard let last = runs.compactMap(\.comparison).max() else {
      throw ArgumentProblem(
        "what",
        SessionError.unsuitablePlot(
          "losses", reason: "no losses have been compared yet",
          instead: "compare losses mse mae, or name runs: runs=[a, b]"))
    }
    return runs.filter { $0.comparison == last }
  }

  /// The shapes `plot loss_shape` draws: of the losses given, else of the one in force.
  func lossShapes(_ arguments: Arguments, title: String?) throws -> SmallMultiples {
    var losses = try arguments.plottedLosses(self)
    if losses.isEmpty {
      guard let loss else { throw SessionError.noLoss }
      losses = [loss]
    }
    let range = try arguments.plottedRange()
    let shapes = try blaming("of") {
      try LossShape.shapes(of: losses, from: range.lowerBound, to: range.upperBound)
    }
    return SessionFigures.lossShape(shapes, title: title)
  }
}

extension Arguments {
  /// The part a picture judges, if one is given.
  func plottedPart(_ picture: String) throws -> Part? {
    let values = try values("of")
    guard let value = values.first else { return nil }
    guard let part = value.asText.flatMap(Part.init) else {
      throw ArgumentProblem(
        "of", Complaint("plot \(picture) judges a part, not a loss", hint: "plot \(picture) test"),
        index: 0)
    }
    guard values.count == 1 else {
      throw ArgumentProblem("of", Complaint("plot \(picture) judges one part"), index: 1)
    }
    return part
  }

  /// The losses a picture draws.
  fileprivate func plottedLosses(_ session: Session) throws -> [LossSpecification] {
    try values("of").enumerated().map { index, value in
      do {
        if case .text(let part) = value {
          throw Complaint(
            "loss_shape draws losses, and \(part) is a part of the data",
            hint: "plot loss_shape mse mae to \"shape.png\"")
        }
        return try session.lossSpecification(value)
      } catch let error as PlacedError { throw error } catch {
        throw ArgumentProblem("of", error, index: index)
      }
    }
  }

  /// From where to where losses are drawn.
  fileprivate func plottedRange() throws -> ClosedRange<Double> {
    let ends = try numbers("range")
    guard isGiven("range") else { return -4...4 }
    guard ends.count == 2, ends[0] < ends[1] else {
      throw ArgumentProblem(
        "range", Complaint("a range is two numbers, the smaller first", hint: "range=[-5, 5]"))
    }
    return ends[0]...ends[1]
  }
}
