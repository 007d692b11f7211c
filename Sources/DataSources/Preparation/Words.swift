/// The words of a text, lower-cased, in order.
///
/// A word is a run of letters (with their marks), digits and apostrophes. Apostrophes around it are
/// quotation marks and no part of it.
func words(_ text: String) -> [String] {
  var found: [String] = []
  var word = String.UnicodeScalarView()
  // Lower-casing comes first: it may turn one letter into a letter and a mark.
  for scalar in text.lowercased().unicodeScalars {
    if isApostrophe(scalar) {
      if !word.isEmpty { word.append("'") }
    } else if isWordScalar(scalar) {
      word.append(scalar)
    } else {
      finish(&word, &found)
    }
  }
  finish(&word, &found)
  return found
}

private func finish(_ word: inout String.UnicodeScalarView, _ found: inout [String]) {
  while word.last == "'" { word.removeLast() }
  if !word.isEmpty { found.append(String(word)) }
  word.removeAll()
}

/// The typewriter's apostrophe and the typographic one, which texts mix.
private func isApostrophe(_ scalar: Unicode.Scalar) -> Bool {
  scalar == "'" || scalar == "\u{2019}"
}

private func isWordScalar(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.properties.generalCategory {
  case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
    .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber:
    true
  default: false
  }
}
