/// A text that cannot drive a terminal: control characters but line ends and tabs become U+FFFD.
///
/// Column names, labels and file names come from files that anybody may have written.
public func withoutControls(_ text: String) -> String {
  guard text.unicodeScalars.contains(where: isDangerous) else { return text }
  var shown = String.UnicodeScalarView()
  for scalar in text.unicodeScalars { shown.append(isDangerous(scalar) ? "\u{FFFD}" : scalar) }
  return String(shown)
}

private func isDangerous(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x09, 0x0A: false
  case ..<0x20, 0x7F...0x9F: true
  // Marks that turn the direction of what follows, so that it reads as something else.
  case 0x202A...0x202E, 0x2066...0x2069: true
  default: false
  }
}
