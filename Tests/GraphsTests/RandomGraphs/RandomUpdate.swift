import Tensors

@testable import Graphs

/// What an optimizer may do with a parameter's slope, as it comes and in forms that are nearly it.
struct RandomUpdate: Sendable {
  let name: String
  let build: @Sendable (inout GraphGenerator, _ w: Expression, _ g: Expression) throws -> [Update]

  typealias Update = (target: Expression, value: Expression)

  init(
    _ name: String,
    _ build: @escaping @Sendable (inout GraphGenerator, Expression, Expression) throws -> [Update]
  ) {
    self.name = name
    self.build = build
  }

  static let all: [RandomUpdate] = [
    RandomUpdate("none") { _, _, _ in [] },
    RandomUpdate("descent") { graph, w, g in [(w, try w - graph.rate() * g)] },
    RandomUpdate("weight decay") { graph, w, g in [(w, try w - graph.rate() * (g + 0.1 * w))] },
    RandomUpdate("momentum") { graph, w, g in
      let m = graph.state(w.shape, -1...1)
      let m2 = try 0.9 * m + g
      return [(m, m2), (w, try w - graph.rate() * m2)]
    },
    RandomUpdate("Nesterov") { graph, w, g in
      let m = graph.state(w.shape, -1...1)
      let m2 = try 0.9 * m + g
      return [(w, try w - graph.rate() * (g + 0.9 * m2)), (m, m2)]
    },
    RandomUpdate("RMSprop") { graph, w, g in
      let v = graph.state(w.shape, 0.1...1)
      let v2 = try 0.9 * v + 0.1 * square(g)
      return [(v, v2), (w, try w - graph.rate() * (g / (sqrt(v2) + 1e-3)))]
    },
    RandomUpdate("Adam") { graph, w, g in
      try graph.adam(w, g, shrink: graph.draw.integer(0...1) == 0 ? 0.99 : nil)
    },
    RandomUpdate("Adam beside its first moment's square") { graph, w, g in
      let updates = try graph.adam(w, g, shrink: nil)
      let other = graph.state(w.shape, -1...1)
      return updates + [(other, try square(updates[0].value) + other)]
    },
    RandomUpdate("clipped") { graph, w, g in
      let length = try sqrt(1e-3 + sum(square(g)))
      return [(w, try w - graph.rate() * (g / maximum(length, 1e-4)))]
    },
    RandomUpdate("another value") { graph, w, _ in
      guard let value = graph.pick(where: { $0.shape.count == w.shape.count }) else { return [] }
      return [(w, try reshape(value, to: w.shape))]
    },
    RandomUpdate("another parameter") { graph, w, _ in
      let others = graph.parameters.filter { $0.shape == w.shape }
      return [(w, others[graph.draw.integer(0...others.count - 1)])]
    },
    RandomUpdate("number") { _, w, _ in [(w, .constant(0.25, shape: w.shape))] },
    RandomUpdate("own sum") { _, w, _ in [(w, try w + 0.1 * sum(w))] },
  ]
}

extension GraphGenerator {
  /// A learning rate, fed or fixed.
  fileprivate mutating func rate() throws -> Expression {
    draw.integer(0...1) == 0 ? .constant(0.1) : fed(0.05...0.2)
  }

  /// Adam's update in the order of the learning room: m, v, w.
  fileprivate mutating func adam(_ w: Expression, _ g: Expression, shrink: Double?) throws
    -> [RandomUpdate.Update]
  {
    let (m, v) = (state(w.shape, -1...1), state(w.shape, 0.1...1))
    let m2 = try 0.9 * m + 0.1 * g
    let v2 = try 0.999 * v + 0.001 * square(g)
    let rescale = draw.integer(0...1) == 0 ? nil : fed(0.5...2)
    let root = try rescale.map { try sqrt(v2) * $0 } ?? sqrt(v2)
    let step = try rate() * (m2 / (root + 1e-8))
    return [(m, m2), (v, v2), (w, try (shrink.map { try $0 * w } ?? w) - step)]
  }

  /// A number fed every step.
  private mutating func fed(_ range: ClosedRange<Double>) -> Expression {
    let name = "s\(bindings.values.count)"
    bindings.values[name] = draw.array([], range).rounded
    return .scalar(name)
  }
}
