import Tensors

extension AugmentationDefinition {
  /// A square left out.
  static let cutout = AugmentationDefinition(
    declaration: Declaration(
      "cutout", .augmentation, "Sets a square of every image to 0.",
      options: [
        OptionDeclaration(
          "size", "the side of the square in pixels", .integer(atLeast: 1), positional: true)
      ],
      formula: "0 where |i − u| and |j − v| are within size/2, (u, v) a pixel drawn uniformly",
      discussion: "The square may reach over the edge: then it covers less.",
      reference: "DeVries and Taylor 2017, Improved Regularization with Cutout"),
    rows: .images,
    effect: .numbers { options, layout, generator, numbers in
      let size = options.integer("size")
      let top = generator.integer(below: layout.height) - size / 2
      let left = generator.integer(below: layout.width) - size / 2
      layout.clear(
        rows: (top..<top + size).clamped(to: 0..<layout.height),
        columns: (left..<left + size).clamped(to: 0..<layout.width), of: numbers)
    }, extent: ("size", .side))
}
