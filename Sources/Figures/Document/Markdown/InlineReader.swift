/// Reads emphasis, code and links in the text of one paragraph.
///
/// Marks are found in one walk; a mark that closes nothing stays as it is written.
struct InlineReader {
  private let text: [Character]
  private var pieces: [Document.Inline] = []
  private var openers: [Opener] = []
  private var position = 0
  private let mayLink: Bool

  /// Marks that may still be closed.
  private struct Opener {
    let mark: Character
    /// The piece that holds the marks themselves.
    let piece: Int
  }

  /// How far a closing mark or bracket is looked for: what is not prose stays quick to read.
  private static let reach = 64
  private static let linkReach = 2000

  init(_ text: String, mayLink: Bool = true) {
    self.text = Array(text)
    self.mayLink = mayLink
  }

  mutating func read() -> [Document.Inline] {
    while position < text.count {
      switch text[position] {
      case "\\": readEscape()
      case "`": readCode()
      case "*", "_": readMarks(text[position])
      case "[" where mayLink: readLink()
      default: readPlain()
      }
    }
    return pieces
  }

  private mutating func readPlain() {
    let start = position
    position += 1
    while position < text.count, !"\\`*_[".contains(text[position]) { position += 1 }
    pieces.append(.init(String(text[start..<position])))
  }

  private mutating func readEscape() {
    let next = position + 1 < text.count ? text[position + 1] : " "
    let escapes = next.isASCII && (next.isPunctuation || next.isSymbol)
    pieces.append(.init(escapes ? String(next) : "\\"))
    position += escapes ? 2 : 1
  }

  private func runLength(of mark: Character, at start: Int) -> Int {
    text[start...].prefix { $0 == mark }.count
  }

  private mutating func readCode() {
    let ticks = runLength(of: "`", at: position)
    let start = position + ticks
    var end = start
    while end < text.count {
      guard text[end] == "`" else {
        end += 1
        continue
      }
      let closing = runLength(of: "`", at: end)
      if closing == ticks {
        pieces.append(.init(Self.codeText(text[start..<end]), .code))
        position = end + ticks
        return
      }
      end += closing
    }
    pieces.append(.init(String(repeating: "`", count: ticks)))
    position = start
  }

  private static func codeText(_ text: ArraySlice<Character>) -> String {
    let isPadded = text.count > 2 && text.first == " " && text.last == " "
    return String(isPadded ? text.dropFirst().dropLast() : text)
  }

  private mutating func readMarks(_ mark: Character) {
    let count = runLength(of: mark, at: position)
    let before = position > 0 ? text[position - 1] : " "
    let after = position + count < text.count ? text[position + count] : " "
    position += count
    let isInWord = mark == "_" && before.isWordPart && after.isWordPart
    var left = count
    if !before.isWhitespace, !isInWord { left = close(mark, count) }
    guard left > 0 else { return }
    pieces.append(.init(String(repeating: mark, count: left)))
    if !after.isWhitespace, !isInWord {
      openers.append(Opener(mark: mark, piece: pieces.count - 1))
    }
  }

  /// Closes marks opened before; returns how many are left over.
  private mutating func close(_ mark: Character, _ count: Int) -> Int {
    var left = count
    while left > 0, let index = openers.suffix(Self.reach).lastIndex(where: { $0.mark == mark }) {
      let opener = openers[index]
      // `****` around nothing is no emphasis.
      guard opener.piece < pieces.count - 1 else { return left }
      let used = min(2, left, pieces[opener.piece].text.count)
      for piece in (opener.piece + 1)..<pieces.count {
        pieces[piece].style.insert(used == 2 ? .strong : .emphasis)
      }
      pieces[opener.piece].text.removeLast(used)
      left -= used
      openers.removeSubrange((index + 1)...)
      if pieces[opener.piece].text.isEmpty { openers.removeLast() }
    }
    return left
  }

  private mutating func readLink() {
    guard let bracket = closing("[", "]", from: position), bracket + 1 < text.count,
      text[bracket + 1] == "(", let end = closing("(", ")", from: bracket + 1)
    else {
      pieces.append(.init("["))
      position += 1
      return
    }
    let address = String(text[(bracket + 2)..<end].filter { !$0.isWhitespace })
    var label = InlineReader(String(text[(position + 1)..<bracket]), mayLink: false)
    for var inline in label.read() {
      inline.target = address.hasPrefix("#") ? .anchor(String(address.dropFirst())) : .web(address)
      if address.isEmpty { inline.target = nil }
      pieces.append(inline)
    }
    position = end + 1
  }

  private func closing(_ open: Character, _ close: Character, from start: Int) -> Int? {
    var depth = 0
    for index in start..<min(text.count, start + Self.linkReach) {
      if text[index] == open { depth += 1 }
      if text[index] == close { depth -= 1 }
      if depth == 0 { return index }
    }
    return nil
  }
}

extension Character {
  fileprivate var isWordPart: Bool { isLetter || isNumber }
}
