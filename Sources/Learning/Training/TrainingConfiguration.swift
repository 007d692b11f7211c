/// How a fit goes about its work.
public struct TrainingConfiguration: Sendable, Equatable {
  /// The most epochs to take; 0 takes none.
  public var epochs: Int
  /// Rows per step; nil, or more than there are: all rows at once.
  public var batch: Int?
  /// Whether each epoch takes the rows in an order of its own; otherwise in the order given.
  public var shuffle: Bool
  /// Decides the order of the rows, what dropout drops and what augmentations do.
  public var seed: UInt64
  /// Ends the fit when the objective has not fallen by this share for five epochs in a row.
  public var tolerance: Double?
  /// Ends the fit when a number no longer gets better, and restores the best weights.
  public var earlyStopping: EarlyStopping?
  /// What changes the rows trained on, anew in every epoch; rows that are judged stay as they are.
  public var augmentations: [AugmentationSpecification]

  /// The defaults: batches of 32 in random order, to the last epoch.
  public init(
    epochs: Int = 10, batch: Int? = 32, shuffle: Bool = true, seed: UInt64 = 0,
    tolerance: Double? = nil, earlyStopping: EarlyStopping? = nil,
    augmentations: [AugmentationSpecification] = []
  ) {
    self.epochs = epochs
    self.batch = batch
    self.shuffle = shuffle
    self.seed = seed
    self.tolerance = tolerance
    self.earlyStopping = earlyStopping
    self.augmentations = augmentations
  }
}
