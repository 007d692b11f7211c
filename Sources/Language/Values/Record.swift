/// Named values in order, reached as `record.field`.
public struct Record: Sendable, Equatable {
  /// What the record is, such as "run"; shown when it is printed.
  public let typeName: String

  /// Field names in order.
  public private(set) var names: [String]

  /// Field values, beside `names`.
  public private(set) var values: [Value]

  /// A record of named values; a later field of the same name replaces the earlier one.
  public init(_ typeName: String, _ fields: KeyValuePairs<String, Value>) {
    self.init(typeName, Array(fields))
  }

  /// A record of named values; a later field of the same name replaces the earlier one.
  public init(_ typeName: String, _ fields: [(key: String, value: Value)] = []) {
    self.typeName = typeName
    names = []
    values = []
    for (name, value) in fields { self[name] = value }
  }

  /// The value of a field; setting appends a new field, setting nil removes it.
  public subscript(name: String) -> Value? {
    get { names.firstIndex(of: name).map { values[$0] } }
    set {
      switch (names.firstIndex(of: name), newValue) {
      case (let index?, let value?): values[index] = value
      case (let index?, nil):
        names.remove(at: index)
        values.remove(at: index)
      case (nil, let value?):
        names.append(name)
        values.append(value)
      case (nil, nil): break
      }
    }
  }
}
