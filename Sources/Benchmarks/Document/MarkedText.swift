/// A document in which some stretches between markers are written by a program, the rest by hand.
///
///     <!-- bench:goals -->
///     whatever stands here is replaced
///     <!-- /bench:goals -->
struct MarkedText {
  private(set) var text: String

  /// A document as it is.
  init(_ text: String) { self.text = text }

  /// Puts something between the markers of a name; fails where they are missing.
  mutating func replace(_ name: String, with content: String) throws {
    let (opening, closing) = ("<!-- bench:\(name) -->", "<!-- /bench:\(name) -->")
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard let first = lines.firstIndex(where: { $0 == opening }),
      let last = lines[first...].firstIndex(where: { $0 == closing })
    else { throw BenchmarkFailure("the document has no lines \(opening) and \(closing)") }
    text = (lines[...first] + ["", content[...], ""] + lines[last...]).joined(separator: "\n")
  }
}
