import Foundation
import Tensors
import Testing

@testable import DataSources

/// Arrays that stay in their files give the same as copied ones, to the last bit; and whatever becomes
/// of the files, it ends in a sentence.
@Suite struct StoredArrayTests {
  private static let seed: UInt64 = 77

  private let folder: TemporaryFolder
  /// A file of any size stays where it is.
  private var kept = FileLimits.standard
  /// Every file is copied.
  private var copied = FileLimits.standard

  init() throws {
    folder = try TemporaryFolder()
    kept.keptBytes = 0
    copied.keptBytes = .max
  }

  /// 40 rows of 2 x 3 small whole numbers, which every type holds, and a class for each of them.
  private func files(_ type: String) throws -> (features: String, options: LoadOptions) {
    var random = RandomGenerator(seed: Self.seed)
    let numbers = (0..<240).map { _ in random.integer(below: type.hasSuffix("b1") ? 2 : 100) }
    var options = LoadOptions()
    let labels = (0..<40).map { Int32($0 * 7 % 3) }
    options.targets = try folder.write("y.npy", #require(NPYEncoder.bytes(shape: [40], labels)))
    let bytes =
      type.hasPrefix("idx")
      ? idx(String(type.dropFirst(3)), [40, 2, 3], numbers) : npy(type, "(40, 2, 3)", numbers)
    return (try folder.write("x", bytes), options)
  }

  private func npy(_ descr: String, _ shape: String, _ numbers: [Int]) -> [UInt8] {
    let text = "{'descr': '\(descr)', 'fortran_order': False, 'shape': \(shape), }\n"
    let body = numbers.flatMap { encoded($0, String(descr.dropFirst()), big: descr.first == ">") }
    return NPYHeader.magic + [1, 0, UInt8(text.utf8.count), 0] + Array(text.utf8) + body
  }

  private func idx(_ type: String, _ shape: [Int], _ numbers: [Int]) -> [UInt8] {
    let codes: [String: UInt8] = ["u1": 8, "i1": 9, "i2": 11, "i4": 12, "f4": 13, "f8": 14]
    let sizes = shape.flatMap { encoded($0, "i4", big: true) }
    return [0, 0, codes[type] ?? 0, UInt8(shape.count)] + sizes
      + numbers.flatMap { encoded($0, type, big: true) }
  }

  private func encoded(_ number: Int, _ type: String, big: Bool) -> [UInt8] {
    func bytes<Bits: FixedWidthInteger>(_ bits: Bits) -> [UInt8] {
      withUnsafeBytes(of: big ? bits.bigEndian : bits.littleEndian, Array.init)
    }
    return switch type {
    case "b1", "i1", "u1": bytes(UInt8(number))
    case "i2", "u2": bytes(UInt16(number))
    case "i4", "u4": bytes(UInt32(number))
    case "i8", "u8": bytes(UInt64(number))
    // Whole numbers below 2048 are exact in half precision: 2^e times 1 + a fraction of 10 bits.
    case "f2": bytes(half(number))
    case "f4": bytes(Float(number).bitPattern)
    default: bytes((Double(number) / 3).bitPattern)
    }
  }

  private func half(_ number: Int) -> UInt16 {
    guard number > 0 else { return 0 }
    let exponent = Int.bitWidth - 1 - number.leadingZeroBitCount
    return UInt16(exponent + 15) << 10 | UInt16(number << (10 - exponent) & 0x3ff)
  }

  private static let types =
    ["<b1", "<u1", "<i1"]
    + ["i2", "u2", "i4", "u4", "i8", "u8", "f2", "f4", "f8"].flatMap { ["<" + $0, ">" + $0] }
    + ["idxu1", "idxi1", "idxi2", "idxi4", "idxf4", "idxf8"]

  private static let preparations: [[PreparationStep]] = [
    [], [.scale(columns: nil, .standard)], [.scale(columns: nil, .minmax)],
    [.scale(columns: nil, .divide(255))],
    [.impute(columns: nil, .mean), .scale(columns: nil, .standard)],
    [.impute(columns: nil, .median)],
    [.impute(columns: nil, .constant("7")), .scale(columns: nil, .divide(3))],
  ]

  @Test("the same as a copy", arguments: types) func equality(_ type: String) throws {
    let (path, options) = try files(type)
    let stored = try Dataset.load(path, options: options, limits: kept)
    let plain = try Dataset.load(path, options: options, limits: copied)
    guard case .array(let array, _) = stored.content, case .stored = array.storage else {
      Issue.record("\(type) was copied")
      return
    }
    #expect(stored == plain)
    #expect(stored.contentHash == plain.contentHash)
    #expect(try stored.describe() == plain.describe())
    for steps in Self.preparations {
      for request in [nil, SplitRequest(train: 0.6, validation: 0.2, test: 0.2, seed: 3)] {
        let results = try [stored, plain].map { data in
          let parts = try request.map { try data.split($0).dataset } ?? data
          let preparation = try steps.reduce(Preparation()) { try $0.adding($1, to: parts) }
          return try parts.prepare(preparation, target: .classes)
        }
        #expect(results[0].fitted == results[1].fitted, "\(type) \(steps)")
        #expect(results[0].notices == results[1].notices)
        for part in results[1].parts.keys {
          let (a, b) = try (results[0].part(part), results[1].part(part))
          #expect(a.features.shape == b.features.shape)
          let bits = { (part: PreparedPart) in part.features.values.map(\.bitPattern) }
          #expect(bits(a) == bits(b), "\(type) \(steps) \(part), seed \(Self.seed)")
          #expect(a.targets == b.targets)
        }
      }
    }
  }

  /// Mapped rows with the rows of another file below, which may be of another type.
  @Test func joinedFiles() throws {
    var options = try files("<u1").options
    let path = folder.path + "/x"
    options.test = try folder.write("t", npy(">f8", "(3, 2, 3)", Array(1...18)))
    options.testTargets = try folder.write(
      "ty.npy", #require(NPYEncoder.bytes(shape: [3], [0, 1, 2] as [Int32])))
    for limits in [(kept, kept), (kept, copied), (copied, copied)] {
      let data = try Dataset.load(path, options: options, limits: limits.0)
      let plain = try Dataset.load(path, options: options, limits: limits.1)
      #expect(data == plain)
      let steps = try Preparation().adding(.scale(columns: nil, .minmax), to: data)
      let (a, b) = try (
        data.prepare(steps, target: .classes), plain.prepare(steps, target: .classes)
      )
      #expect(try a.part(.test).features == b.part(.test).features)
      #expect(try a.part(.train).features == b.part(.train).features)
    }
    options.csv.rows = 5
    let first = try Dataset.load(path, options: options, limits: kept)
    #expect(try first == Dataset.load(path, options: options, limits: copied))
    #expect(first.rowCount == 8)
  }

  @Test func gzippedArraysStayInTheUnpackedBytes() throws {
    // Made once with NumPy and gzip, as all golden files.
    let path = try #require(BundledSet.named("mnist")).files.test ?? ""
    let file = try BundledFolder.path(of: path, in: "mnist")
    let stored = try Dataset.load(file, options: LoadOptions(), limits: kept)
    guard case .array(let array, _) = stored.content, case .stored = array.storage else {
      Issue.record("it was copied")
      return
    }
    #expect(try stored == Dataset.load(file, options: LoadOptions(), limits: copied))
  }

  @Test(arguments: [Float.nan, .infinity, -.infinity])
  func badNumbersAreNamedAlike(_ bad: Float) throws {
    var values = (0..<60).map { Float($0) }
    values[47] = bad
    let path = try folder.write("bad.npy", #require(NPYEncoder.bytes(shape: [20, 3], values)))
    func refusal(_ limits: FileLimits) throws -> DataError? {
      let data = try Dataset.load(path, options: LoadOptions(), limits: limits)
      return #expect(throws: DataError.self) { try data.prepare(Preparation(), target: .none) }
    }
    let found = try refusal(kept)
    #expect(try found == refusal(copied))
    #expect(
      found
        == (bad.isNaN
          ? .missingValues(column: "feature 2", count: 1, rows: [16], isTarget: false)
          : .infiniteValues(column: "feature 2", count: 1, rows: [16])))
  }

  @Test func columnMajorArraysAreCopied() throws {
    let data = try Dataset.load(
      goldenFolder + "fortran_f4.npy", options: LoadOptions(), limits: kept)
    #expect(
      try data.content
        == Dataset.load(goldenFolder + "c_f4.npy", options: LoadOptions(), limits: copied).content)
  }

  /// The same headers as those of copied files are refused.
  @Test func damagedFilesAreRefused() throws {
    let good = npy("<f4", "(2, 2)", [1, 2, 3, 4])
    for length in 8..<good.count {
      let path = try folder.write("cut.npy", Array(good.prefix(length)))
      #expect(throws: DataError.self, "\(length) bytes") {
        try Dataset.load(path, options: LoadOptions(), limits: kept)
      }
    }
  }

  @Test func filesCutShortEndInASentence() throws {
    let values = [Float](repeating: 1, count: 1 << 16)
    let bytes = try #require(NPYEncoder.bytes(shape: [1 << 10, 64], values))
    let path = try folder.write("x.npy", bytes)
    let data = try Dataset.load(path, options: LoadOptions(), limits: kept)
    let prepared = try data.prepare(Preparation(), target: .none)
    #expect(truncate(path, 1000) == 0)
    let expected = FileError.changed(path: path, .shorter)
    #expect(throws: expected) { try data.prepare(Preparation(), target: .none) }
    let scaled = try Preparation().adding(.scale(columns: nil, .standard), to: data)
    #expect(throws: expected) { try data.prepare(scaled, target: .none) }
    let features = try prepared.part(.train).features
    #expect(features.row(1023) == [Float](repeating: 0, count: 64))
    #expect(!features.isWhole)
    #expect(throws: expected) { try features.checkFiles() }
  }
}
