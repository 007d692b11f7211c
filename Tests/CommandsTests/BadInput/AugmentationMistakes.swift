import Testing

@testable import Commands

extension AllTests {
  @Suite("Bad input: augmentations") struct AugmentationMistakes {
    @Test("augmentations", arguments: Mistake.augmentations) func augmentation(_ mistake: Mistake) {
      mistake.check()
    }
  }
}

extension Mistake {
  private static let images = ["load \"mnist\""]

  static let augmentations: [Mistake] = [
    Mistake("augment rotat", "there is no augmentation rotat", at: "1:9", mend: "rotate"),
    Mistake("augment 3", "expected none, or", at: "1:9"),
    Mistake("augment relu", "expected none, or", at: "1:9"),
    Mistake("augment cutout", "cutout needs size", at: "1:9"),
    Mistake("augment cutout(0)", "size must be a whole number of at least 1", at: "1:9"),
    Mistake("augment rotate(200)", "degrees must be at least 0 and at most 180", at: "1:9"),
    Mistake("augment zoom(1)", "amount must be at least 0 and below 1", at: "1:9"),
    Mistake("augment shift(nan)", "amount must be", at: "1:9"),
    Mistake("augment noise(infinity)", "deviation must be", at: "1:9"),
    Mistake("augment flip(horizontal=3)", "horizontal: expected true or false", at: "1:25"),
    Mistake(
      "augment flip(horizontal=false)", "there is nothing left to mirror", at: "1:9",
      mend: "vertical=true"),
    Mistake("augment flip none", "none stands alone", at: "1:14", mend: "augment none"),
    Mistake("augment flip flip(vertical=true)", "flip is given twice", at: "1:14"),
    Mistake(
      "augment noise flip", "flip needs rows that are images", at: "1:15", mend: "augment none",
      after: ["load \"iris\""]),
    Mistake(
      "add time_mask(3)", "time_mask(3) needs rows of frames", at: "1:5",
      after: ["load \"iris\""]),
    Mistake(
      "augment crop(28)", "padding=28 would leave nothing of a row with 28 of them", at: "1:9",
      mend: "crop(padding=7)", after: images),
    Mistake("remove flip", "there is no flip to remove", at: "1:8", after: ["augment noise"]),
    Mistake(
      "fit epochs=1", "flip needs rows that are images", at: "1:1",
      after: ["augment flip"] + Verbs.irisModel),
  ]
}
