/// A report as a value: what it says about itself and blocks in reading order.
///
/// `layout(theme:)` puts it on A4 pages, `render(theme:)` makes a PDF of these. Both depend on
/// nothing but the value and the installed fonts: equal documents give equal bytes.
public struct Document: Sendable {
  /// Title, author and what else the file says about itself; the title also heads the first page.
  public var metadata: DocumentMetadata
  /// The line below the title on the first page, such as what was run and when; may be empty.
  public var subtitle: String
  /// The language it is written in, as BCP 47 has it.
  public var language: String
  /// What it says, in reading order.
  public var blocks: [Block]

  /// A document of blocks.
  public init(
    metadata: DocumentMetadata, subtitle: String = "", language: String = "en",
    blocks: [Block] = []
  ) {
    self.metadata = metadata
    self.subtitle = subtitle
    self.language = language
    self.blocks = blocks
  }

  /// Puts a block at the end.
  public mutating func append(_ block: Block) { blocks.append(block) }

  /// Puts blocks at the end.
  public mutating func append(contentsOf blocks: [Block]) { self.blocks += blocks }
}
