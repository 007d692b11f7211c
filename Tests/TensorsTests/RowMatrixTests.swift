import Tensors
import Testing

/// Bytes in memory, as a file's would be.
private final class Bytes: RowMemory {
  private let bytes: [UInt8]
  private let block: UnsafeMutableRawPointer
  var base: UnsafeRawPointer { UnsafeRawPointer(block) }
  var count: Int { bytes.count }

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    block = .allocate(byteCount: max(bytes.count, 1), alignment: 1)
    bytes.withUnsafeBytes { source in
      if let start = source.baseAddress { block.copyMemory(from: start, byteCount: bytes.count) }
    }
  }

  deinit { block.deallocate() }
}

extension Bytes: @unchecked Sendable {}

/// Numbers drawn for a type, with their bytes and what they are in double precision.
private struct Drawn {
  var bytes: [UInt8] = []
  var values: [Double] = []

  init(_ type: ElementType, _ count: Int, bigEndian: Bool, _ random: inout RandomGenerator) {
    for _ in 0..<count {
      // Any bits will do, but for the exponents of floats: most would be far too large.
      let bits = UInt64(truncatingIfNeeded: random.integer(below: 1 << 62)) << 2 ^ 0x5
      let small = Double(random.normal())
      switch type {
      case .bool: add(UInt8(truncatingIfNeeded: bits) & 3, bigEndian) { $0 == 0 ? 0 : 1 }
      case .int8: add(Int8(truncatingIfNeeded: bits), bigEndian) { Double($0) }
      case .int16: add(Int16(truncatingIfNeeded: bits), bigEndian) { Double($0) }
      case .int32: add(Int32(truncatingIfNeeded: bits), bigEndian) { Double($0) }
      case .int64: add(Int64(bitPattern: bits), bigEndian) { Double($0) }
      case .uint8: add(UInt8(truncatingIfNeeded: bits), bigEndian) { Double($0) }
      case .uint16: add(UInt16(truncatingIfNeeded: bits), bigEndian) { Double($0) }
      case .uint32: add(UInt32(truncatingIfNeeded: bits), bigEndian) { Double($0) }
      case .uint64: add(bits, bigEndian) { Double($0) }
      case .float16:
        // All magnitudes but infinity and NaN, subnormal ones too.
        add(UInt16(truncatingIfNeeded: bits) & 0xbbff, bigEndian, Self.half)
      case .float32: add(Float(small).bitPattern, bigEndian) { Double(Float(bitPattern: $0)) }
      case .float64: add(small.bitPattern, bigEndian) { Double(bitPattern: $0) }
      }
    }
  }

  private mutating func add<Bits: FixedWidthInteger>(
    _ bits: Bits, _ bigEndian: Bool, _ value: (Bits) -> Double
  ) {
    withUnsafeBytes(of: bigEndian ? bits.bigEndian : bits.littleEndian) { bytes += $0 }
    values.append(value(bits))
  }

  /// IEEE 754-2008, 3.4: binary16 has 5 bits of exponent, biased by 15, and 10 of fraction.
  private static func half(_ bits: UInt16) -> Double {
    let (exponent, fraction) = (Int(bits >> 10 & 31), Double(bits & 1023) / 1024)
    let significand = exponent == 0 ? fraction : 1 + fraction
    let power = Double(sign: .plus, exponent: max(exponent, 1) - 15, significand: 1)
    let magnitude = power * significand
    return bits & 0x8000 == 0 ? magnitude : -magnitude
  }
}

/// Rows that stay in their bytes come out as the formula says, number by number, bit by bit.
@Suite struct RowMatrixTests {
  private static let scalings = ["none", "divide", "shift", "columns"]

  private func scaling(_ name: String, _ width: Int) -> [(offset: Double, divisor: Double)] {
    switch name {
    case "divide": [(0, 255)]
    case "shift": [(33.318447, 78.567489)]
    case "columns":
      (0..<width).map { column in
        let place = Double(column)
        return (offset: place * 0.37 - 1, divisor: place / 7 + 0.3)
      }
    default: []
    }
  }

  @Test(
    "each type, byte order and scaling", arguments: ElementType.allCases, RowMatrixTests.scalings)
  func conversion(_ type: ElementType, _ name: String) throws {
    let seed: UInt64 = 20_261
    var random = RandomGenerator(seed: seed)
    for width in [1, 7, 300] {
      for bigEndian in [false, true] {
        let drawn = Drawn(type, 12 * width, bigEndian: bigEndian, &random)
        // Three bytes before the first number, so that none is aligned.
        let memory = Bytes([1, 2, 3] + drawn.bytes)
        let scales = scaling(name, width)
        let segment = try #require(
          RowSegment(
            memory, offset: 3, type: type, isBigEndian: bigEndian, width: width, rows: 12))
        let matrix = RowMatrix(
          [segment], rowShape: [width], scaling: RowScaling(fills: [], scales: scales))
        let expected = drawn.values.enumerated().map { position, value -> UInt32 in
          guard !scales.isEmpty else { return Float(value).bitPattern }
          let scale = scales.count == 1 ? scales[0] : scales[position % width]
          return Float((value - scale.offset) / scale.divisor).bitPattern
        }
        let found = try #require(matrix).values.map(\.bitPattern)
        #expect(found == expected, "width \(width), big-endian \(bigEndian), seed \(seed)")
      }
    }
  }

  /// Segments of several types below each other, some of their rows, in any order.
  @Test func segmentsAndSelections() throws {
    var random = RandomGenerator(seed: 4)
    let types: [(ElementType, Int)] = [(.uint8, 5), (.float32, 0), (.float64, 3), (.int16, 4)]
    var values: [Double] = []
    let segments = try types.map { type, rows in
      let drawn = Drawn(type, rows * 3, bigEndian: false, &random)
      values += drawn.values
      return try #require(
        RowSegment(
          Bytes(drawn.bytes), offset: 0, type: type, isBigEndian: false, width: 3, rows: rows))
    }
    let rows = [11, 0, 4, 5, 7, 8, 8, 2]
    let matrix = try #require(
      RowMatrix(
        segments, rowShape: [3], rows: rows, scaling: RowScaling(fills: [], scales: [(1, 4)])))
    #expect(matrix.shape == [8, 3])
    let expected = rows.map { row in
      (0..<3).map { Float((values[row * 3 + $0] - 1) / 4) }
    }
    #expect(matrix.values == expected.flatMap { $0 })
    #expect(matrix.selecting([6, 1]).values == expected[6] + expected[1])
    #expect(matrix.prefix(2).values == expected[0] + expected[1])
    #expect(matrix.row(3) == expected[3])
    #expect(RowMatrix(matrix.tensor) == matrix)
    #expect(RowMatrix(segments, rowShape: [3], rows: [12]) == nil)
    #expect(RowMatrix(segments, rowShape: [4]) == nil)
    let short = RowSegment(
      Bytes([1, 2, 3]), offset: 0, type: .uint16, isBigEndian: false, width: 1, rows: 2)
    #expect(short == nil)
  }

  @Test func missingNumbersAreFilledAndOthersFound() throws {
    let numbers: [Float] = [1, .nan, 3, 4, 5, .infinity]
    let memory = Bytes(
      numbers.flatMap { withUnsafeBytes(of: $0.bitPattern.littleEndian, Array.init) })
    func matrix(_ fills: [Double]) throws -> RowMatrix {
      let segment = try #require(
        RowSegment(memory, offset: 0, type: .float32, isBigEndian: false, width: 2, rows: 3))
      return try #require(
        RowMatrix(
          [segment], rowShape: [2], scaling: RowScaling(fills: fills, scales: [(1, 2)])))
    }
    #expect(try Array(matrix([0, 9]).values[..<5]) == [0, 4, 1, 1.5, 2])
    #expect(try Array(matrix([7]).values[..<5]) == [0, 3, 1, 1.5, 2])
    let filled = try #require(try matrix([7]).firstNotFinite())
    #expect(filled == (2, 1))
    let bare = try #require(try matrix([]).firstNotFinite())
    #expect(bare == (0, 1))
    var held = Tensor(zeros: [40, 70])
    #expect(RowMatrix(held).firstNotFinite() == nil)
    held[2799] = -.infinity
    #expect(try #require(RowMatrix(held).firstNotFinite()) == (39, 69))
  }

  /// The 256 bytes in single precision throughout where that gives the same, else from a table: for
  /// each divisor up to 300 with and without an offset.
  @Test func bytesAreScaledAsInDoublePrecision() throws {
    let memory = Bytes((0...255).map { UInt8($0) })
    let segment = try #require(
      RowSegment(memory, offset: 0, type: .uint8, isBigEndian: false, width: 256, rows: 1))
    for divisor in 1...300 {
      for offset in [0, 0.1, 128] {
        let scale = (offset: offset, divisor: Double(divisor))
        let matrix = RowMatrix(
          [segment], rowShape: [256], scaling: RowScaling(fills: [], scales: [scale]))
        let expected = (0..<256).map { Float((Double($0) - offset) / Double(divisor)) }
        #expect(matrix?.values == expected, "offset \(offset), divisor \(divisor)")
      }
    }
  }

  /// By hand: columns (1, 3, NaN) and (2, 2, 2).
  @Test func columnsAreMeasured() throws {
    let numbers: [Double] = [1, 2, 3, 2, .nan, 2]
    let memory = Bytes(
      numbers.flatMap { withUnsafeBytes(of: $0.bitPattern.littleEndian, Array.init) })
    let segment = try #require(
      RowSegment(memory, offset: 0, type: .float64, isBigEndian: false, width: 2, rows: 3))
    let matrix = try #require(RowMatrix([segment], rowShape: [2]))
    let constant: [Double] = [3, 2, 0, 2, 2]
    #expect(matrix.columnMeasures(filling: nil)?.map(\.list) == [[2, 2, 2, 1, 3], constant])
    #expect(matrix.columnMeasures(filling: [5])?.map(\.list) == [[3, 3, 8, 1, 5], constant])
    #expect(RowMatrix(Tensor(zeros: [1, 1])).columnMeasures(filling: nil) == nil)
  }
}

extension ColumnMeasures {
  /// Count, mean, squares, least and greatest.
  fileprivate var list: [Double] { [Double(count), mean, squares, minimum, maximum] }
}
