/// The texts that mean a missing value.
struct MissingValues {
  private let texts: Set<[UInt8]>
  private let longest: Int

  /// Whether one of them is a number, such as -999: then a number too may be a missing value.
  let includeNumbers: Bool

  init(added: [String]) {
    texts = Set((CSVOptions.standardMissing + added).map { Array(trimmedText($0).utf8) })
    includeNumbers = added.contains { Double(trimmedText($0)) != nil }
    longest = texts.map(\.count).max() ?? 0
  }

  /// Whether a value, blanks around it taken away, is missing.
  func contains(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    if bytes.isEmpty { return true }
    return bytes.count <= longest && texts.contains(Array(bytes))
  }
}

/// A text without blanks and tabs around it.
func trimmedText(_ text: String) -> String {
  let isBlank = { (character: Character) in character == " " || character == "\t" }
  let tail = text.drop(while: isBlank).reversed().drop(while: isBlank)
  return String(tail.reversed())
}
