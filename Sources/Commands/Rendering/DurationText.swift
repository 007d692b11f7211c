import Language

extension Duration {
  /// Seconds as a person says them: "0.35 s", "12.4 s", "3 min 20 s", "2 h 5 min".
  public static func text(seconds: Double) -> String {
    guard seconds.isFinite, seconds >= 0 else { return "?" }
    if seconds < 0.0995 {
      return "\(fixedText(seconds * 1000, places: seconds < 0.00995 ? 1 : 0)) ms"
    }
    if seconds < 9.95 { return "\(fixedText(seconds, places: 2)) s" }
    if seconds < 59.95 { return "\(fixedText(seconds, places: 1)) s" }
    let whole = wholeNumber(seconds.rounded()) ?? 0
    if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
    return "\(whole / 3600) h \(whole % 3600 / 60) min"
  }

  /// As `text(seconds:)`, with microseconds for what is shorter than a millisecond.
  static func shortText(seconds: Double) -> String {
    guard seconds >= 0, seconds < 0.0009995 else { return text(seconds: seconds) }
    return "\(fixedText(seconds * 1e6, places: seconds < 9.95e-6 ? 1 : 0)) µs"
  }
}
