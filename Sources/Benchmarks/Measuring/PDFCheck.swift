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
  let (figure, alternative) = (Array("/S /Figure".utf8), Array("/Alt".utf8))
  return bytes.split(separator: UInt8(ascii: "\n")).reduce(into: (count: 0, isFigure: false)) {
    state, line in
    let words = line.drop { $0 == UInt8(ascii: " ") }
    if state.isFigure, words.starts(with: alternative) { state.count += 1 }
    state.isFigure = words.starts(with: figure)
  }.count
}
