import Foundation
import Tensors
import Testing

@testable import Learning

/// A folder of its own for a test, removed with `remove`.
struct TemporaryFolder {
  let url = FileManager.default.temporaryDirectory
    .appendingPathComponent("lossrepl-test-\(UUID().uuidString)")

  init() throws {
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  func path(_ name: String) -> String { url.appendingPathComponent(name).path }
  var files: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []).sorted()
  }
  func remove() { try? FileManager.default.removeItem(at: url) }
}

@Suite("Safetensors files are written")
struct CheckpointWriteTests {
  let checkpoint = Checkpoint(
    tensors: [
      (
        "2.weight",
        Tensor(shape: [2, 3], values: [1, -2, 3.5, .infinity, -0.0, .leastNonzeroMagnitude])
      ),
      ("0.bias", Tensor(shape: [], values: [7])),
      ("none", Tensor(shape: [0, 4])),
    ],
    metadata: [
      ("classes", #"["setosa","\"quoted\" \\ \n\t"]"#), ("b", "宝 é\u{1}"), ("a", ""),
    ])

  @Test func whatIsWrittenIsRead() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let path = folder.path("w.safetensors")
    try checkpoint.write(to: path)
    let read = try Checkpoint.read(path: path)
    #expect(read == checkpoint)
    #expect(read.tensors.map(\.name) == ["2.weight", "0.bias", "none"])
    #expect(read.metadata.map(\.name) == ["classes", "b", "a"])
    #expect(folder.files == ["w.safetensors"])
  }

  @Test func bytesByHand() throws {
    let bytes = Checkpoint(tensors: [("w", Tensor(shape: [1], values: [1]))]).bytes
    let header = #"{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#
    let padded = header + String(repeating: " ", count: (8 - header.utf8.count % 8) % 8)
    #expect(bytes == file(padded) + [0, 0, 0x80, 0x3F])
    #expect((bytes.count - 4) % 8 == 0)
  }

  @Test(arguments: ["digits_classifier.final", "digits_l1_l2.initial", "diabetes_linear.final"])
  func torchFilesGoThroughUnchanged(_ name: String) throws {
    let path = CheckpointReadTests.parity.appendingPathComponent("\(name).safetensors").path
    let read = try Checkpoint.read(path: path)
    #expect(try Checkpoint(bytes: read.bytes) == read)
  }

  @Test func namesTheFormatCannotHold() throws {
    let scalar = Tensor(shape: [])
    let path = "/tmp/never.safetensors"
    #expect(throws: CheckpointError.badName(path, name: "a", reason: "is there twice")) {
      try Checkpoint(tensors: [("a", scalar), ("a", scalar)]).write(to: path)
    }
    #expect(
      throws: CheckpointError.badName(path, name: "__metadata__", reason: "is kept for texts")
    ) { try Checkpoint(tensors: [("__metadata__", scalar)]).write(to: path) }
    #expect(!FileManager.default.fileExists(atPath: path))
  }
}

@Suite("Files are replaced whole or not at all")
struct CheckpointAtomicFileTests {
  @Test func replacing() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let path = folder.path("f")
    try AtomicFile.write(path: path, Array("long and old".utf8))
    #expect(chmod(path, 0o640) == 0)
    try AtomicFile.write(path: path, Array("new".utf8))
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "new")
    #expect(folder.files == ["f"])
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o640)
  }

  @Test func aLinkStaysALink() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    try AtomicFile.write(path: folder.path("real"), [1])
    #expect(symlink("real", folder.path("link")) == 0)
    try AtomicFile.write(path: folder.path("link"), [2])
    #expect([UInt8](try Data(contentsOf: URL(fileURLWithPath: folder.path("real")))) == [2])
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: folder.path("link")) == "real")
  }

  @Test func aFolderThatIsNotThere() {
    let error = FileError.refused(operation: "write", path: "/nowhere/at/all", code: ENOENT)
    #expect(throws: error) { try AtomicFile.write(path: "/nowhere/at/all", [1]) }
    #expect(error.hint == "the folder of /nowhere/at/all has to exist first")
  }

  @Test func aFolderInItsPlace() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let path = folder.url.path
    #expect(throws: FileError.refused(operation: "write", path: path, code: EISDIR)) {
      try AtomicFile.write(path: path, [1])
    }
  }

  // /dev/full answers every write with "No space left on device".
  @Test func aFullDisk() throws {
    let error = FileError.refused(operation: "write", path: "/dev/full", code: ENOSPC)
    #expect(throws: error) { try AtomicFile.write(path: "/dev/full", [1]) }
    #expect(error.message == "cannot write /dev/full: No space left on device")
    #expect(throws: CheckpointError.file(error)) {
      try Checkpoint(tensors: []).write(to: "/dev/full")
    }
  }

  @Test func aDeviceIsNotReplaced() throws {
    try AtomicFile.write(path: "/dev/null", [1])
    var status = stat()
    #expect(stat("/dev/null", &status) == 0)
    #expect(status.st_mode & S_IFMT == S_IFCHR)
  }

  // The rename fails: its target's name is too long, the temporary's is not.
  @Test func aFailureLeavesNothingBehind() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let path = folder.path(String(repeating: "n", count: 300))
    #expect(throws: FileError.refused(operation: "replace", path: path, code: ENAMETOOLONG)) {
      try AtomicFile.write(path: path, [1])
    }
    #expect(folder.files.isEmpty)
  }
}
