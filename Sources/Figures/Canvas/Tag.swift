/// What a stretch of drawing means, for screen readers and for links; only PDF keeps it.
public enum Tag: Hashable, Sendable {
  case document
  case section
  case heading(level: Int)
  case paragraph
  case list
  case listItem
  case code
  case table
  case tableRow
  case tableHeader
  case tableCell
  /// A picture. Cairo 1.16 cannot write the alternative text into a PDF; SVG and recordings keep it.
  case figure(alternative: String)
  /// A stretch of a paragraph that has links beside it.
  case span
  /// What is drawn inside, or all of `area`, leads to a place marked by `destination` in the same
  /// document.
  case link(to: String, area: Rect? = nil)
  /// What is drawn inside, or all of `area`, leads to an address on the web.
  case web(address: String, area: Rect? = nil)
  /// A place that links and outline entries lead to.
  case destination(String)
}
