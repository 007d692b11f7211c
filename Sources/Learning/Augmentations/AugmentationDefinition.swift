import Tensors

/// An augmentation: its declaration and how it changes a row.
///
/// Rows change only while a model trains on them, each anew in every epoch. What is random about it is
/// drawn from a generator that belongs to the seed, the epoch, the row and the kind, so that neither
/// threads nor batches, nor the other augmentations, matter.
public struct AugmentationDefinition: Definition {
  /// Augmentations.
  public static let category = Category.augmentation
  /// Every augmentation: those that move pixels, those that change numbers, those that leave out.
  public static let all: [AugmentationDefinition] = [
    .flip, .shift, .rotate, .zoom, .crop, .brightness, .contrast, .noise, .cutout, .timeMask,
    .frequencyMask,
  ]

  /// Name, options and meaning.
  public let declaration: Declaration
  /// The rows it can change.
  let rows: AugmentedRowKind
  /// What it does to a row.
  let effect: Effect
  /// What is wrong with options that are right one by one.
  var contradiction: @Sendable (Options) -> (reason: String, mend: String)? = { _ in nil }
  /// The option that counts pixels or frames, and the axis it must leave something of.
  var extent: (option: String, axis: RowAxis)?

  /// What an augmentation does.
  enum Effect: Sendable {
    /// Takes an image through an affine map.
    case geometric(@Sendable (Options, RowLayout, inout RandomGenerator) -> AffineMap)
    /// Changes the numbers of a row where they are.
    case numbers(
      @Sendable (Options, RowLayout, inout RandomGenerator, UnsafeMutableBufferPointer<Float>)
        -> Void)
  }

  /// Refuses options that contradict each other.
  public func check(_ options: Options) throws {
    guard let (reason, mend) = contradiction(options) else { return }
    throw LearningError.optionsDisagree("\(options)", reason: reason, mend: mend)
  }
}

/// An augmentation and its options.
public typealias AugmentationSpecification = Specification<AugmentationDefinition>

/// The rows an augmentation can change.
enum AugmentedRowKind {
  /// [height, width] or [height, width, channels].
  case images
  /// [time, feature].
  case frames
  /// Rows of any shape.
  case any

  /// What a row must be, to follow "needs rows".
  var words: String {
    switch self {
    case .images: "that are images, [height, width] or [height, width, channels]"
    case .frames: "of frames, [time, feature]"
    case .any: "of any shape"
    }
  }

  /// Whether rows of a shape are of this kind.
  func includes(_ shape: Shape) -> Bool {
    switch self {
    case .images: (2...3).contains(shape.rank)
    case .frames: shape.rank == 2
    case .any: true
    }
  }
}

/// An axis of a row whose length bounds an option.
enum RowAxis: Sendable {
  /// The shorter side of an image.
  case side
  /// The times of frames.
  case time
  /// The features of a frame.
  case feature
}
