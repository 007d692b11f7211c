import DataSources
import Graphs
import Language
import Tensors

/// Files of values and gradients.
enum ScoreFile {
  private static let formats = [".npy", ".csv"]

  /// Refuses names no format is known for, before anything is computed.
  static func check(_ path: String) throws {
    guard formats.contains(where: path.lowercased().hasSuffix) else {
      throw SessionError.unknownFileFormat(path: path, known: formats)
    }
  }

  /// Writes an array: NPY in double precision, or CSV, a line per row and nothing else.
  static func write(_ array: DoubleArray, to path: String) throws {
    guard path.lowercased().hasSuffix(".csv") else {
      let shape = array.shape.dimensions
      guard let bytes = NPYEncoder.bytes(shape: shape, array.values) else {
        throw DataError.unsuitableArray(
          path: path, shape: shape, need: "an NPY header holds at most 65,535 characters")
      }
      return try OutputFile.write(bytes, to: path)
    }
    guard array.shape.rank <= 2 else {
      throw DataError.unsuitableArray(
        path: path, shape: array.shape.dimensions,
        need: "a table has rows and columns; a name that ends in .npy takes any shape")
    }
    try OutputFile.write(Array(csv(array).utf8), to: path)
  }

  /// Every number at its shortest exact text.
  private static func csv(_ array: DoubleArray) -> String {
    let columns = array.shape.rank == 2 ? max(1, array.shape[1]) : 1
    var text = ""
    for (index, value) in array.values.enumerated() {
      text += "\(value)"
      text += (index + 1) % columns == 0 ? "\n" : ","
    }
    return text
  }
}
