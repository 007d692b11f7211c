extension Tag {
  /// The structure type of PDF 32000-1, or Cairo's own name for links and destinations.
  var cairoName: String {
    switch self {
    case .document: "Document"
    case .section: "Sect"
    case .heading(let level): "H\(max(1, min(6, level)))"
    case .paragraph: "P"
    case .list: "L"
    case .listItem: "LI"
    case .code: "Code"
    case .table: "Table"
    case .tableRow: "TR"
    case .tableHeader: "TH"
    case .tableCell: "TD"
    case .figure: "Figure"
    case .span: "Span"
    case .link, .web: "Link"
    case .destination: "cairo.dest"
    }
  }

  /// Attributes in Cairo's notation; only links and destinations have any.
  var cairoAttributes: String {
    switch self {
    case .link(let destination, let area):
      "dest=" + destination.quotedForCairo + (area?.cairoAttribute ?? "")
    case .web(let address, let area):
      "uri=" + address.percentEncoded.quotedForCairo + (area?.cairoAttribute ?? "")
    case .destination(let name): "name=" + name.quotedForCairo
    default: ""
    }
  }
}

extension Rect {
  /// The area of a link; whole points, as no locale writes these with a comma.
  fileprivate var cairoAttribute: String {
    guard [x, y, width, height].allSatisfy({ abs($0) < 1e6 }) else { return "" }
    let (left, top) = (Int(minX.rounded(.down)), Int(minY.rounded(.down)))
    let (right, bottom) = (Int(maxX.rounded(.up)), Int(maxY.rounded(.up)))
    return " rect=[\(left) \(top) \(right - left) \(bottom - top)]"
  }
}

extension String {
  /// The string as Cairo's tag attributes write strings: in quotes, those inside escaped.
  var quotedForCairo: String {
    var quoted = "'"
    for character in unicodeScalars where character.value >= 0x20 {
      if character == "'" || character == "\\" { quoted += "\\" }
      quoted.unicodeScalars.append(character)
    }
    return quoted + "'"
  }

  /// The address in ASCII: every other byte becomes %XX, what is already so written stays.
  fileprivate var percentEncoded: String {
    utf8.map { byte in
      if byte > 0x20 && byte < 0x7F { return String(UnicodeScalar(byte)) }
      let digits = String(byte, radix: 16, uppercase: true)
      return "%" + (digits.count == 1 ? "0" : "") + digits
    }.joined()
  }
}
