import Foundation
import Testing

@testable import Learning

@Suite("Shapes of losses")
struct LossShapeTests {
  private func shape(
    _ loss: LossSpecification, from lower: Double = -4, to upper: Double = 4, count: Int = 9
  ) throws -> LossShape {
    try LossShape.shapes(of: [loss], from: lower, to: upper, count: count)[0]
  }

  private func place(_ shape: LossShape, _ x: Double) throws -> LossShape.Place {
    try #require(shape.places.first { $0.x == x })
  }

  @Test func residualsAreSquared() throws {
    let shape = try shape(LossSpecification("mse"))
    #expect(shape.axis == .residual)
    #expect(shape.places.map(\.x) == [-4, -3, -2, -1, 0, 1, 2, 3, 4])
    // By hand: r² and 2 r.
    #expect(shape.places.map(\.value) == [16, 9, 4, 1, 0, 1, 4, 9, 16])
    #expect(shape.places.map(\.slope) == [-8, -6, -4, -2, 0, 2, 4, 6, 8])
  }

  @Test func farResidualsAreStraight() throws {
    let far = try place(shape(LossSpecification("huber")), 3)
    // By hand: δ (r − δ / 2) and δ, δ being 1.
    #expect(far.value == 2.5)
    #expect(far.slope == 1)
  }

  @Test func aSymmetricRangeHasItsMiddle() throws {
    let shape = try shape(LossSpecification("mae"), from: -0.7, to: 0.7, count: 401)
    #expect(shape.places[200].x == 0)
    #expect(shape.places[200].slope == 0)
    #expect(shape.places.first?.x == -0.7)
    #expect(shape.places.last?.x == 0.7)
  }

  @Test(arguments: [
    "binary_cross_entropy", "cross_entropy", "generalized_cross_entropy", "focal", "nll",
    "kl_divergence", "poly1",
  ])
  func marginsOfTwoClassesAreOneLogit(_ name: String) throws {
    // By hand: softmax of (0, x) is σ(x), so each is a function of −log σ(x) = log(1 + e^−x).
    let options: [(String, OptionValue)] =
      switch name {
      case "generalized_cross_entropy": [("q", .number(0))]
      case "focal": [("gamma", .number(0))]
      case "poly1": [("epsilon", .number(0))]
      default: []
      }
    let shape = try shape(LossSpecification(name, [], options))
    #expect(shape.axis == .margin)
    for place in shape.places {
      #expect(abs(place.value - log1p(exp(-place.x))) < 1e-9, "\(name) at \(place.x)")
      #expect(abs(place.slope + 1 / (1 + exp(place.x))) < 1e-9, "\(name) at \(place.x)")
    }
  }

  @Test func probabilitiesAreThoseOfTheLogit() throws {
    let given = try shape(
      LossSpecification("binary_cross_entropy", [], [("from", .text("probabilities"))]))
    let own = try shape(LossSpecification("binary_cross_entropy"))
    for (a, b) in zip(given.places, own.places) {
      #expect(abs(a.value - b.value) < 1e-9)
      #expect(abs(a.slope - b.slope) < 1e-9)
    }
  }

  @Test func hingesEndAtTheirMargin() throws {
    let shape = try shape(LossSpecification("hinge"))
    #expect(try place(shape, -1).value == 2)
    #expect(try place(shape, 2).value == 0)
    #expect(try place(shape, -1).slope == -1)
  }

  @Test func weightsOfClassesDoNotCount() throws {
    let plain = try shape(LossSpecification("cross_entropy"))
    for weights in [OptionValue.numbers([1, 2, 3]), .text("effective"), .pairs([("a", 5)])] {
      let weighed = try shape(LossSpecification("cross_entropy", [], [("class_weights", weights)]))
      #expect(weighed.places == plain.places)
    }
    let alphas = try shape(LossSpecification("focal", [], [("alpha", .numbers([1, 2, 3]))]))
    #expect(try alphas.places == shape(LossSpecification("focal")).places)
  }

  @Test func lossesThatSeeTheTargetAreDrawnAtOne() throws {
    // By hand: |p − 1| / 1, and both losses are drawn at the same target.
    let shapes = try LossShape.shapes(
      of: [LossSpecification("mse"), LossSpecification("mape")], from: -2, to: 2, count: 5)
    #expect(shapes.map(\.target) == [1, 1])
    #expect(shapes[0].places.map(\.value) == [4, 1, 0, 1, 4])
    #expect(
      abs(shapes[1].places[4].value - 2) < 1e-9 || abs(shapes[1].places[4].value - 200) < 1e-9)
    #expect(try shape(LossSpecification("huber")).target == 0)
  }

  @Test func sumsAreSums() throws {
    let sum = try LossSpecification(
      .mixture([(1, LossSpecification("mse")), (0.5, LossSpecification("mae"))]))
    #expect(try shape(sum).places.map(\.value) == [18, 10.5, 5, 1.5, 0, 1.5, 5, 10.5, 18])
  }

  @Test func axesDoNotMix() throws {
    let error = try #require(throws: ShapeError.self) {
      try LossShape.commonAxis([LossSpecification("mse"), LossSpecification("hinge")])
    }
    #expect(
      error.message
        == "mse is drawn over the residual and hinge over the logit: one picture cannot have both")
  }

  @Test(arguments: LossDefinition.all.map(\.name))
  func slopesAreThoseOfTheValues(_ name: String) throws {
    let options: [(String, OptionValue)] = name == "gaussian_nll" ? [("variance", .number(2))] : []
    let loss = try LossSpecification(name, [], options)
    guard !loss.shapeAxes.isEmpty else {
      #expect(throws: ShapeError.self) { try LossShape.commonAxis([loss]) }
      return
    }
    // The logarithm of msle has a pole at −1, next to which differences over a step say nothing.
    let start = name == "msle" ? -0.813 : -1.913
    let places = try shape(loss, from: start, to: 2.017, count: 401).places
    let step = places[1].x - places[0].x
    let wrong = places.indices.dropFirst().dropLast().count { index in
      let slope = (places[index + 1].value - places[index - 1].value) / (2 * step)
      return !(abs(slope - places[index].slope) <= 2e-3 * (1 + abs(slope)))
    }
    // Central differences across a kink are those of neither side.
    #expect(wrong <= 4, "\(name): \(wrong) of 401 slopes")
    #expect(places.allSatisfy { $0.value.isFinite && $0.slope.isFinite }, "\(name)")
  }
}
