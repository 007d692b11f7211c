/// What a plateau remembers between epochs.
public struct PlateauMemory: Sendable, Equatable {
  /// The lowest loss so far.
  public private(set) var best: Double?
  /// Epochs in a row without progress.
  public private(set) var stale = 0
  /// Epochs that do not count yet.
  public private(set) var cooldown = 0
  /// How often the rate has fallen.
  public private(set) var reductions = 0

  /// Takes the loss of an epoch.
  ///
  /// The threshold is a share of the size of the best loss, so that a loss below 0 has to fall too;
  /// PyTorch multiplies the best by 1 − threshold, which for such a loss asks for less than none.
  mutating func observe(_ loss: Double, _ options: Options) {
    let threshold = options.number("threshold")
    if best.map({ loss < $0 - threshold * abs($0) }) ?? !loss.isNaN {
      best = loss
      stale = 0
    } else {
      stale += 1
    }
    if cooldown > 0 {
      cooldown -= 1
      stale = 0
    }
    guard stale > options.integer("patience") else { return }
    reductions += 1
    cooldown = options.integer("cooldown")
    stale = 0
  }
}
