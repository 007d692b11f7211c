import Foundation
import Testing

@testable import DataSources

@Suite("Folders of images") struct ImageFolderTests {
  private let place: TemporaryFolder
  private var path: String { place.path }

  init() throws {
    place = try TemporaryFolder()
    for folder in ["b", "a"] {
      try FileManager.default.createDirectory(
        atPath: "\(place.path)/\(folder)", withIntermediateDirectories: true)
    }
    _ = try place.write("b/1.pgm", pgm([7, 8]))
    _ = try place.write("a/2.PGM", pgm([3, 4]))
    _ = try place.write("a/1.pgm", pgm([1, 2]))
  }

  private func pgm(_ pixels: [UInt8]) -> [UInt8] {
    Array("P5 \(pixels.count) 1 255\n".utf8) + pixels
  }

  private func load(_ change: (inout LoadOptions) -> Void = { _ in }) throws -> Dataset {
    var options = LoadOptions()
    change(&options)
    return try Dataset.load(path, options: options)
  }

  private func content(_ data: Dataset) throws -> (array: NumericArray, labels: [String?]) {
    guard case .array(let array, let table?) = data.content else {
      throw DataError.notAnArray(path: path)
    }
    return (array, try texts(table, "class"))
  }

  private func message(_ change: (inout LoadOptions) -> Void = { _ in }) -> String {
    do {
      _ = try load(change)
      return "nothing is wrong"
    } catch let error as DataError {
      return error.message + "; " + (error.hint ?? "")
    } catch { return "\(error)" }
  }

  @Test("grey files, sorted by class and name") func grey() throws {
    let (array, labels) = try content(load())
    #expect(array.shape == [3, 1, 2])
    #expect(array.doubles == [1, 2, 3, 4, 7, 8])
    #expect(labels == ["a", "a", "b"])
    #expect(try load().targetNames == ["class"])
  }

  @Test("one file of colour makes all colour, unless grey=true") func colour() throws {
    _ = try place.write("b/2.ppm", Array("P6 2 1 255\n".utf8) + [255, 0, 0, 5, 5, 5])
    let coloured = try content(load()).array
    #expect(coloured.shape == [4, 1, 2, 3])
    #expect(coloured.doubles.suffix(6) == [255, 0, 0, 5, 5, 5])
    let grey = try content(load { $0.images.grey = true }).array
    #expect(grey.shape == [4, 1, 2])
    #expect(grey.doubles.suffix(2) == [76, 5])
  }

  @Test("grey=false gives grey files three channels") func threeChannels() throws {
    let array = try content(load { $0.images.grey = false }).array
    #expect(array.shape == [3, 1, 2, 3])
    #expect(array.doubles.prefix(6) == [1, 1, 1, 2, 2, 2])
  }

  @Test("sizes must agree, or are made to") func sizes() throws {
    _ = try place.write("b/0.pgm", pgm([9, 9, 9]))
    let said = message { $0.images.skipsErrors = true }
    #expect(said.contains("b/0.pgm' is [1, 3], but"))
    #expect(said.contains("a/1.pgm' is [1, 2]"))
    #expect(said.contains("size=[1, 2]"))
    let array = try content(load { $0.images.size = ImageOptions.Size(height: 2, width: 1) }).array
    #expect(array.shape == [4, 2, 1])
    // The mean of each row, twice: 1.5 is rounded up.
    #expect(array.doubles == [2, 2, 4, 4, 9, 9, 8, 8])
  }

  @Test("broken files stop it, or are skipped and counted") func broken() throws {
    _ = try place.write("a/0.png", [0x89, 0x50, 0x4e, 0x47])
    #expect(message().contains("a/0.png' is no sound PNG image"))
    _ = try place.write("a/0.png", [])
    #expect(message().contains("a/0.png' is empty; "))
    _ = try place.write("a/0.png", "text")
    #expect(message().contains("a/0.png' is no PNG, JPEG, PPM or PGM image"))
    let data = try load { $0.images.skipsErrors = true }
    #expect(try content(data).array.rowCount == 3)
    #expect(data.notices.contains { $0.hasPrefix("1 image skipped: ") && $0.contains("0.png") })
  }

  @Test("other files are counted, hidden ones are not") func others() throws {
    _ = try place.write("a/notes.txt", "x")
    _ = try place.write("readme.md", "x")
    _ = try place.write("a/.hidden.png", "x")
    let notices = try load().notices
    #expect(notices.contains { $0.hasPrefix("2 entries ignored") && $0.contains("a/notes.txt") })
  }

  @Test("folders without images") func empty() throws {
    try FileManager.default.createDirectory(
      atPath: "\(path)/c", withIntermediateDirectories: true)
    #expect(message().contains("/c' has no images; take the folder away"))
    let data = try load { $0.images.skipsErrors = true }
    #expect(data.notices.contains { $0.hasPrefix("1 class folder without images skipped") })
    var options = LoadOptions()
    options.images.skipsErrors = true
    #expect(throws: DataError.noClassFolders(path: "\(path)/a", looseFiles: 2, firstEmpty: nil)) {
      try Dataset.load("\(path)/a", options: options)
    }
    #expect(throws: DataError.noClassFolders(path: "\(path)/c", looseFiles: 0, firstEmpty: nil)) {
      try Dataset.load("\(path)/c")
    }
  }

  @Test("links that lead back up end") func links() throws {
    try FileManager.default.createSymbolicLink(
      atPath: "\(path)/a/up", withDestinationPath: path)
    try FileManager.default.createSymbolicLink(
      atPath: "\(path)/a/self.png", withDestinationPath: "self.png")
    #expect(message().contains("self.png' cannot be read"))
    #expect(try content(load { $0.images.skipsErrors = true }).array.rowCount == 3)
  }

  @Test("the fingerprint covers names and bytes") func fingerprint() throws {
    let first = try load().contentHash
    #expect(try load().contentHash == first)
    try FileManager.default.moveItem(atPath: "\(path)/a/2.PGM", toPath: "\(path)/a/3.PGM")
    let renamed = try load().contentHash
    #expect(renamed != first)
    _ = try place.write("a/3.PGM", pgm([3, 5]))
    #expect(try load().contentHash != renamed)
  }

  @Test("a second folder is the test part") func testPart() throws {
    let other = path
    let data = try load { $0.test = other }
    #expect(try content(data).array.rowCount == 6)
    #expect(data.parts.test == [3, 4, 5])
  }

  @Test("options that do not fit") func options() throws {
    #expect(message { $0.csv.rows = 2 }.contains("rows= would take images of the first class"))
    #expect(message { $0.targets = "x.npy" }.contains("sub-folders are the targets"))
    var options = LoadOptions()
    options.images.grey = true
    #expect(throws: DataError.self) { try Dataset.load("iris", options: options) }
    #expect(ImageOptions.Size(height: 0, width: 9000) == nil)
  }
}
