/// The texts that mean a missing value.
struct MissingValues {
  private let texts: [[UInt8]]

  /// Whether one of them is a number, such as -999: then a number too may be a missing value.
  let includeNumbers: Bool

  init(added: [String], standard: [String] = CSVOptions.standardMissing) {
    let all = (standard + added).map { Array(trimmedText($0).utf8) }
    texts = all.filter { !$0.isEmpty }
    includeNumbers = added.contains { Double(trimmedText($0)) != nil }
  }

  /// Whether a value, blanks around it taken away, is missing.
  func contains(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = bytes.first else { return true }
    return texts.contains { text in
      text.count == bytes.count && text[0] == first && text.elementsEqual(bytes)
    }
  }
}

/// A text without blanks and tabs around it.
func trimmedText(_ text: String) -> String {
  let isBlank = { (character: Character) in character == " " || character == "\t" }
  let tail = text.drop(while: isBlank).reversed().drop(while: isBlank)
  return String(tail.reversed())
}
