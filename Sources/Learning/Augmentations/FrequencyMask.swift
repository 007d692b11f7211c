import Tensors

extension AugmentationDefinition {
  /// Features left out.
  static let frequencyMask = AugmentationDefinition(
    declaration: Declaration(
      "frequency_mask", .augmentation, "Sets some neighbouring features of every row to 0.",
      options: [.maskWidth("features")],
      formula: "0 for f₀ ≤ f < f₀ + w, w uniform in {0, …, width}, f₀ in {0, …, F − w}",
      discussion: "For rows [time, feature], such as spectrograms. " + OptionDeclaration.zeroIsMean,
      reference: OptionDeclaration.specAugment),
    rows: .frames,
    effect: .numbers { options, layout, generator, numbers in
      layout.clear(
        rows: 0..<layout.height,
        columns: generator.stretch(upTo: options.integer("width"), of: layout.width), of: numbers)
    }, extent: ("width", .feature))
}
