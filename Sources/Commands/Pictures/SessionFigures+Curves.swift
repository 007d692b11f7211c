import DataSources
import Figures
import Language
import Learning

extension SessionFigures {
  /// How many of the positive rows are found, and how many others taken with them, as the threshold
  /// falls; of several classes a line for each against the rest.
  ///
  /// - Throws: `SessionError.unsuitablePlot` when there is nothing to draw.
  static func roc(_ rows: ScoredRows, on place: String, title: String? = nil) throws -> LineChart {
    let series = try lines(of: rows, for: "roc", "area") { index, curve in
      guard let area = curve.areaUnderROC else { return nil }
      let points = curve.places.map { place in
        DataPoint(
          Double(place.misses) / Double(curve.negatives),
          Double(place.hits) / Double(curve.positives))
      }
      return (area, points)
    }
    return LineChart(
      title: title ?? "ROC curve on \(place)", xTitle: "false positive rate",
      yTitle: "true positive rate", series: series + [diagonal("chance")], verticalScale: .linear)
  }

  /// How many of the rows taken are positive, over how many of the positive ones are found.
  ///
  /// - Throws: `SessionError.unsuitablePlot` when there is nothing to draw.
  static func precisionRecall(
    _ rows: ScoredRows, on place: String, title: String? = nil
  ) throws -> LineChart {
    let series = try lines(of: rows, for: "precision_recall", "AP") { index, curve in
      guard let precision = curve.averagePrecision else { return nil }
      let points = curve.places.map { place in
        DataPoint(Double(place.hits) / Double(curve.positives), place.precision)
      }
      return (precision, points)
    }
    return LineChart(
      title: title ?? "Precision over recall on \(place)", xTitle: "recall",
      yTitle: "precision", series: series, verticalScale: .linear)
  }

  /// How often what was given a probability came true, over that probability, in ten intervals.
  ///
  /// - Throws: `SessionError.unsuitablePlot` when there is nothing to draw.
  static func calibration(
    _ rows: ScoredRows, on place: String, title: String? = nil
  ) throws -> LineChart {
    let series = try rows.drawnClasses(for: "calibration").map { index in
      let chances = rows.labels.indices.compactMap { rows.probability($0, index) }
      guard chances.count == rows.count else {
        throw SessionError.unsuitablePlot(
          "calibration", reason: "the outputs are no probabilities", instead: "plot roc")
      }
      let bins = CalibrationBin.sort(chances, rows.labels.map { $0 == index }, into: 10)
      return LineChart.Series(
        rows.classes[index], bins.map { DataPoint($0.confidence, $0.frequency) })
    }
    return LineChart(
      title: title ?? "Calibration on \(place), 10 bins", xTitle: "mean probability given",
      yTitle: "share that came true", series: series + [diagonal("exact")],
      verticalScale: .linear)
  }

  /// A line for each class that has one, its area beside its name.
  private static func lines(
    of rows: ScoredRows, for plot: String, _ areaName: String,
    _ line: (Int, ThresholdCurve) -> (area: Double, points: [DataPoint])?
  ) throws -> [LineChart.Series] {
    let series = try rows.drawnClasses(for: plot).compactMap { index in
      line(index, rows.curve(of: index)).map { area, points in
        LineChart.Series(
          "\(rows.classes[index]): \(areaName) \(fixedText(area, places: 3))", points)
      }
    }
    guard !series.isEmpty else {
      throw SessionError.unsuitablePlot(
        plot, reason: "the part has rows of one class only", instead: "split stratify=true")
    }
    return series
  }

  private static func diagonal(_ name: String) -> LineChart.Series {
    LineChart.Series(name, [DataPoint(0, 0), DataPoint(1, 1)])
  }
}

extension ScoredRows {
  /// The classes that get a line: the positive one of two, else all.
  fileprivate func drawnClasses(for plot: String) throws -> [Int] {
    if let positive { return [positive] }
    guard classes.count <= mostLines else {
      throw SessionError.unsuitablePlot(
        plot, reason: "\(classes.count) classes are more lines than can be told apart",
        instead: "metrics roc_auc_macro average_precision_macro, then evaluate")
    }
    return Array(classes.indices)
  }
}

/// As many lines as have colours and dashes of their own.
private let mostLines = 10
