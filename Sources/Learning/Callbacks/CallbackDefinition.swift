/// The declaration of something that watches a fit.
///
/// `TrainingConfiguration` has what is declared here as a value, and a fit carries it out.
public struct CallbackDefinition: Definition {
  /// Callbacks.
  public static let category = Category.callback
  /// Every callback.
  public static let all: [CallbackDefinition] = [.earlyStopping]

  /// Name, options and meaning.
  public let declaration: Declaration
}
