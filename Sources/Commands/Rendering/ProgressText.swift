import Language

/// The line that shows how a fit is getting on.
///
///     run1  ████████░░░░░░░░  epoch 30/60  loss 0.1234  validation 0.2345  12.4 s left
public enum ProgressText {
  private static let gap = "  "
  private static let barLength = 16
  private static let longestName = 16

  /// The line for the latest epoch, shorter than `width` columns: what matters least is left out
  /// first.
  public static func line(_ epoch: EpochEvent, width: Int) -> String {
    let pieces = pieces(epoch)
    var room = width - 1 + gap.count
    let kept = pieces.indices.sorted { pieces[$0].rank < pieces[$1].rank }.filter { index in
      let needed = displayWidth(pieces[index].text) + gap.count
      guard needed <= room else { return false }
      room -= needed
      return true
    }
    return kept.sorted().map { pieces[$0].text }.joined(separator: gap)
  }

  /// The pieces in the order they stand in; the lower the rank, the more a piece matters.
  private static func pieces(_ epoch: EpochEvent) -> [(rank: Int, text: String)] {
    var pieces = [
      (rank: 5, text: shortened(epoch.run)), (4, bar(epoch)), (0, count(epoch)),
      (1, "loss \(number(epoch.loss))"),
    ]
    if let loss = epoch.validationLoss { pieces.append((2, "validation \(number(loss))")) }
    if epoch.penalty != 0 { pieces.append((6, "penalty \(number(epoch.penalty))")) }
    if epoch.seconds > 0 { pieces.append((7, "\(Duration.text(seconds: epoch.seconds))/epoch")) }
    if let left = epoch.secondsLeft { pieces.append((3, "\(Duration.text(seconds: left)) left")) }
    return pieces
  }

  private static func number(_ number: Double) -> String { significantText(number, digits: 4) }

  private static func count(_ epoch: EpochEvent) -> String {
    let (done, all) = ("\(epoch.epoch)", "\(epoch.epochs)")
    return "epoch " + String(repeating: " ", count: max(0, all.count - done.count))
      + "\(done)/\(all)"
  }

  private static func bar(_ epoch: EpochEvent) -> String {
    let share = Double(epoch.epoch) / Double(max(1, epoch.epochs))
    let filled = min(barLength, max(0, Int(share * Double(barLength))))
    return String(repeating: "█", count: filled)
      + String(repeating: "░", count: barLength - filled)
  }

  private static func shortened(_ name: String) -> String {
    name.count <= longestName ? name : name.prefix(longestName - 1) + "…"
  }
}
