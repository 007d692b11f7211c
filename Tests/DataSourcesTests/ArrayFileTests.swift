import Tensors
import Testing

@testable import DataSources

@Suite struct ArrayFileTests {
  private let values: [Double] = [0, 1, 2, 3, 100, 5]

  private func all(_ array: NumericArray) -> [Double] { (0..<array.count).map { array[$0] } }

  @Test(arguments: ["f2", "f4", "f8", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8"])
  func numPyTypes(_ type: String) throws {
    let little = try readNPY(readFile(goldenFolder + "little_\(type).npy"))
    #expect(little.shape == [2, 3])
    #expect(all(little) == values)
    if !type.hasSuffix("1") {
      #expect(try all(readNPY(readFile(goldenFolder + "big_\(type).npy"))) == values)
    }
  }

  @Test func otherNumPyFiles() throws {
    let read = { (name: String) in try readNPY(readFile(goldenFolder + name)) }
    #expect(try all(read("bool.npy")) == [0, 0, 1, 1, 1, 1])
    #expect(try all(read("version2.npy")) == values)
    #expect(try all(read("version3.npy")) == values)
    #expect(try read("fortran_f4.npy") == read("c_f4.npy"))
    #expect(try read("fortran_f4.npy").shape == [2, 3, 4])
    #expect(try read("scalar_f8.npy").shape == [])
    let special = try all(read("special_f2.npy"))
    // 0.1 and 6e-8 in half precision: NumPy 2.4.6.
    #expect(
      Array(special[..<5]) == [
        0.0999755859375, -65504, 5.960464477539063e-08, .infinity, -.infinity,
      ])
    #expect(special[5].isNaN && special[6] == 0 && special[6].sign == .minus)
    for name in ["object.npy", "structured.npy"] {
      #expect(throws: DataError.self) { try read(name) }
    }
  }

  @Test(arguments: ["u1", "i1", "i2", "i4", "f4", "f8"])
  func idxTypes(_ type: String) throws {
    let array = try readIDX(readFile(goldenFolder + "\(type).idx"))
    #expect(array.shape == [2, 3])
    #expect(all(array) == values)
  }

  /// Version 1 by the letter of NEP 1, written by hand.
  @Test func handWrittenHeader() throws {
    let header = Array("{ \"shape\":(2 , ),\n 'fortran_order' : False,'descr':'<i2' }".utf8)
    let bytes =
      [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.count), 0] + header + [1, 0, 0xff, 0xff]
    #expect(try all(readNPY(loaded(bytes))) == [1, -1])
  }

  @Test(arguments: [
    "{'descr': '<f4', 'fortran_order': False, 'shape': (3,), }",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (-1,), }",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (0,), }",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (4611686018427387904, 4), }",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (9223372036854775807, 9223372036854775807)}",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,), }",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (2}", "{'descr': '<f4'}", "{}", "", "{",
    "{'descr': '<c8', 'fortran_order': False, 'shape': (1,), }",
    "{'descr': '<f4', 'fortran_order': 0, 'shape': (2,), }",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), 'x': 1}",
    "{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (2,)}",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (2,)} x", "{'descr: '<f4'",
  ])
  func hostileHeaders(_ header: String) throws {
    let bytes =
      [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.utf8.count), 0]
      + Array(header.utf8) + [UInt8](repeating: 0, count: 8)
    #expect(throws: DataError.self) { try readNPY(loaded(bytes)) }
  }

  @Test(
    arguments: [
      [0, 0, 8, 1], [0, 0, 8, 0], [0, 0, 7, 1, 0, 0, 0, 1, 5], [1, 0, 8, 1, 0, 0, 0, 1, 5],
      [0, 0, 8, 1, 0, 0, 0, 2, 5], [0, 0, 8, 1, 0, 0, 0, 1, 5, 6], [0, 0, 8, 1, 0, 0, 0, 0],
      [0, 0, 14, 3, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1],
      [0, 0, 8, 255, 1, 2, 3, 4], [0], [],
    ] as [[UInt8]])
  func hostileIDX(_ bytes: [UInt8]) throws {
    #expect(throws: DataError.self) { try readIDX(loaded(bytes)) }
  }

  @Test(arguments: [[6], [2, 3], [1, 2, 3], [6, 1, 1, 1, 1, 1, 1, 1]])
  func roundTrip(_ shape: [Int]) throws {
    let floats: [Float] = [0, -1.5, 3.25, .greatestFiniteMagnitude, .leastNonzeroMagnitude, 1e-7]
    let bytes = try #require(NPYEncoder.bytes(shape: shape, floats))
    #expect((bytes.count - 24) % 64 == 0)
    let array = try readNPY(loaded(bytes))
    #expect(array.shape == shape)
    #expect(array.floats == floats)
    let doubles: [Double] = [0, 0.1, -1e300, 4, 5, 6]
    let wide = try #require(NPYEncoder.bytes(shape: shape, doubles))
    #expect(try all(readNPY(loaded(wide))) == doubles)
    let whole = try #require(NPYEncoder.bytes(shape: shape, [Int32.min, .max, 0, 1, -1, 7]))
    #expect(try all(readNPY(loaded(whole))) == [-2_147_483_648, 2_147_483_647, 0, 1, -1, 7])
  }

  /// Byte for byte what NumPy 2.4.6 saves.
  @Test func writesWhatNumPyWrites() throws {
    let golden = try readFile(goldenFolder + "little_f4.npy").bytes.withBytes { Array($0) }
    #expect(NPYEncoder.bytes(shape: [2, 3], values.map { Float($0) }) == golden)
    #expect(NPYEncoder.bytes(shape: [2, 2], [1] as [Float]) == nil)
  }

  @Test func filesByPath() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/t.npy"
    let tensor = Tensor(shape: [2, 2], values: [1, 2, 3, 4.5])
    try NPYFile.write(tensor, to: path)
    #expect(try NumericArray.load(path).array.tensor == tensor)
    try NPYFile.write([3, 0, 1], to: path)
    #expect(try NumericArray.load(path).array.floats == [3, 0, 1])
    let csv = try folder.write("t.csv", "a,b\n1,2\n3,4.5\n")
    #expect(try NumericArray.load(csv).array.tensor == tensor)
    #expect(throws: FileError.self) { try NPYFile.write(tensor, to: folder.path + "/no/t.npy") }
  }
}
