import Foundation
import Testing

@testable import DataSources

@Suite struct FileTests {
  @Test func missingFileOffersTheNearestName() throws {
    let folder = try TemporaryFolder()
    let existing = try folder.write("measurements.csv", "a\n1\n")
    let typed = "\(folder.path)/mesurements.csv"
    #expect(throws: DataError.fileNotFound(path: typed, nearest: existing)) {
      try Dataset.load(typed)
    }
    #expect(throws: DataError.fileNotFound(path: "irsi", nearest: "iris")) {
      try Dataset.load("irsi")
    }
    #expect(throws: DataError.fileNotFound(path: "", nearest: nil)) { try Dataset.load("") }
    #expect(throws: DataError.self) { try Dataset.load("a\0b") }
  }

  @Test func foldersPipesAndDevicesAreRefused() throws {
    let folder = try TemporaryFolder()
    let pipe = folder.path + "/pipe"
    #expect(mkfifo(pipe, 0o600) == 0)
    for (path, kind) in [(pipe, "pipe"), ("/dev/zero", "device")] {
      #expect(throws: DataError.notAFile(path: path, kind: kind)) { try Dataset.load(path) }
    }
    // A folder may hold images, but is no file with targets.
    var options = LoadOptions()
    options.targets = folder.path
    #expect(throws: DataError.notAFile(path: folder.path, kind: "folder")) {
      try Dataset.load(goldenFolder + "f4.idx", options: options)
    }
  }

  @Test func emptyFile() throws {
    let path = try TemporaryFolder().write("x.csv", "")
    #expect(throws: DataError.self) { try Dataset.load(path) }
  }

  @Test func gzipOfSeveralMembers() throws {
    for name in ["two-members.csv.gz", "padded.csv.gz"] {
      let found = try readCSV(readFile(goldenFolder + name)).table
      #expect(try numbers(found, "b") == [2, 4])
    }
    #expect(throws: DataError.self) { try readFile(goldenFolder + "trailing.csv.gz") }
  }

  @Test func cutGzipIsRefusedAtEveryLength() throws {
    let folder = try TemporaryFolder()
    let whole = try Data(contentsOf: URL(filePath: goldenFolder + "two-members.csv.gz"))
    // The first member alone, 28 bytes here, is a whole file.
    for length in 2..<whole.count where length != 28 {
      let path = try folder.write("cut.csv.gz", Array(whole.prefix(length)))
      #expect(throws: DataError.self, "\(length) bytes") { try readFile(path) }
    }
  }

  @Test func gzipBombEndsInASentence() throws {
    var limits = FileLimits(bytes: 1 << 30)
    limits.suspiciousBytes = 1 << 20
    #expect { try readFile(goldenFolder + "bomb.csv.gz", limits: limits) } throws: { error in
      guard case .gzipBomb(_, _, let compressed)? = error as? DataError else { return false }
      return compressed == 3913
    }
    #expect {
      try readFile(goldenFolder + "bomb.csv.gz", limits: FileLimits(bytes: 100_000))
    } throws: { error in
      guard case .tooLarge? = error as? DataError else { return false }
      return true
    }
  }

  @Test func knownBinaryFilesAreNamed() throws {
    #expect(throws: DataError.binaryFile(path: "data.csv", offset: 0, looksLike: "a PNG image")) {
      try readCSV(loaded([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0]))
    }
    #expect(throws: DataError.binaryFile(path: "data.csv", offset: 0, looksLike: "UTF-16 text")) {
      try readCSV(loaded([0xff, 0xfe, 0x61, 0]))
    }
  }
}
