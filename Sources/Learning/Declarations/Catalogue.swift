/// Everything that can be named in a session, by category.
public enum Catalogue {
  /// The declarations of a category, in the order help shows them.
  public static func declarations(_ category: Category) -> [Declaration] {
    switch category {
    case .layer: LayerDefinition.all.map(\.declaration)
    case .loss: LossDefinition.all.map(\.declaration)
    case .penalty: PenaltyDefinition.all.map(\.declaration)
    case .optimizer: OptimizerDefinition.all.map(\.declaration)
    case .schedule: ScheduleDefinition.all.map(\.declaration)
    case .metric: MetricDefinition.all.map(\.declaration)
    case .callback: CallbackDefinition.all.map(\.declaration)
    case .augmentation: AugmentationDefinition.all.map(\.declaration)
    }
  }

  /// Every declaration of every category.
  public static var all: [Declaration] { Category.allCases.flatMap(declarations) }

  /// The declarations with a name, of whatever category, for `help NAME`.
  public static func declarations(named name: String) -> [Declaration] {
    all.filter { $0.name == name }
  }
}
