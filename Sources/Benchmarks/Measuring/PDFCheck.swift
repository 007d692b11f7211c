/// Fails unless a file begins and ends as PDFs do and, if told so, has so many figures.
///
/// A figure is an element of the tagged structure that is described in words; such elements stand
/// uncompressed in what Cairo writes.
func requirePDF(_ path: String, figures: Int? = nil) throws {
  let bytes = try readBytes(path)
  try require(bytes.starts(with: Array("%PDF-".utf8)), "\(path) is not a PDF")
  let end = String(decoding: bytes.suffix(16), as: UTF8.self)
  try require(end.contains("%%EOF"), "\(path) is not a whole PDF")
  guard let figures else { return }
  let found = describedFigures(bytes)
  try require(found == figures, "\(path) has \(found) figures instead of \(figures)")
}

private func describedFigures(_ bytes: [UInt8]) -> Int {
  var (count, isFigure) = (0, false)
  for line in bytes.split(separator: UInt8(ascii: "\n")) {
    let words = String(decoding: line.prefix(40), as: UTF8.self).drop { $0 == " " }
    switch words {
    case "/S /Figure": isFigure = true
    case "endobj": isFigure = false
    case _ where isFigure && words.hasPrefix("/Alt "): count += 1
    default: break
    }
  }
  return count
}
