extension Plan {
  /// The plan as people read it.
  ///
  /// - Parameter names: what parameters and inputs are called, where not by their names in the
  ///   store; the part before a name's last point is taken for its layer.
  public func description(names: [String: String] = [:]) -> PlanDescription {
    let costs = CostModel(blueprint)
    let describer = StepDescriber(
      blueprint, words: GraphWords(blueprint, names: names), costs: costs)
    return PlanDescription(
      threads: threads, rows: batchRows, passes: PlanPass.allCases.filter(options.runs),
      arenaBytes: 4 * blueprint.layout.count,
      arenaBytesWithoutReuse: 4 * blueprint.layout.countWithoutReuse,
      phases: blueprint.phases.map { $0.map(describer.step) }, estimate: costs.run,
      barrierEstimate: threads > 1 ? CostModel.barrier : 0,
      wakeEstimate: threads > 1 ? CostModel.wake : 0)
  }
}
