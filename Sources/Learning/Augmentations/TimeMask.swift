import Tensors

extension AugmentationDefinition {
  /// Times left out.
  static let timeMask = AugmentationDefinition(
    declaration: Declaration(
      "time_mask", .augmentation, "Sets some frames of every row to 0, one after the other.",
      options: [.maskWidth("frames")],
      formula: "0 for t₀ ≤ t < t₀ + w, w uniform in {0, …, width}, t₀ in {0, …, T − w}",
      discussion: "For rows [time, feature], such as spectrograms. " + OptionDeclaration.zeroIsMean,
      reference: OptionDeclaration.specAugment),
    rows: .frames,
    effect: .numbers { options, layout, generator, numbers in
      layout.clear(
        rows: generator.stretch(upTo: options.integer("width"), of: layout.height),
        columns: 0..<layout.width, of: numbers)
    }, extent: ("width", .time))
}

extension OptionDeclaration {
  /// The widest stretch a mask covers.
  static func maskWidth(_ of: String) -> OptionDeclaration {
    OptionDeclaration(
      "width", "the most \(of) it covers", .integer(atLeast: 1), positional: true)
  }

  /// What a mask means in numbers.
  static let zeroIsMean = "0 is the mean after `scale standard`."
  /// Where masks come from.
  static let specAugment = "Park et al. 2019, SpecAugment"
}

extension RandomGenerator {
  /// A stretch of an axis, any length up to `width` and any place being alike.
  mutating func stretch(upTo width: Int, of length: Int) -> Range<Int> {
    let covered = integer(below: min(width, length) + 1)
    let start = integer(below: length - covered + 1)
    return start..<start + covered
  }
}
