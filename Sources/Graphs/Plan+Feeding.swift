import CKernels
import Tensors

extension Plan {
  /// The names of the scalars that must be set before a run.
  public var scalarNames: [String] { leaves.scalars.map(\.name) }

  /// The names of the inputs and class indices that must be bound before a run.
  public var inputNames: [String] { leaves.sources.map(\.name) }

  /// How many rows a run takes: the first dimension of the inputs.
  public var batchRows: Int {
    leaves.sources.map { $0.shape.rank > 0 ? $0.shape[0] : 1 }.max() ?? 0
  }

  /// Sets a scalar for the following runs.
  ///
  /// Names the plan does not use are ignored, so that one optimizer can feed all of its plans
  /// alike.
  public func setScalar(_ name: String, _ value: Double) {
    guard let position = leaves.scalars.firstIndex(where: { $0.name == name }) else { return }
    memory.fedScalars[position] = Float(value)
    isFed.insert(name)
  }

  /// Chooses the random numbers of the following runs.
  public func setRandom(seed: UInt64, step: UInt64) {
    memory.random.pointee.seed = seed
    memory.random.pointee.step = step
  }

  /// Feeds an input with exactly one batch.
  public func setInput(_ name: String, _ batch: Tensor) throws {
    let leaf = try source(name, isIndices: false)
    guard batch.shape == leaf.shape else {
      throw GraphError.fedShape(name: name, expected: leaf.shape, found: batch.shape)
    }
    bind(leaf, SourceBlock(batch), isFixed: true)
  }

  /// Feeds class indices with exactly one batch.
  public func setIndices(_ name: String, _ batch: [Int32]) throws {
    let leaf = try source(name, isIndices: true)
    guard [batch.count] == leaf.shape else {
      throw GraphError.fedShape(name: name, expected: leaf.shape, found: [batch.count])
    }
    try checkClasses(leaf, batch)
    bind(leaf, SourceBlock(batch), isFixed: true)
  }

  /// Lets an input take its batches from the rows of a whole data set, in the current row order.
  public func bindRows(_ name: String, to source: Tensor) throws {
    try bindRows(name, to: RowMatrix(source))
  }

  /// Lets an input take its batches from rows that may lie in a file, in the current row order.
  public func bindRows(_ name: String, to source: RowMatrix) throws {
    let leaf = try self.source(name, isIndices: false)
    guard leaf.shape.rank > 0, source.shape.rank == leaf.shape.rank,
      source.shape.dimensions.dropFirst() == leaf.shape.dimensions.dropFirst()
    else {
      throw GraphError.fedShape(name: name, expected: leaf.shape, found: source.shape)
    }
    bind(leaf, SourceBlock(source), isFixed: false)
  }

  /// Lets class indices take their batches from those of a whole data set.
  public func bindRows(_ name: String, to source: [Int32]) throws {
    let leaf = try self.source(name, isIndices: true)
    try checkClasses(leaf, source)
    bind(leaf, SourceBlock(source), isFixed: false)
  }

  /// Lets an input read what its owner puts into a buffer before every run; the row order is not
  /// applied to it.
  public func bindBatch(_ name: String, to buffer: BatchBuffer) throws {
    let leaf = try source(name, isIndices: false)
    guard leaf.shape.rank > 0, leaf.shape.count <= buffer.numbers.count else {
      throw GraphError.fedShape(
        name: name, expected: leaf.shape, found: [buffer.numbers.count])
    }
    bind(leaf, SourceBlock(buffer, rows: leaf.shape[0]), isFixed: true)
  }

  /// The order in which rows make up batches, nil for the natural one: the batch of `run(firstRow:)`
  /// takes the rows `order[firstRow]`, `order[firstRow + 1]`, ...
  public func setRowOrder(_ order: [Int32]?) throws {
    keptOrder = nil
    memory.order.pointee.rows = nil
    guard let order else { return }
    for leaf in leaves.sources {
      let cell = memory.sources[position(of: leaf)]
      if cell.isFixed || (cell.base == nil && cell.stored == nil) { continue }
      for row in order where row < 0 || Int(row) >= cell.rows {
        throw GraphError.rowOutOfRange(name: leaf.name, row: Int(row), rows: cell.rows)
      }
    }
    let block = IndexBlock(order)
    keptOrder = block
    memory.order.pointee.rows = UnsafePointer(block.base)
    memory.order.pointee.count = block.count
  }
}

// MARK: - Checks

extension Plan {
  /// Everything is fed, and the batch lies inside its sources.
  func checkFeeds(_ firstRow: Int) throws {
    if isFed.count < leaves.sources.count + leaves.scalars.count {
      for leaf in leaves.sources + leaves.scalars where !isFed.contains(leaf.name) {
        throw GraphError.notFed(kind: leaf.kind, name: leaf.name)
      }
    }
    for index in leaves.sources.indices where !memory.sources[index].isFixed {
      let leaf = leaves.sources[index]
      let rows = keptOrder?.count ?? memory.sources[index].rows
      let last = firstRow + leaf.shape[0]
      guard firstRow >= 0, last <= rows else {
        throw GraphError.rowOutOfRange(name: leaf.name, row: last - 1, rows: rows)
      }
    }
  }

  private func checkClasses(_ leaf: PlanLeaves.Leaf, _ indices: [Int32]) throws {
    guard let classes = leaf.classes else { return }
    for (row, index) in indices.enumerated() where index < 0 || Int(index) >= classes {
      throw GraphError.indexOutOfRange(
        name: leaf.name, row: row, index: Int(index), classes: classes)
    }
  }

  private func source(_ name: String, isIndices: Bool) throws -> PlanLeaves.Leaf {
    guard let leaf = leaves.sources.first(where: { $0.name == name && $0.isIndices == isIndices })
    else {
      throw GraphError.unknownName(
        kind: isIndices ? "class indices" : "input", name: name,
        known: leaves.sources.filter { $0.isIndices == isIndices }.map(\.name))
    }
    return leaf
  }

  private func position(of leaf: PlanLeaves.Leaf) -> Int {
    leaves.sources.firstIndex { $0.node == leaf.node } ?? 0
  }

  /// Points an input at its source.
  ///
  /// A source bound after the row order could be too short for it, so the order must be set anew.
  private func bind(_ leaf: PlanLeaves.Leaf, _ block: SourceBlock, isFixed: Bool) {
    memory.sources[position(of: leaf)] = RowSource(
      base: block.base, rows: block.rows, stored: block.stored, isFixed: isFixed)
    keptSources[leaf.name] = block
    isFed.insert(leaf.name)
    if !isFixed {
      keptOrder = nil
      memory.order.pointee.rows = nil
    }
  }
}

/// A data set a plan reads from, kept alive while it does.
final class SourceBlock {
  let base: UnsafePointer<Float>?
  let stored: UnsafePointer<stored_rows>?
  let rows: Int
  private let matrix: RowMatrix?
  private let tensor: Tensor?
  private let indices: IndexBlock?
  private let buffer: BatchBuffer?

  /// The tensor's storage stays where it is while this copy refers to it: whoever writes to another
  /// copy gets storage of their own.
  init(_ tensor: Tensor) {
    self.tensor = tensor
    (indices, matrix, stored, buffer) = (nil, nil, nil, nil)
    rows = tensor.rows
    base = tensor.withUnsafeBufferPointer { $0.baseAddress }
  }

  /// Rows held as floats, or rows that stay in their file.
  init(_ rows: RowMatrix) {
    matrix = rows
    let inPlace = rows.floatsInPlace
    stored = inPlace == nil ? rows.withStoredRows { $0 } : nil
    let tensor = stored == nil && inPlace == nil ? rows.tensor : nil
    base = inPlace ?? tensor?.withUnsafeBufferPointer { $0.baseAddress }
    self.tensor = tensor
    (indices, buffer) = (nil, nil)
    self.rows = rows.rows
  }

  init(_ values: [Int32]) {
    let block = IndexBlock(values)
    indices = block
    (tensor, matrix, stored, buffer) = (nil, nil, nil, nil)
    rows = values.count
    base = UnsafeRawPointer(block.base).assumingMemoryBound(to: Float.self)
  }

  /// The first rows of a buffer.
  init(_ buffer: BatchBuffer, rows: Int) {
    self.buffer = buffer
    (tensor, matrix, stored, indices) = (nil, nil, nil, nil)
    self.rows = rows
    base = UnsafePointer(buffer.numbers.baseAddress)
  }
}

/// Whole numbers at a fixed address.
final class IndexBlock {
  let base: UnsafeMutablePointer<Int32>
  let count: Int

  init(_ values: [Int32]) {
    count = values.count
    base = .allocate(capacity: max(values.count, 1))
    base.initialize(repeating: 0, count: max(values.count, 1))
    values.withUnsafeBufferPointer { source in
      if let start = source.baseAddress { base.update(from: start, count: source.count) }
    }
  }

  deinit {
    base.deallocate()
  }
}
