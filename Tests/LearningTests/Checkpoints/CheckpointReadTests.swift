import Foundation
import Tensors
import Testing

@testable import Learning

/// A safetensors file with the given header and so many bytes of numbers.
func file(_ header: String, data: Int = 0, length: UInt64? = nil) -> [UInt8] {
  let bytes = Array(header.utf8)
  let length = length ?? UInt64(bytes.count)
  return (0..<8).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) } + bytes
    + [UInt8](repeating: 0, count: data)
}

/// The header of one array "w".
func header(_ shape: String, _ offsets: String, type: String = "F32") -> String {
  #"{"w":{"dtype":"\#(type)","shape":[\#(shape)],"data_offsets":[\#(offsets)]}}"#
}

@Suite("Safetensors files are read")
struct CheckpointReadTests {
  static var parity: URL { referenceFolder.appendingPathComponent("parity") }

  // Written by safetensors for PyTorch 2.15.0 (Reference/parity/parity.json).
  @Test func aFileWrittenByTorch() throws {
    let path = Self.parity.appendingPathComponent("digits_classifier.final.safetensors").path
    let checkpoint = try Checkpoint.read(path: path)
    let shapes = Dictionary(
      uniqueKeysWithValues: checkpoint.tensors.map { ($0.name, $0.tensor.shape) })
    #expect(
      shapes == [
        "0.weight": [128, 64], "0.bias": [128], "2.weight": [10, 128], "2.bias": [10],
      ])
    #expect(checkpoint.tensors.allSatisfy { $0.tensor.values.allSatisfy(\.isFinite) })
    #expect(checkpoint.tensor(named: "0.weight")?.values.contains { $0 != 0 } == true)
  }

  @Test func everyNumberType() throws {
    // By hand: 1.5 and -2 in each type, little-endian.
    let types: [(String, [UInt8])] = [
      ("F32", [0, 0, 0xC0, 0x3F, 0, 0, 0, 0xC0]),
      ("F64", [0, 0, 0, 0, 0, 0, 0xF8, 0x3F, 0, 0, 0, 0, 0, 0, 0, 0xC0]),
      ("F16", [0, 0x3E, 0, 0xC0]),
      ("BF16", [0xC0, 0x3F, 0, 0xC0]),
    ]
    for (type, data) in types {
      let bytes = file(header("2", "0,\(data.count)", type: type)) + data
      let checkpoint = try Checkpoint(bytes: bytes)
      #expect(checkpoint.tensor(named: "w")?.values == [1.5, -2], "\(type)")
    }
  }

  @Test func textsAndEscapes() throws {
    let checkpoint = try Checkpoint(
      bytes: file(
        #"{"__metadata__": {"b": "\u00e9\ud83d\ude00\n\"\\\/", "a": "宝"}, "#
          + #""s": {"shape": [], "data_offsets": [0, 4], "dtype": "F32"}} "#, data: 4))
    #expect(checkpoint.metadata.map(\.name) == ["b", "a"])
    #expect(checkpoint.text(named: "b") == "é😀\n\"\\/")
    #expect(checkpoint.text(named: "a") == "宝")
    #expect(checkpoint.tensor(named: "s")?.shape == [])
  }

  @Test func arraysInAnotherOrderThanTheirBytes() throws {
    let json =
      #"{"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]},"#
      + #""none":{"dtype":"F32","shape":[0,3],"data_offsets":[4,4]},"#
      + #""a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#
    let checkpoint = try Checkpoint(bytes: file(json) + [0, 0, 0x80, 0x3F, 0, 0, 0, 0x40])
    #expect(checkpoint.tensors.map(\.name) == ["b", "none", "a"])
    #expect(checkpoint.tensor(named: "a")?.values == [1])
    #expect(checkpoint.tensor(named: "b")?.values == [2])
    #expect(checkpoint.tensor(named: "none")?.count == 0)
  }

  @Test func anEmptyCheckpoint() throws {
    #expect(try Checkpoint(bytes: file("{}")).tensors.isEmpty)
  }
}

@Suite("Damaged and hostile safetensors files are refused")
struct CheckpointDamageTests {
  static let cases: [(String, [UInt8], CheckpointDamage)] = [
    ("empty", [], .tooShort(bytes: 0)),
    ("seven bytes", [1, 2, 3, 4, 5, 6, 7], .tooShort(bytes: 7)),
    ("2^60", file("{}", length: 1 << 60), .headerTooLong(length: 1 << 60)),
    ("2^64 - 1", file("{}", length: .max), .headerTooLong(length: .max)),
    ("over the end", file("{}", length: 3), .headerBeyondFile(length: 3, available: 2)),
    ("no header", file(""), .header(byte: 1, expected: "an opening brace")),
    ("not JSON", file("{w}"), .header(byte: 2, expected: "a quoted text")),
    ("text after it", file("{} {}"), .header(byte: 4, expected: "the end of the header")),
    (
      "deep", file(#"{"w":"# + String(repeating: "[", count: 100_000)),
      .header(byte: 6, expected: "an opening brace")
    ),
    ("twice", twice, .duplicateName("w")),
    ("negative", file(header("-1", "0,4"), data: 4), .header(byte: 30, expected: whole)),
    ("fraction", file(header("1.5", "0,4"), data: 4), .header(byte: 31, expected: bracket)),
    (
      "past 2^63", file(header("9223372036854775808", "0,4"), data: 4),
      .header(byte: 48, expected: "a number below 2^63")
    ),
    (
      "product", file(header("4611686018427387904,4", "0,4"), data: 4),
      .shapeOverflow(tensor: "w")
    ),
    (
      "product times 0", file(header("4611686018427387904,4,0", "0,0")),
      .shapeOverflow(tensor: "w")
    ),
    (
      "outside", file(header("2", "0,8"), data: 4),
      .outsideData(tensor: "w", begin: 0, end: 8, bytes: 4)
    ),
    (
      "backwards", file(header("1", "4,0"), data: 4),
      .outsideData(tensor: "w", begin: 4, end: 0, bytes: 4)
    ),
    (
      "wrong size", file(header("2", "0,4"), data: 4),
      .wrongSize(tensor: "w", needed: 8, found: 4)
    ),
    (
      "type", file(header("1", "0,8", type: "I64"), data: 8),
      .unknownType(tensor: "w", type: "I64")
    ),
    ("gap", file(header("1", "4,8"), data: 8), .gap(tensor: "w", bytes: 4)),
    ("trailing", file(header("1", "0,4"), data: 5), .trailing(bytes: 1)),
    ("overlap", overlap, .overlap(tensor: "b")),
    (
      "axes", file(header(Array(repeating: "1", count: 65).joined(separator: ","), "0,4"), data: 4),
      .tooManyAxes(tensor: "w", axes: 65)
    ),
    ("half a character", file(#"{"\ud800":1}"#), .header(byte: 9, expected: half)),
    ("control character", file("{\"\u{1}\":1}"), .header(byte: 3, expected: control)),
    (
      "not UTF-8", [5, 0, 0, 0, 0, 0, 0, 0, 123, 34, 255, 34, 125],
      .header(byte: 3, expected: utf8)
    ),
    ("no shape", file(#"{"w":{"dtype":"F32"}}"#), .header(byte: 21, expected: all)),
    ("cut off", file(#"{"w":{"dtype":"F3"#), .header(byte: 18, expected: "a closing quote")),
  ]

  private static let whole = "a whole number of at least 0"
  private static let bracket = "a comma or a closing bracket"
  private static let half = "the second half of a character"
  private static let control = "a character that is not a control character"
  private static let utf8 = "a text in UTF-8"
  private static let all = "an array's dtype, shape and two data_offsets"
  private static let twice = file(
    #"{"w":{"dtype":"F32","shape":[],"data_offsets":[0,4]},"w":{}}"#, data: 4)
  private static let overlap = file(
    #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"#
      + #""b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}"#, data: 12)

  @Test(arguments: cases.indices)
  func refused(_ index: Int) {
    let (name, bytes, damage) = Self.cases[index]
    #expect(throws: damage, "\(name)") { try Checkpoint(bytes: bytes) }
    #expect(!damage.reason.isEmpty && !damage.reason.contains("("), "\(damage.reason)")
  }

  @Test func thePathIsSaid() throws {
    let error = CheckpointError.damaged("w.safetensors", .tooShort(bytes: 3))
    #expect(
      error.message == "w.safetensors is not a whole safetensors file: "
        + "it has 3 bytes, the length of its header alone takes 8")
  }

  @Test func namesFromFilesCannotMoveTheCursor() {
    let damage = CheckpointDamage.duplicateName("\u{1B}[2J" + String(repeating: "x", count: 99))
    #expect(damage.reason == "\"?[2J\(String(repeating: "x", count: 56))...\" is there twice")
  }

  @Test func whatIsNoFile() {
    #expect(throws: CheckpointError.notAFile("/tmp")) { try Checkpoint.read(path: "/tmp") }
    #expect(throws: CheckpointError.notAFile("/dev/zero")) {
      try Checkpoint.read(path: "/dev/zero")
    }
    let missing = FileError.refused(operation: "read", path: "/nowhere/w", code: ENOENT)
    #expect(throws: CheckpointError.file(missing)) { try Checkpoint.read(path: "/nowhere/w") }
    #expect(missing.message == "cannot read /nowhere/w: No such file or directory")
    #expect(throws: CheckpointError.file(.badPath("a\0b"))) { try Checkpoint.read(path: "a\0b") }
  }

  /// Bytes changed, cut, doubled and swapped at random: whatever is read is whole, whatever is
  /// not is refused; nothing traps.
  @Test(arguments: ["digits_l1_l2.final", "diabetes_linear.final"])
  func mutations(_ name: String) throws {
    let seed: UInt64 = 20_261_123
    var random = RandomGenerator(seed: seed)
    let url = CheckpointReadTests.parity.appendingPathComponent("\(name).safetensors")
    let valid = [UInt8](try Data(contentsOf: url))
    let headerEnd = 8 + Int(valid[0]) + Int(valid[1]) << 8
    var (read, refused) = (0, 0)
    for round in 0..<2000 {
      var bytes = valid
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        mutate(&bytes, headerEnd: headerEnd, using: &random)
      }
      do throws(CheckpointDamage) {
        let checkpoint = try Checkpoint(bytes: bytes)
        read += 1
        let whole = checkpoint.tensors.allSatisfy { $0.tensor.count == $0.tensor.shape.count }
        #expect(whole, "seed \(seed), round \(round)")
      } catch {
        refused += 1
        #expect(!error.reason.isEmpty, "seed \(seed), round \(round)")
      }
    }
    // Both must occur, or the mutations would prove nothing.
    #expect(read > 20 && refused > 200, "seed \(seed): \(read) read, \(refused) refused")
  }

  private func mutate(
    _ bytes: inout [UInt8], headerEnd: Int, using random: inout RandomGenerator
  ) {
    guard !bytes.isEmpty else { return }
    let end = Bool.random(using: &random) ? min(headerEnd, bytes.count) : bytes.count
    let place = Int.random(in: 0..<end, using: &random)
    let other = Int.random(in: 0..<end, using: &random)
    switch Int.random(in: 0..<8, using: &random) {
    case 0, 1: bytes[place] = UInt8.random(in: 0...255, using: &random)
    case 2: bytes[place] = Array("0123456789[]{}\":,\\-".utf8).randomElement(using: &random) ?? 0
    case 3: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    case 4: bytes.removeSubrange(place...)
    case 5: bytes.insert(bytes[other], at: place)
    case 6: bytes.swapAt(place, other)
    default: bytes.replaceSubrange(min(place, other)..<max(place, other), with: [])
    }
  }
}
