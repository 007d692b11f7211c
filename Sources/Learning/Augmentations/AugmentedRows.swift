import Tensors

/// Rows as a model sees them while it trains: a function of row, epoch and seed.
public struct AugmentedRows: Sendable {
  /// The rows as they are.
  let features: RowMatrix
  let layout: RowLayout
  private let geometric: [Part]
  private let numbers: [Part]
  private let generator: RandomGenerator

  /// An augmentation and the stream of its random numbers.
  private struct Part: Sendable {
    let specification: AugmentationSpecification
    let stream: UInt64

    init(_ specification: AugmentationSpecification) {
      self.specification = specification
      stream = specification.name.utf8.reduce(0) { $0 &* 257 &+ UInt64($1) }
    }
  }

  /// Puts augmentations before rows.
  ///
  /// - Throws: `LearningError` for augmentations that cannot change rows of this shape.
  public init(
    _ features: RowMatrix, _ augmentations: [AugmentationSpecification], seed: UInt64
  ) throws {
    let shape = Shape(Array(features.shape.dimensions.dropFirst()))
    try augmentations.forEach { try $0.check(rows: shape) }
    self.features = features
    layout = RowLayout(shape)
    let parts = augmentations.map(Part.init)
    geometric = parts.filter { $0.specification.definition.isGeometric }
    numbers = parts.filter { !$0.specification.definition.isGeometric }
    generator = RandomGenerator(seed: seed).split(augmentationStream)
  }

  /// The numbers of a row in an epoch, both counted from 0.
  public func row(_ row: Int, epoch: Int) -> [Float] {
    var image = [Float](repeating: 0, count: layout.count)
    return [Float](unsafeUninitializedCapacity: layout.count) { place, count in
      image.withUnsafeMutableBufferPointer { image in
        guard let image = image.baseAddress, let place = place.baseAddress else { return }
        write(row, in: self.epoch(epoch), to: place, scratch: image)
      }
      count = layout.count
    }
  }

  /// The random numbers of an epoch.
  func epoch(_ epoch: Int) -> RandomGenerator { generator.split(UInt64(epoch)) }

  /// Writes a row as it is in an epoch.
  ///
  /// - Parameter scratch: room for a row.
  func write(
    _ row: Int, in epoch: RandomGenerator, to place: UnsafeMutablePointer<Float>,
    scratch: UnsafeMutablePointer<Float>
  ) {
    let generator = epoch.split(UInt64(row))
    if let map = map(generator) {
      features.copyRow(row, to: scratch)
      map.resample(scratch, layout, to: place)
    } else {
      features.copyRow(row, to: place)
    }
    let row = UnsafeMutableBufferPointer(start: place, count: layout.count)
    for part in numbers {
      guard case .numbers(let change) = part.specification.definition.effect else { continue }
      var own = generator.split(part.stream)
      change(part.specification.options, layout, &own, row)
    }
  }

  /// All moves of pixels as one; nil where they stay in their places.
  private func map(_ generator: RandomGenerator) -> AffineMap? {
    var map = AffineMap.identity
    for part in geometric {
      guard case .geometric(let next) = part.specification.definition.effect else { continue }
      var own = generator.split(part.stream)
      map = map.followed(by: next(part.specification.options, layout, &own))
    }
    return map == .identity ? nil : map
  }
}

extension AugmentationDefinition {
  /// Whether it moves pixels.
  var isGeometric: Bool {
    if case .geometric = effect { return true }
    return false
  }
}

/// The stream of random numbers that augments rows, apart from those that order them.
private let augmentationStream: UInt64 = 0x6175_676d_656e_74
