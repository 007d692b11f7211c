import Foundation
import Tensors
import Testing

/// A file of a test's own, opened for reading and writing.
private final class ScratchFile {
  let path = FileManager.default.temporaryDirectory.appending(path: "map-\(UUID().uuidString)")
    .path()
  let descriptor: Int32

  init(_ bytes: [UInt8]) throws {
    try Data(bytes).write(to: URL(filePath: path))
    descriptor = open(path, O_RDWR)
    try #require(descriptor >= 0)
  }

  deinit {
    close(descriptor)
    unlink(path)
  }

  func mapped(_ count: Int) throws -> MappedFile {
    try #require(MappedFile(descriptor: descriptor, path: path, count: count))
  }
}

extension MappedFile {
  /// The byte at a position, read anew.
  fileprivate func byte(_ position: Int) -> UInt8 {
    base.load(fromByteOffset: position, as: UInt8.self)
  }
}

@Suite struct MappedFileTests {
  /// Larger than any page.
  private let bytes = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0 / 7 + 1) }

  @Test func bytesAreThoseOfTheFile() throws {
    let file = try ScratchFile(bytes)
    let mapped = try file.mapped(bytes.count)
    #expect(UnsafeRawBufferPointer(start: mapped.base, count: mapped.count).elementsEqual(bytes))
    mapped.release()
    #expect(mapped.readingInOrder { mapped.byte(999_999) } == bytes[999_999])
    #expect(mapped.isWhole)
    try mapped.check()
    #expect(MappedFile(descriptor: file.descriptor, path: "", count: 0) == nil)
    #expect(MappedFile(descriptor: -1, path: "", count: 1) == nil)
  }

  @Test func aFileCutShortReadsAsZerosAndIsRefused() throws {
    let file = try ScratchFile(bytes)
    let mapped = try file.mapped(bytes.count)
    let other = try ScratchFile(bytes)
    let untouched = try other.mapped(bytes.count)
    #expect(mapped.byte(999_999) == bytes[999_999])
    #expect(ftruncate(file.descriptor, 300_000) == 0)
    mapped.release()
    #expect(mapped.byte(299_999) == bytes[299_999])
    #expect(mapped.isWhole)
    #expect(throws: FileError.changed(path: file.path, .shorter)) { try mapped.check() }
    #expect(mapped.byte(700_000) == 0)
    #expect(mapped.byte(400_000) == 0)
    #expect(mapped.byte(999_999) == 0)
    #expect(!mapped.isWhole)
    // What was lost stays lost, even if the file grows again.
    #expect(ftruncate(file.descriptor, 1_000_000) == 0)
    #expect(throws: FileError.self) { try mapped.check() }
    #expect(untouched.byte(700_000) == bytes[700_000])
    #expect(untouched.isWhole)
    try untouched.check()
  }

  @Test func aFileThatIsWrittenToIsRefused() throws {
    let file = try ScratchFile(bytes)
    let mapped = try file.mapped(bytes.count)
    // The clock that stamps files may stand still for some milliseconds.
    usleep(20_000)
    #expect(pwrite(file.descriptor, [9], 1, 5) == 1)
    #expect(throws: FileError.changed(path: file.path, .written)) { try mapped.check() }
    let message = FileError.changed(path: "x.npy", .shorter)
    #expect(message.message == "x.npy became shorter while it was in use")
    #expect(message.hint == "load \"x.npy\" reads it anew")
  }

  /// Mappings that come and go on several threads while the files of some are cut.
  @Test func manyAtOnce() async throws {
    let cut = try ScratchFile(bytes)
    let whole = try ScratchFile(bytes)
    #expect(ftruncate(cut.descriptor, 4096) == 0)
    let paths = (cut.path, whole.path)
    let wrong = await withTaskGroup(of: Int.self) { group in
      for _ in 0..<4 {
        group.addTask {
          var wrong = 0
          for turn in 0..<200 {
            let isCut = turn % 2 == 0
            let descriptor = open(isCut ? paths.0 : paths.1, O_RDONLY)
            defer { close(descriptor) }
            guard let mapped = MappedFile(descriptor: descriptor, path: "", count: 1_000_000)
            else { return 1000 }
            let place = 5000 + turn * 4900
            let expected = isCut ? 0 : UInt8(truncatingIfNeeded: place / 7 + 1)
            if mapped.byte(place) != expected { wrong += 1 }
            if mapped.isWhole == isCut { wrong += 1 }
          }
          return wrong
        }
      }
      return await group.reduce(0, +)
    }
    #expect(wrong == 0)
  }
}
