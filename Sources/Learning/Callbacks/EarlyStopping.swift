/// Stops a fit that no longer gets better and restores the best weights it had.
public struct EarlyStopping: Sendable, Equatable {
  /// How many epochs in a row may pass without improvement.
  public var patience: Int
  /// The number watched: `validation_loss`, `loss` or the name of a validation metric.
  public var monitor: String
  /// By how much a number must be better to count as better.
  public var minimumChange: Double
  /// Whether larger is better; nil: smaller for losses, larger for anything else.
  public var largerIsBetter: Bool?

  /// Watches a number.
  public init(
    patience: Int = 5, monitor: String = "validation_loss", minimumChange: Double = 0,
    largerIsBetter: Bool? = nil
  ) {
    self.patience = patience
    self.monitor = monitor
    self.minimumChange = minimumChange
    self.largerIsBetter = largerIsBetter
  }

  /// Takes the checked options of `early_stopping(...)`.
  public init(_ options: Options) {
    let mode = options.text("mode")
    self.init(
      patience: options.integer("patience"), monitor: options.text("monitor"),
      minimumChange: options.number("min_delta"),
      largerIsBetter: mode == "auto" ? nil : mode == "max")
  }

  /// Whether `value` is better than `best`.
  func isBetter(_ value: Double, than best: Double?) -> Bool {
    guard let best else { return !value.isNaN }
    return seeksLarger ? value > best + minimumChange : value < best - minimumChange
  }

  private var seeksLarger: Bool { largerIsBetter ?? !monitor.hasSuffix("loss") }
}

extension CallbackDefinition {
  /// Early stopping.
  static let earlyStopping = CallbackDefinition(
    declaration: Declaration(
      "early_stopping", .callback,
      "Stops a fit that no longer gets better and restores the best weights.",
      options: [
        OptionDeclaration(
          "patience", "the epochs in a row that may pass without improvement",
          .integer(atLeast: 1), default: .number(5), positional: true),
        OptionDeclaration(
          "monitor", "the number watched: validation_loss, loss or a validation metric", .text,
          default: .text("validation_loss")),
        OptionDeclaration(
          "min_delta", "by how much a number must be better to count", .number(.atLeast(0)),
          default: .number(0)),
        OptionDeclaration(
          "mode", "whether smaller or larger is better; auto: smaller for losses",
          .choice(["auto", "min", "max"]), default: .text("auto")),
      ],
      discussion: """
        The weights of the best epoch are always restored, and the fit says which epoch it was.
        """,
      reference: "Prechelt 1998, Early Stopping - But When?"))
}
