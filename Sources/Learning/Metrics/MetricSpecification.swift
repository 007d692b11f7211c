/// A metric and its options.
public typealias MetricSpecification = Specification<MetricDefinition>

extension [MetricSpecification] {
  /// The metrics shown unless others are asked for; no classes: numbers.
  public static func standard(classes: Int) -> [MetricSpecification] {
    MetricDefinition.all.filter { $0.isStandard && $0.suits(classes: classes) }
      .map(MetricSpecification.init(standard:))
  }
}

extension MetricSpecification {
  /// A metric with the options it has unless told otherwise.
  init(standard definition: MetricDefinition) {
    let options = definition.declaration.options.compactMap(\.defaultValue)
    self.init(definition, checked: Options(checked: options, for: definition.declaration))
  }

  /// The name beside a value: `top_2_accuracy`.
  public var label: String { definition.label(options) }

  /// The metric as it judges so many classes: one of the positive class of two gives way to its
  /// macro average where there are more, under that name.
  public func resolved(classes: Int) -> MetricSpecification {
    guard classes > 2, let name = definition.ofSeveralClasses,
      let definition = MetricDefinition.all.first(where: { $0.name == name })
    else { return self }
    return MetricSpecification(standard: definition)
  }
}
