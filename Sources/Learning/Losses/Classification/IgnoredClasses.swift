extension LossSpecification {
  /// The class numbers whose rows the loss leaves out; of a sum of losses those that any part does,
  /// since a row counts for all of them or for none.
  public var ignoredClasses: Set<Int> {
    Set(
      simple.compactMap { loss in
        loss.options.declares(.ignoreIndex) ? loss.options.optionalInteger("ignore_index") : nil
      })
  }
}
