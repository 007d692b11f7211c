import Glibc
import Tensors

extension Findings {
  /// The shape of the target, and what neighbours tell of the errors to expect.
  ///
  /// Of several columns the one that lies furthest out is told of.
  mutating func measureNumbers(_ numbers: Tensor, _ subject: AdviceSubject) {
    let width = numbers.shape.rank < 2 ? 1 : numbers.rowCount
    let values = numbers.values.map(Double.init)
    let columns = (0..<width).map { column in
      NumberColumn(
        name: subject.names.indices.contains(column) ? subject.names[column] : subject.name,
        values: stride(from: column, to: values.count, by: width).map { values[$0] })
    }
    add(.rows, Double(numbers.rows), "\(counted(numbers.rows, "row")) to learn from")
    add(
      .columns, Double(width),
      width == 1 ? "\(subject.name) is a number" : "every row has \(width) numbers")
    measureShape(columns)
    measureKind(columns)
    if let features = subject.features { measureErrors(columns, features, subject.seed) }
  }

  private mutating func measureShape(_ columns: [NumberColumn]) {
    guard let skewed = columns.max(by: { abs($0.moments.skewness) < abs($1.moments.skewness) }),
      let heavy = columns.max(by: { $0.moments.excessKurtosis < $1.moments.excessKurtosis }),
      let wild = columns.max(by: { $0.outlierShare < $1.outlierShare })
    else { return }
    let skewness = skewed.moments.skewness
    add(
      .spread, wild.scale.deviation,
      "the median of \(wild.name) is \(short(wild.scale.middle)), its robust deviation "
        + short(wild.scale.deviation))
    add(
      .skewness, skewness,
      "\(skewed.name) has skewness \(short(skewness)): "
        + (abs(skewness) < 0.5
          ? "about as long to both sides"
          : "the longer tail is to the \(skewness > 0 ? "right" : "left")"))
    add(
      .excessKurtosis, heavy.moments.excessKurtosis,
      "\(heavy.name) has excess kurtosis \(short(heavy.moments.excessKurtosis)): a normal "
        + "distribution has 0, heavy tails more")
    add(
      .outliers, wild.outlierShare,
      "\(wild.outliers) of \(counted(wild.values.count, "value")) of \(wild.name) lie more than "
        + "\(short(outlierLimit)) robust deviations from the median")
  }

  private mutating func measureKind(_ columns: [NumberColumn]) {
    let all = columns.flatMap(\.values)
    if all.allSatisfy({ (0...1).contains($0) }) {
      let inside = Double(all.count { $0 > 0 && $0 < 1 }) / Double(max(1, all.count))
      add(
        .proportions, inside,
        "all values lie from 0 to 1, \(percent(inside)) of them strictly between")
    }
    if all.allSatisfy({ $0 >= 0 && $0 == $0.rounded() }),
      let wide = columns.max(by: { $0.dispersion < $1.dispersion })
    {
      add(
        .dispersion, wide.dispersion,
        "\(wide.name) holds whole numbers from 0 up; variance over mean is "
          + "\(short(wide.dispersion)), that of Poisson counts is near 1")
    }
    if all.allSatisfy({ $0 >= 0 }),
      let broad = columns.max(by: { $0.ordersOfMagnitude < $1.ordersOfMagnitude })
    {
      add(
        .ordersOfMagnitude, broad.ordersOfMagnitude,
        "\(broad.name) has no value below 0; from the 1st to the 99th percentile it spans "
          + "\(short(broad.ordersOfMagnitude)) powers of ten")
    }
  }
}

/// How many robust deviations from the median a value is far out: 3.5 as Iglewicz and Hoaglin 1993
/// advise; of normal numbers one in two thousand is.
let outlierLimit = 3.5

/// One column of a target with what is measured of it.
struct NumberColumn {
  let name: String
  let values: [Double]
  let moments: Moments
  let scale: RobustScale
  let outliers: Int

  init(name: String, values: [Double]) {
    self.name = name
    self.values = values
    moments = Moments(values)
    scale = RobustScale(values)
    outliers = scale.outliers(values, beyond: outlierLimit)
  }

  var outlierShare: Double { Double(outliers) / Double(max(1, values.count)) }

  /// Variance over mean, 0 where all values are 0.
  var dispersion: Double { moments.mean > 0 ? moments.variance / moments.mean : 0 }

  /// log₁₀ of the ratio of two percentiles of the positive values, so that a single tiny one does
  /// not count.
  var ordersOfMagnitude: Double {
    let positive = values.filter { $0 > 0 }.sorted()
    guard !positive.isEmpty else { return 0 }
    return log10(
      quantile(ofSorted: positive, at: 0.99) / quantile(ofSorted: positive, at: 0.01))
  }
}
