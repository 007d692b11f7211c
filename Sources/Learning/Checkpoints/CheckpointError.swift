import Tensors

/// Why weights could not be read or written.
public enum CheckpointError: Error, Sendable, Equatable {
  /// The system refused to read or write the file.
  case file(FileError)
  /// The path is a folder, a device or a pipe.
  case notAFile(String)
  /// The file does not fit into memory.
  case tooLarge(String, bytes: Int)
  /// The file is no safetensors file, or not a whole one.
  case damaged(String, CheckpointDamage)
  /// The arrays or texts cannot be written under these names.
  case badName(String, name: String, reason: String)
}

/// What is wrong with the bytes of a safetensors file.
public enum CheckpointDamage: Error, Sendable, Equatable {
  /// Not even the length of the header is there.
  case tooShort(bytes: Int)
  /// A header longer than the rest of the file.
  case headerBeyondFile(length: UInt64, available: Int)
  /// A header longer than any honest one.
  case headerTooLong(length: UInt64)
  /// A header that is not the JSON it should be; the byte counts from the start of the header.
  case header(byte: Int, expected: String)
  /// One name twice.
  case duplicateName(String)
  /// A type this program does not read.
  case unknownType(tensor: String, type: String)
  /// More axes than an array may have.
  case tooManyAxes(tensor: String, axes: Int)
  /// A shape with more elements than can be counted.
  case shapeOverflow(tensor: String)
  /// A place that ends before it begins or lies outside the data.
  case outsideData(tensor: String, begin: Int, end: Int, bytes: Int)
  /// A place of another size than shape and type need.
  case wrongSize(tensor: String, needed: Int, found: Int)
  /// Two arrays that share bytes.
  case overlap(tensor: String)
  /// Bytes before an array that belong to none.
  case gap(tensor: String, bytes: Int)
  /// Bytes after the last array.
  case trailing(bytes: Int)
}
