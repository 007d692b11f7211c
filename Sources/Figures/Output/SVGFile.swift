extension [UInt8] {
  /// An SVG file with its title and description for screen readers, which Cairo has no call for.
  func describedSVG(_ metadata: DocumentMetadata) -> [UInt8] {
    guard let tag = firstRange(of: Array("<svg ".utf8)),
      let end = self[tag.upperBound...].firstIndex(of: UInt8(ascii: ">"))
    else { return self }
    let title = metadata.title.isEmpty ? "" : "\n<title>\(metadata.title.xmlEscaped)</title>"
    let subject = metadata.subject.isEmpty ? "" : "\n<desc>\(metadata.subject.xmlEscaped)</desc>"
    return self[..<end] + Array(" role=\"img\">\(title)\(subject)".utf8) + self[(end + 1)...]
  }

  private func firstRange(of needle: [UInt8]) -> Range<Int>? {
    indices.first { self[$0...].starts(with: needle) }.map { $0..<($0 + needle.count) }
  }
}

extension String {
  fileprivate var xmlEscaped: String {
    var escaped = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case _ where scalar.value < 0x20: escaped += " "
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
