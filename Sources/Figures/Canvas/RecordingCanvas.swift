/// A canvas that keeps what is drawn on it, in page coordinates, so that layout can be tested.
///
/// Text is measured by Pango as on paper.
public final class RecordingCanvas: PagedCanvas {
  /// One thing drawn.
  public enum Call: Hashable, Sendable {
    /// A filled path: its bounds on the page and its colour.
    case fill(Path, Color)
    /// A line.
    case stroke(Path, Stroke)
    /// Lines of a text: what it says, its box on the page, the lines drawn.
    case text(Text, box: Rect, lines: Range<Int>)
    case clip(Path)
    case beginTag(Tag)
    case endTag(Tag)
    case pageLabel(String)
    case outline(title: String, destination: String, parent: Int?)
  }

  /// One page.
  public struct Page: Hashable, Sendable {
    /// Its size in points.
    public let size: Size
    /// What was drawn on it, in order.
    public var calls: [Call] = []

    /// The texts with their boxes, in order.
    public var texts: [(string: String, box: Rect)] {
      calls.compactMap { call in
        if case .text(let text, let box, _) = call { (text.string, box) } else { nil }
      }
    }
  }

  /// The pages so far; the last is the present one.
  public private(set) var pages: [Page]
  private var maps: [Transform] = [.identity]
  private var map = Transform.identity
  private var outlines = 0
  private let shaper = TextShaper()

  /// A recording of pages, the first of the given size.
  public init(size: Size) {
    pages = [Page(size: size)]
  }

  /// The size of the present page in points.
  public var size: Size { pages[pages.count - 1].size }

  /// Everything drawn on all pages.
  public var calls: [Call] { pages.flatMap(\.calls) }

  /// Every text on all pages with its box.
  public var texts: [(string: String, box: Rect)] { pages.flatMap(\.texts) }

  /// Remembers transform and clip.
  public func save() { maps.append(map) }

  /// Goes back to what `save` remembered.
  public func restore() {
    if let last = maps.popLast() { map = last }
  }

  /// Applies a map to what follows.
  public func transform(_ map: Transform) {
    guard map.isUsable else { return }
    self.map = self.map.concatenating(map)
  }

  /// Keeps what follows inside a path.
  public func clip(to path: Path) { record(.clip(path.mapped(by: map))) }

  /// Fills a path.
  public func fill(_ path: Path, with color: Color) {
    record(.fill(path.mapped(by: map), color))
  }

  /// Draws a path as a line.
  public func stroke(_ path: Path, with stroke: Stroke) {
    record(.stroke(path.mapped(by: map), stroke))
  }

  /// The room a text takes.
  public func measure(_ text: Text) -> TextExtent { shaper.measure(text) }

  /// Draws lines of a text.
  public func draw(_ text: Text, at point: Point, lines: Range<Int>) {
    let all = measure(text).lines
    let drawn = lines.clamped(to: 0..<all.count)
    guard let first = drawn.first, let last = drawn.last else { return }
    // The ink's box, not the room given: a centred word does not fill the width it is centred in.
    let left = all[drawn].map(\.x).min() ?? 0
    let right = all[drawn].map { $0.x + $0.width }.max() ?? 0
    let height = all[last].top + all[last].height - all[first].top
    let box = Rect(x: point.x + left, y: point.y, width: right - left, height: height)
    record(.text(text, box: map(box), lines: drawn))
  }

  /// Begins a stretch that means something.
  public func beginTag(_ tag: Tag) { record(.beginTag(tag)) }

  /// Ends the stretch begun last.
  public func endTag(_ tag: Tag) { record(.endTag(tag)) }

  /// Ends the page and begins another.
  public func nextPage(size: Size) { pages.append(Page(size: size)) }

  /// Names the present page.
  public func setPageLabel(_ label: String) { record(.pageLabel(label)) }

  /// Adds an outline entry and returns its number.
  @discardableResult
  public func addOutline(_ title: String, to destination: String, parent: Int?) -> Int {
    record(.outline(title: title, destination: destination, parent: parent))
    outlines += 1
    return outlines
  }

  private func record(_ call: Call) { pages[pages.count - 1].calls.append(call) }
}

extension Path {
  /// The path with every point mapped.
  func mapped(by map: Transform) -> Path {
    var path = Path()
    for element in elements {
      switch element {
      case .move(let point): path.move(to: map(point))
      case .line(let point): path.line(to: map(point))
      case .curve(let a, let b, let point): path.curve(map(a), map(b), to: map(point))
      case .close: path.close()
      }
    }
    return path
  }
}
