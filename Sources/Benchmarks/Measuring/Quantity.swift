/// What a figure is a figure of; decides how it is written.
enum Quantity: Sendable {
  case seconds
  case bytes
  /// A number without a unit: a ratio, an exponent.
  case plain

  /// The figure with its unit: `12.3 ms`, `57 MB`, `1.02`.
  func text(_ value: Double) -> String {
    guard value.isFinite else { return "-" }
    switch self {
    case .seconds: return time(value)
    case .bytes: return memory(value)
    case .plain: return decimal(value, 2)
    }
  }
}

/// A time with three digits: `0.0974 s`, `12.3 ms`, `4.51 µs`.
func time(_ seconds: Double) -> String {
  if seconds < 1e-4 { return "\(threeDigits(seconds * 1e6)) µs" }
  return seconds < 0.1 ? "\(threeDigits(seconds * 1000)) ms" : "\(threeDigits(seconds)) s"
}

/// An amount of memory with three digits, in powers of 1000: `31.4 MB`.
func memory(_ bytes: Double) -> String {
  let size = abs(bytes)
  if size < 1e6 { return "\(threeDigits(bytes / 1e3)) kB" }
  return size < 1e9 ? "\(threeDigits(bytes / 1e6)) MB" : "\(threeDigits(bytes / 1e9)) GB"
}

/// A ratio with two decimals.
func ratio(_ value: Double) -> String { decimal(value, 2) }

private func threeDigits(_ value: Double) -> String {
  let size = abs(value)
  return decimal(value, size < 1 ? 3 : size < 10 ? 2 : size < 100 ? 1 : 0)
}

/// A number with so many decimals.
func decimal(_ value: Double, _ decimals: Int) -> String {
  guard value.isFinite else { return "-" }
  let scale = (0..<decimals).reduce(1.0) { product, _ in product * 10 }
  let scaled = Int((abs(value) * scale).rounded())
  let digits = String(scaled)
  let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
  let sign = value < 0 && scaled > 0 ? "-" : ""
  return decimals == 0
    ? sign + padded : sign + padded.dropLast(decimals) + "." + padded.suffix(decimals)
}
