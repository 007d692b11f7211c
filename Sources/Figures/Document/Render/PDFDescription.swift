/// Adds to a PDF what Cairo 1.16 cannot write: the language, the alternative texts of figures, and
/// that a viewer should show the title instead of the file's name.
///
/// It is done as PDF 32000-1, 7.5.6 has it: new versions of the few objects concerned are put at
/// the end with a cross-reference section of their own, and what Cairo wrote stays as it is. A
/// file that does not look like Cairo's is given back unchanged.
extension [UInt8] {
  func describingPDF(alternatives: [String], language: String) -> [UInt8] {
    PDFUpdate(self)?.describing(alternatives: alternatives, language: language) ?? self
  }
}

private struct PDFUpdate {
  private let bytes: [UInt8]
  /// Where each object begins, by number, from the file's own table.
  private let offsets: [Int]
  private let tableOffset: Int
  private let trailer: String

  init?(_ bytes: [UInt8]) {
    self.bytes = bytes
    let tail = String(decoding: bytes.suffix(64), as: UTF8.self)
    guard let start = tail.split(separator: "\n").dropLast().last.flatMap({ Int($0) }),
      bytes.indices.contains(start)
    else { return nil }
    let lines = String(decoding: bytes[start...], as: UTF8.self)
      .split(separator: "\n").map { $0.filter { $0 != "\r" } }
    guard lines.count > 3, lines[0] == "xref",
      let count = lines[1].split(separator: " ").last.flatMap({ Int($0) }),
      lines.count > count + 2, lines[count + 2] == "trailer"
    else { return nil }
    tableOffset = start
    offsets = lines[2..<(count + 2)].map { Int($0.prefix(10)) ?? 0 }
    trailer = lines[(count + 3)...].prefix { $0 != "startxref" }.joined(separator: "\n")
  }

  func describing(alternatives: [String], language: String) -> [UInt8]? {
    var changed: [(number: Int, text: String)] = []
    var left = alternatives[...]
    for (number, text) in objects(beginningWith: "<< /Type /StructElem\n   /S /Figure\n") {
      guard let alternative = left.popFirst() else { break }
      changed.append((number, text.adding("/Alt \(alternative.asPDFText)")))
    }
    for (number, text) in objects(beginningWith: "<< /Type /Catalog") {
      let display = "/ViewerPreferences << /DisplayDocTitle true >>"
      changed.append((number, text.adding("/Lang \(language.asPDFText)\n   \(display)")))
    }
    guard !changed.isEmpty, left.isEmpty else { return nil }
    return appending(changed.sorted { $0.number < $1.number })
  }

  /// Dictionaries that begin so, by the order they stand in the file.
  private func objects(beginningWith start: String) -> [(number: Int, text: String)] {
    let order = offsets.indices.dropFirst().sorted { offsets[$0] < offsets[$1] }
    return order.compactMap { number in
      let head = Array("\(number) 0 obj\n".utf8)
      guard offsets[number] > 0, offsets[number] < bytes.count else { return nil }
      let rest = bytes[offsets[number]...]
      guard rest.starts(with: head + Array(start.utf8)),
        let end = rest.firstRange(ofText: "\nendobj")
      else { return nil }
      return (number, String(decoding: rest[(rest.startIndex + head.count)..<end], as: UTF8.self))
    }
  }

  private func appending(_ changed: [(number: Int, text: String)]) -> [UInt8] {
    var result = bytes
    var table = "xref\n0 1\n0000000000 65535 f \n"
    for (number, text) in changed {
      let digits = String(result.count)
      let padded = String(repeating: "0", count: Swift.max(0, 10 - digits.count)) + digits
      table += "\(number) 1\n\(padded) 00000 n \n"
      result += Array("\(number) 0 obj\n\(text)\nendobj\n".utf8)
    }
    let start = result.count
    table += "trailer\n" + trailer.adding("/Prev \(tableOffset)")
    return result + Array("\(table)\nstartxref\n\(start)\n%%EOF\n".utf8)
  }
}

extension String {
  /// The dictionary with one more entry before its end.
  fileprivate func adding(_ entry: String) -> String {
    let bare = reversed().drop { $0.isWhitespace }
    guard bare.starts(with: ">>") else { return self }
    return String(bare.dropFirst(2).reversed()) + "   \(entry)\n>>"
  }

  /// A text string of PDF: UTF-16 with its byte-order mark, in hexadecimal.
  fileprivate var asPDFText: String {
    let units = utf16.map { unit in
      let digits = String(unit, radix: 16, uppercase: true)
      return String(repeating: "0", count: 4 - digits.count) + digits
    }
    return "<FEFF" + units.joined() + ">"
  }
}

extension ArraySlice<UInt8> {
  fileprivate func firstRange(ofText text: String) -> Int? {
    let needle = Array(text.utf8)
    return indices.first { self[$0] == needle[0] && self[$0...].starts(with: needle) }
  }
}
