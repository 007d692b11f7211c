import Language
import Learning

extension Verbs {
  /// `augment flip rotate(15)`.
  static let augment = Verb(
    "augment", group: "data", summary: "Change the rows a model trains on, anew in every epoch",
    discussion: """
      `help augmentations` lists the changes. They apply to the training part while a fit lasts; \
      validation, evaluate and predict see the rows as they are. They come after the preparation, so \
      that their numbers are those of the scaled data. What is random about them follows from seed, \
      epoch and row: five epochs and five more are ten. `add` brings one more, `remove` takes one \
      out, `augment none` all. Without an argument those in force are shown.
      """,
    parameters: [
      .variadic(
        "changes",
        .either([
          .choice([Choice("none", "rows as they are")]), .list(.catalogue(["augmentation"])),
        ]), "augmentations with their options, or none")
    ],
    examples: [
      Example(
        "augment shift(0.1) rotate(15)", after: [#"load "mnist""#],
        .prints("augment shift, rotate(15)")),
      Example("augment [flip(vertical=true), cutout(8)]", .contains(["flip(vertical=true)"])),
      Example("augment none", .prints("augment none")),
      Example("augment flip", after: [#"load "iris""#], .fails("needs rows that are images")),
      Example("augment rotat(15)", .fails("rotate")),
    ],
    searchTerms: ["augmentation", "images", "flip", "rotate", "noise", "mask"],
    changesSession: true
  ) { context, arguments in
    guard arguments.isGiven("changes") else {
      context.emit(.text("augment \(context.session.augmentationSentence)"))
      return .none
    }
    let values = try arguments.values("changes")
    guard values.map(\.asText) != ["none"] else {
      try context.augment(with: [])
      return .none
    }
    if let index = values.firstIndex(where: { $0.asText != nil }) {
      throw ArgumentProblem(
        "changes", Complaint("none stands alone", hint: "augment none"), index: index)
    }
    var augmentations: [AugmentationSpecification] = []
    for constructor in try arguments.constructors("changes") {
      do {
        let augmentation = try AugmentationSpecification(constructor)
        guard !augmentations.contains(where: { $0.name == augmentation.name }) else {
          throw Complaint(
            "\(augmentation.name) is given twice", hint: "augment \(augmentation)")
        }
        try context.session.check(augmentation)
        augmentations.append(augmentation)
      } catch { throw PlacedError(error, at: constructor.span) }
    }
    try context.augment(with: augmentations)
    return .none
  }
}

extension CommandContext<Session> {
  /// Takes other augmentations and says which are in force.
  mutating func augment(with augmentations: [AugmentationSpecification]) throws {
    try augmentations.forEach(session.check)
    session.augmentations = augmentations
    emit(.text("augment \(session.augmentationSentence)"))
  }
}

extension Session {
  /// Checks that an augmentation can change the rows, as far as their shape is known.
  func check(_ augmentation: AugmentationSpecification) throws {
    guard data != nil, let shape = knownRowShape() else { return }
    try augmentation.check(rows: shape)
  }

  /// The augmentations in force, as typed.
  var augmentationSentence: String {
    augmentations.isEmpty
      ? "none" : augmentations.map(\.description).joined(separator: ", ")
  }
}

extension [AugmentationSpecification] {
  /// These and one more, which takes the place of one of its name.
  func adding(_ augmentation: AugmentationSpecification) -> Self {
    guard let index = firstIndex(where: { $0.name == augmentation.name }) else {
      return self + [augmentation]
    }
    var changed = self
    changed[index] = augmentation
    return changed
  }
}
