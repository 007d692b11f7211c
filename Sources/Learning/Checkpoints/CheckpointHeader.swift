/// What a safetensors header says, checked against the size of the data.
struct CheckpointHeader {
  /// One array: what it is and where its bytes are, counted from the start of the data.
  struct Entry {
    let name: String
    let type: NumberType
    let dimensions: [Int]
    let bytes: Range<Int>
  }

  /// The arrays in the order of the header.
  private(set) var entries: [Entry] = []
  /// The texts in the order of the header.
  private(set) var metadata: [(name: String, text: String)] = []

  /// Reads a header; `dataSize` bytes follow it.
  init(_ json: ArraySlice<UInt8>, dataSize: Int) throws(CheckpointDamage) {
    var cursor = JSONCursor(json)
    var names: Set<String> = []
    // `object` cannot give a non-escaping closure the half-made value: collect, then assign.
    var entries: [Entry] = []
    var metadata: [(name: String, text: String)] = []
    try cursor.object { (cursor, name) throws(CheckpointDamage) in
      guard names.insert(name).inserted else { throw .duplicateName(name) }
      if name == Checkpoint.metadataName {
        metadata = try cursor.texts()
      } else {
        entries.append(try cursor.entry(name, dataSize: dataSize))
      }
    }
    try cursor.end()
    try checkCover(entries, dataSize: dataSize)
    self.entries = entries
    self.metadata = metadata
  }
}

/// Checks that the arrays fill the data, each byte belonging to one.
private func checkCover(
  _ entries: [CheckpointHeader.Entry], dataSize: Int
) throws(CheckpointDamage) {
  var end = 0
  let inPlace = entries.sorted {
    ($0.bytes.lowerBound, $0.bytes.upperBound) < ($1.bytes.lowerBound, $1.bytes.upperBound)
  }
  for entry in inPlace {
    guard entry.bytes.lowerBound >= end else { throw .overlap(tensor: entry.name) }
    guard entry.bytes.lowerBound == end else {
      throw .gap(tensor: entry.name, bytes: entry.bytes.lowerBound - end)
    }
    end = entry.bytes.upperBound
  }
  guard end == dataSize else { throw .trailing(bytes: dataSize - end) }
}

extension JSONCursor {
  fileprivate mutating func texts() throws(CheckpointDamage) -> [(name: String, text: String)] {
    var texts: [(name: String, text: String)] = []
    var names: Set<String> = []
    try object { (cursor, name) throws(CheckpointDamage) in
      guard names.insert(name).inserted else { throw .duplicateName(name) }
      texts.append((name, try cursor.string()))
    }
    return texts
  }

  fileprivate mutating func entry(
    _ name: String, dataSize: Int
  ) throws(CheckpointDamage) -> CheckpointHeader.Entry {
    var (type, shape, offsets): (String?, [Int]?, [Int]?)
    try object { (cursor, key) throws(CheckpointDamage) in
      switch key {
      case "dtype" where type == nil: type = try cursor.string()
      case "shape" where shape == nil: shape = try cursor.wholeNumbers()
      case "data_offsets" where offsets == nil: offsets = try cursor.wholeNumbers()
      default: throw cursor.unexpected("dtype, shape or data_offsets, once each")
      }
    }
    guard let type, let shape, let offsets, offsets.count == 2 else {
      throw unexpected("an array's dtype, shape and two data_offsets")
    }
    guard let type = NumberType(rawValue: type) else {
      throw .unknownType(tensor: name, type: type)
    }
    let size = try byteCount(name, shape, type)
    guard offsets[0] <= offsets[1], offsets[1] <= dataSize else {
      throw .outsideData(tensor: name, begin: offsets[0], end: offsets[1], bytes: dataSize)
    }
    guard offsets[1] - offsets[0] == size else {
      throw .wrongSize(tensor: name, needed: size, found: offsets[1] - offsets[0])
    }
    return CheckpointHeader.Entry(
      name: name, type: type, dimensions: shape, bytes: offsets[0]..<offsets[1])
  }
}

/// The bytes an array needs.
///
/// A length of 0 does not excuse others too large to multiply: the
/// product is taken elsewhere in other orders.
private func byteCount(
  _ name: String, _ shape: [Int], _ type: NumberType
) throws(CheckpointDamage) -> Int {
  guard shape.count <= Checkpoint.mostAxes else {
    throw .tooManyAxes(tensor: name, axes: shape.count)
  }
  var size = type.size
  for length in shape where length > 0 {
    let (product, overflow) = size.multipliedReportingOverflow(by: length)
    guard !overflow else { throw .shapeOverflow(tensor: name) }
    size = product
  }
  return shape.contains(0) ? 0 : size
}
