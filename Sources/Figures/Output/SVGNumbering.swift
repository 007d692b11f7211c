extension [UInt8] {
  /// An SVG file whose surfaces are numbered from 0 in the order they appear.
  ///
  /// Cairo numbers them through the life of the process, so the second figure would differ from
  /// the first. Text is written as outlines, so no reader's word can look like such a name.
  func renumberingSurfaces() -> [UInt8] {
    let word = Array("surface".utf8)
    var result: [UInt8] = []
    result.reserveCapacity(count)
    var numbers: [[UInt8]: Int] = [:]
    var position = 0
    while position < count {
      let rest = self[position...]
      guard rest.first == word[0], rest.starts(with: word) else {
        result.append(self[position])
        position += 1
        continue
      }
      let digits = Array(rest.dropFirst(word.count).prefix { $0 >= 0x30 && $0 <= 0x39 })
      let next = numbers.count
      let number = digits.isEmpty ? "" : String(numbers[digits, default: next])
      if !digits.isEmpty, numbers[digits] == nil { numbers[digits] = next }
      result += word + Array(number.utf8)
      position += word.count + digits.count
    }
    return result
  }
}
