/// Something that watches a fit: its declaration. `TrainingConfiguration` carries it out.
public struct CallbackDefinition: Definition {
  /// Callbacks.
  public static let category = Category.callback
  /// Every callback.
  public static let all: [CallbackDefinition] = [.earlyStopping]

  /// Name, options and meaning.
  public let declaration: Declaration
}
