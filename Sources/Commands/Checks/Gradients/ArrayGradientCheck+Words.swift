import Language
import Learning

extension [ArrayGradientCheck] {
  /// The largest difference and where it is: "3e-9 (row 7, output 2)".
  var worstWords: String {
    guard let (array, slope) = worst else { return "none" }
    guard slope.difference > 0 else { return "0" }
    let place = slope.place.map { "\($0 + 1)" }.joined(separator: ", ")
    let name = array == "predictions" ? "prediction" : array
    return "\(shareText(slope.difference)) at \(name)" + (place.isEmpty ? "" : " [\(place)]")
      + (slope.difference > gradientTolerance
        ? ", \(shortText(slope.analytic)) and not \(shortText(slope.numeric))" : "")
  }

  /// What is said of places where the loss bends.
  var kinkWords: String {
    let kinks = map(\.kinks).reduce(0, +)
    return kinks == 0 ? "" : ", \(kinks) of them at a bend, between the slopes on both sides"
  }
}

/// A share to two digits: "3.1e-9".
func shareText(_ share: Double) -> String {
  guard share.isFinite, share != 0 else { return numberText(share) }
  return significantText(share, digits: 2)
}
