/// A metric and its options.
public typealias MetricSpecification = Specification<MetricDefinition>

extension [MetricSpecification] {
  /// The metrics of such a target that are shown unless others are asked for.
  public static func standard(for target: JudgedTarget) -> [MetricSpecification] {
    MetricDefinition.all.filter { $0.isStandard && $0.suits(target) }
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

  /// The metric as it judges such a target: one of the positive class of two gives way to its macro
  /// average where there are more classes, under that name.
  public func resolved(for target: JudgedTarget) -> MetricSpecification {
    guard case .classes(let classes) = target, classes > 2,
      let name = definition.ofSeveralClasses,
      let definition = MetricDefinition.all.first(where: { $0.name == name })
    else { return self }
    return MetricSpecification(standard: definition)
  }
}
