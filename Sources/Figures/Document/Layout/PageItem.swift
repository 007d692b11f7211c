extension Document {
  /// One thing on a page, in its place.
  public struct Item: Sendable {
    /// What is drawn.
    public enum Content: Sendable {
      /// One line of a text, its baseline that far below the frame's top.
      case text(Text, line: Int, baseline: Double)
      /// The frame in a colour.
      case fill(Color)
      /// A disc in the frame.
      case disc(Color)
      /// A picture in the frame.
      case figure(any Figure)
      /// The frame leads somewhere; a line is drawn along its foot.
      case link(Inline.Target, Color)
    }

    /// Where it is, in points from the page's upper left corner.
    public var frame: Rect
    /// What is drawn there.
    public var content: Content
    /// What it is part of, outermost first; empty for what only adorns the page.
    public var structure: [Node]

    init(_ frame: Rect, _ content: Content, _ structure: [Node] = []) {
      self.frame = frame
      self.content = content
      self.structure = structure
    }

    /// What a text item says; nil for all others.
    public var string: String? {
      if case .text(let text, _, _) = content { text.string } else { nil }
    }

    func moved(down distance: Double) -> Item {
      var copy = self
      copy.frame.y += distance
      return copy
    }
  }

  /// A part of the document's structure; items with equal nodes lie in the same part.
  public struct Node: Sendable, Hashable {
    /// What the part is.
    public var tag: Tag
    /// Its number, unique in the document.
    public var id: Int
  }

  /// An entry of the outline.
  public struct OutlineEntry: Sendable, Hashable {
    /// The heading's level, 1 to 3.
    public var level: Int
    /// The heading.
    public var title: String
    /// The name of the place it leads to.
    public var destination: String
  }

  /// A page ready to be drawn.
  public struct Page: Sendable {
    /// Its number from 1.
    public var number: Int
    /// The sheet.
    public var size: Size
    /// The part of the sheet that blocks stand in.
    public var content: Rect
    /// What is on it, in reading order.
    public var items: [Item]
    /// The headings on it.
    public var outline: [OutlineEntry]
  }
}
