import Testing

@testable import DataSources

@Suite struct LoadTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func npy(_ name: String, _ shape: [Int], _ values: [Float]) throws -> String {
    try folder.write(name, #require(NPYEncoder.bytes(shape: shape, values)))
  }

  @Test func lastColumnIsTheTargetAndSaysSo() throws {
    let data = try Dataset.load(folder.write("my.data.csv", "a,b\n1,2\n"))
    #expect(data.name == "my.data")
    #expect(data.targetNames == ["b"])
    #expect(data.notices.count == 1 && data.notices[0].contains("'b'"))
  }

  @Test func arrayWithTargetsInAnotherFile() throws {
    var options = LoadOptions()
    let features = try npy("x.npy", [3, 2], [1, 2, 3, 4, 5, 6])
    options.targets = try npy("y.npy", [3], [0, 1, 0])
    let data = try Dataset.load(features, options: options)
    let prepared = try data.prepare(Preparation(), target: .numbers)
    #expect(try prepared.part(.train).features.values == [1, 2, 3, 4, 5, 6])
    #expect(
      try prepared.part(.train).targets == .numbers(.init(shape: [3, 1], values: [0, 1, 0])))
    options.targets = try folder.write("y.csv", "label\nx\ny\nx\n")
    #expect(
      try Dataset.load(features, options: options).prepare(Preparation(), target: .classes)
        .part(.train).targets == .classes([0, 1, 0]))
    options.targets = try npy("short.npy", [2], [0, 1])
    #expect(throws: DataError.self) { try Dataset.load(features, options: options) }
    options.targets = try npy("deep.npy", [3, 1, 1], [0, 1, 2])
    #expect(throws: DataError.self) { try Dataset.load(features, options: options) }
    #expect(try Dataset.load(npy("one.npy", [3], [1, 2, 3])).rowShape == [1])
  }

  @Test func partsFromTheirOwnFiles() throws {
    var options = LoadOptions()
    let train = try folder.write("train.csv", "a,b\n1,x\n2,y\n")
    options.test = try folder.write("test.csv", "b,a\nx,3\n")
    options.validation = try folder.write("val.csv", "a,b\n4,y\n")
    options.target = ["b"]
    let data = try Dataset.load(train, options: options)
    #expect(data.parts == Parts(train: [0, 1], validation: [2], test: [3]))
    #expect(try data.prepare(Preparation(), target: .classes).part(.test).features.values == [3])
    options.test = try folder.write("other.csv", "a,c\n1,x\n")
    #expect(throws: DataError.self) { try Dataset.load(train, options: options) }
  }

  @Test func optionsThatDoNotFit() throws {
    let table = try folder.write("t.csv", "a,b\n1,2\n")
    var options = LoadOptions()
    options.testTargets = table
    #expect(throws: DataError.self) { try Dataset.load(table, options: options) }
    options = LoadOptions()
    options.targets = table
    options.test = table
    #expect(throws: DataError.self) { try Dataset.load(table, options: options) }
    options = LoadOptions()
    options.test = table
    #expect(throws: DataError.self) { try Dataset.load("iris", options: options) }
    options = LoadOptions()
    options.target = ["a"]
    #expect(throws: DataError.self) {
      try Dataset.load(npy("x.npy", [2], [1, 2]), options: options)
    }
    #expect(throws: DataError.notAnArray(path: folder.path + "/f.npy")) {
      try Dataset.load(folder.write("f.npy", "a,b\n1,2\n"))
    }
  }
}
