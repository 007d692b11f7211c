extension BuiltInFunction {
  /// Functions of a list of numbers, or of numbers side by side.
  static let aggregate: [BuiltInFunction] = [
    BuiltInFunction("min", ["values"], variadic: true, "Give the least number") {
      .number(try extreme($0, "min", by: <))
    },
    BuiltInFunction("max", ["values"], variadic: true, "Give the greatest number") {
      .number(try extreme($0, "max", by: >))
    },
    BuiltInFunction("sum", ["values"], variadic: true, "Add numbers up; nothing adds up to 0") {
      .number(sum(try numbers($0, "sum")))
    },
    BuiltInFunction("mean", ["values"], variadic: true, "Give the mean of numbers") {
      .number(try mean(nonEmpty($0, "mean")))
    },
    BuiltInFunction("median", ["values"], variadic: true, "Give the middle of numbers") {
      .number(median(try nonEmpty($0, "median")))
    },
    BuiltInFunction(
      "std", ["values"], variadic: true, "Give the sample standard deviation (n - 1) of numbers"
    ) { .number(try deviation(nonEmpty($0, "std"))) },
  ]

  private static func numbers(_ arguments: [Value], _ function: String) throws -> [Double] {
    let isList = arguments.count == 1 && arguments[0].asNumber == nil
    let values = isList ? try list(arguments[0], function) : arguments
    return try values.map { try number($0, function) }
  }

  private static func nonEmpty(_ arguments: [Value], _ function: String) throws -> [Double] {
    let values = try numbers(arguments, function)
    if values.isEmpty { throw LanguageError.emptyList(function: function) }
    return values
  }

  /// nan wherever one is among the numbers.
  private static func extreme(
    _ arguments: [Value], _ function: String, by isBefore: (Double, Double) -> Bool
  ) throws -> Double {
    let values = try nonEmpty(arguments, function)
    if values.contains(where: \.isNaN) { return .nan }
    return values.min(by: isBefore) ?? .nan
  }

  /// Neumaier's compensated sum, so that 0.1 added ten times is 1.
  private static func sum(_ values: [Double]) -> Double {
    var total = 0.0
    var lost = 0.0
    for value in values {
      let next = total + value
      lost += total.magnitude >= value.magnitude ? (total - next) + value : (value - next) + total
      total = next
    }
    return lost.isFinite ? total + lost : total
  }

  private static func mean(_ values: [Double]) -> Double { sum(values) / Double(values.count) }

  private static func median(_ values: [Double]) -> Double {
    if values.contains(where: \.isNaN) { return .nan }
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }

  private static func deviation(_ values: [Double]) -> Double {
    let center = mean(values)
    let squares = sum(values.map { ($0 - center) * ($0 - center) })
    return (squares / Double(values.count - 1)).squareRoot()
  }
}
