import Tensors

/// Formulas drawn by seed, in the language of the prompt; smooth almost everywhere where y and p lie
/// between 0.2 and 2.
struct RandomFormula {
  private var random: RandomGenerator
  private var depth = 0

  init(seed: UInt64) { random = RandomGenerator(seed: seed) }

  /// A formula that depends on p.
  mutating func text() -> String { "(\(part())) * p + \(part())" }

  private mutating func part() -> String {
    depth += 1
    defer { depth -= 1 }
    if depth > 4 { return leaf() }
    switch random.integer(below: 13) {
    case 0...2: return leaf()
    case 3...5: return "(\(part()) \(["+", "-", "*"][random.integer(below: 3)]) \(part()))"
    case 6: return "\(part()) / (2 + abs(\(part())))"
    case 7:
      return "(1 + abs(\(part())))^\(["2", "3", "0.5", "-1.5", "p"][random.integer(below: 5)])"
    case 8: return "where(\(condition()), \(part()), \(part()))"
    case 9: return "\(["min", "max"][random.integer(below: 2)])(\(part()), \(part()))"
    case 10:
      return "\(["sum", "mean", "max", "min", "logsumexp"][random.integer(below: 5)])"
        + "(p * \(leaf()) + \(bounded()))"
    case 11: return "\(["softmax", "log_softmax"][random.integer(below: 2)])(p * \(bounded()))"
    default: return function()
    }
  }

  private mutating func leaf() -> String {
    ["y", "p", "p", "c", "0.5", "3", "pi", "(y - p)"][random.integer(below: 8)]
  }

  /// Something that is never far from 0, so that exponentials stay small.
  private mutating func bounded() -> String {
    "\(["sin", "cos", "tanh", "sigmoid", "erf", "atan"][random.integer(below: 6)])(\(part()))"
  }

  private mutating func function() -> String {
    let plain = [
      "exp", "log_cosh", "softplus", "square", "sinh", "cosh", "expm1", "asin", "acos", "abs",
      "relu",
      "tan",
    ]
    let positive = ["log", "log1p", "sqrt", "log2", "log10"]
    let name = random.integer(below: plain.count + positive.count)
    if name >= plain.count { return "\(positive[name - plain.count])(0.3 + abs(\(part())))" }
    return "\(plain[name])(0.9 * \(bounded()))"
  }

  private mutating func condition() -> String {
    let comparison =
      "\(part()) \(["<", "<=", ">", ">=", "!="][random.integer(below: 5)]) \(part())"
    switch random.integer(below: 4) {
    case 0: return "\(comparison) and p > y"
    case 1: return "not (\(comparison)) or y > 1"
    default: return comparison
    }
  }
}
