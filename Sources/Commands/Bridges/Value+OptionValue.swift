import Language
import Learning

extension OptionValue {
  /// A value of the language as the value of a layer's, loss's or optimizer's option; nil for
  /// values no option takes, such as functions.
  ///
  /// Names with numbers are written as a list of pairs: `[["setosa", 2], ["virginica", 1]]`.
  init?(_ value: Value) {
    switch value {
    case .none: self = .none
    case .bool(let flag): self = .flag(flag)
    case .number(let number): self = .number(number)
    case .text, .symbol, .call:
      guard let name = value.asName else { return nil }
      self = .text(name)
    case .list, .range: self.init(list: value.asList ?? [])
    case .record, .chain, .combination, .function: return nil
    }
  }

  private init?(list: [Value]) {
    let numbers = list.compactMap(\.asNumber)
    if numbers.count == list.count {
      self = .numbers(numbers)
      return
    }
    let texts = list.compactMap(\.asName)
    if texts.count == list.count {
      self = .texts(texts)
      return
    }
    let pairs = list.compactMap(Self.pair)
    guard pairs.count == list.count else { return nil }
    self = .pairs(pairs)
  }

  private static func pair(_ value: Value) -> (String, Double)? {
    guard let parts = value.asList, parts.count == 2, let number = parts[1].asNumber else {
      return nil
    }
    guard let name = parts[0].asName ?? parts[0].asNumber.map(numberText) else { return nil }
    return (name, number)
  }
}
