/// The builders of all columns, which several threads may fill at once, each its own columns.
///
/// Unchecked: whoever fills it sees to it that no column has two owners at a time.
final class ColumnBuilders: @unchecked Sendable {
  private let builders: UnsafeMutableBufferPointer<ColumnBuilder>

  init(count: Int) {
    builders = .allocate(capacity: count)
    builders.initialize(repeating: ColumnBuilder())
  }

  deinit {
    builders.deinitialize()
    builders.deallocate()
  }

  var count: Int { builders.count }

  subscript(column: Int) -> ColumnBuilder {
    _read { yield builders[column] }
    _modify { yield &builders[column] }
  }
}
