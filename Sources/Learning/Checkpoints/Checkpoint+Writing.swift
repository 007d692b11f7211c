import Tensors

extension Checkpoint {
  /// Writes the arrays as F32, in order: the same checkpoint gives the same bytes.
  ///
  /// The old file, if there is one, is replaced at once and only when the new one is whole.
  ///
  /// - Throws: `CheckpointError` for names the format cannot hold and what the system refuses.
  public func write(to path: String) throws(CheckpointError) {
    try checkNames(path)
    do throws(FileError) {
      try AtomicFile.write(path: path, bytes)
    } catch {
      throw .file(error)
    }
  }

  /// The bytes of the file.
  ///
  /// Names are taken to be distinct; `write` checks that they are.
  public var bytes: [UInt8] {
    var header = headerJSON
    // The numbers begin at a multiple of 8, so that readers may map them into memory.
    header.append(contentsOf: repeatElement(32, count: (8 - header.count % 8) % 8))
    var bytes: [UInt8] = []
    bytes.reserveCapacity(8 + header.count + 4 * tensors.reduce(0) { $0 + $1.tensor.count })
    bytes.append(contentsOf: (0..<8).map { UInt8(truncatingIfNeeded: header.count >> (8 * $0)) })
    bytes.append(contentsOf: header)
    for (_, tensor) in tensors { tensor.appendLittleEndian(to: &bytes) }
    return bytes
  }

  private var headerJSON: [UInt8] {
    var members: [String] = []
    if !metadata.isEmpty {
      let texts = metadata.map { "\(quoted($0.name)):\(quoted($0.text))" }
      members.append("\(quoted(Checkpoint.metadataName)):{\(texts.joined(separator: ","))}")
    }
    var begin = 0
    for (name, tensor) in tensors {
      let end = begin + 4 * tensor.count
      let shape = tensor.shape.dimensions.map(String.init).joined(separator: ",")
      let place = "\"data_offsets\":[\(begin),\(end)]"
      members.append("\(quoted(name)):{\"dtype\":\"F32\",\"shape\":[\(shape)],\(place)}")
      begin = end
    }
    return Array("{\(members.joined(separator: ","))}".utf8)
  }

  private func checkNames(_ path: String) throws(CheckpointError) {
    for names in [tensors.map(\.name), metadata.map(\.name)] {
      var seen: Set<String> = []
      for name in names where !seen.insert(name).inserted {
        throw .badName(path, name: name, reason: "is there twice")
      }
    }
    if let bad = tensors.first(where: { $0.name == Checkpoint.metadataName }) {
      throw .badName(path, name: bad.name, reason: "is kept for texts")
    }
  }
}

/// The text as JSON writes it.
private func quoted(_ text: String) -> String {
  var result = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"", "\\": result += "\\\(scalar)"
    case "\n": result += "\\n"
    case "\r": result += "\\r"
    case "\t": result += "\\t"
    case _ where scalar.value < 0x20:
      let digits = String(scalar.value, radix: 16)
      result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result + "\""
}

extension Tensor {
  fileprivate func appendLittleEndian(to bytes: inout [UInt8]) {
    withUnsafeBufferPointer { numbers in
      #if _endian(little)
        bytes.append(contentsOf: UnsafeRawBufferPointer(numbers))
      #else
        for number in numbers {
          withUnsafeBytes(of: number.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
        }
      #endif
    }
  }
}
