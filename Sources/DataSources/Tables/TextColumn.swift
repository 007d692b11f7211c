/// The texts of a column, each distinct text held once; nil where a value is missing.
public struct TextColumn: RandomAccessCollection, Sendable, Equatable {
  /// Per row the index into `dictionary`, or -1 where the value is missing.
  public private(set) var codes: [Int32]
  /// The distinct texts, in order of appearance.
  public private(set) var dictionary: [String]
  private var codeOf: [String: Int32]

  /// A column of these texts.
  public init(_ values: some Sequence<String?>) {
    self.init()
    for value in values { append(value) }
  }

  init() { (codes, dictionary, codeOf) = ([], [], [:]) }

  /// Always 0.
  public var startIndex: Int { 0 }
  /// The number of rows.
  public var endIndex: Int { codes.count }

  /// The text in a row, counted from 0.
  public subscript(row: Int) -> String? {
    let code = codes[row]
    return code < 0 ? nil : dictionary[Int(code)]
  }

  mutating func append(_ value: String?) {
    guard let value else {
      codes.append(-1)
      return
    }
    if let code = codeOf[value] {
      codes.append(code)
      return
    }
    let code = Int32(truncatingIfNeeded: dictionary.count)
    codeOf[value] = code
    dictionary.append(value)
    codes.append(code)
  }

  mutating func reserve(_ rows: Int) { codes.reserveCapacity(rows) }

  /// These rows in this order; texts that no row uses any more are dropped.
  func selecting(_ rows: [Int]) -> TextColumn { TextColumn(rows.lazy.map { self[$0] }) }

  /// Equal texts in equal order, however they are coded.
  public static func == (a: TextColumn, b: TextColumn) -> Bool { a.elementsEqual(b) }
}
