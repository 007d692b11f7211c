import Testing

@testable import DataSources

@Suite struct BundledDataTests {
  @Test(arguments: BundledSet.all)
  func everySetIsAsDeclared(_ set: BundledSet) throws {
    let data = try Dataset.load(set.name)
    #expect(data.rowCount == set.rows)
    #expect(data.notices == [])
    #expect(data.targetNames == (set.target.isEmpty ? ["target"] : set.target))
    #expect(data.contentHash.count == "xxh64:".count + 16)
    #expect(try Dataset.load(set.name) == data)
  }

  // Counted and averaged with pandas 3.1.1 on the same files.
  @Test func iris() throws {
    let data = try Dataset.load("iris")
    #expect(data.rowShape == [4])
    let first = try #require(try data.describe().first?.numbers)
    #expect(abs(first.mean - 5.843333333333334) < 1e-12)
    #expect(abs(first.deviation - 0.828066127977863) < 1e-12)
    #expect(
      [first.minimum, first.lowerQuartile, first.median, first.upperQuartile, first.maximum]
        == [4.3, 5.1, 5.8, 6.4, 7.9])
  }

  @Test func penguins() throws {
    let data = try Dataset.load("penguins")
    let summary = try data.describe()
    let missing = Dictionary(uniqueKeysWithValues: summary.map { ($0.name, $0.missing) })
    #expect(
      missing == [
        "island": 0, "bill_length_mm": 2, "bill_depth_mm": 2, "flipper_length_mm": 2,
        "body_mass_g": 2, "sex": 11, "year": 0, "species": 0,
      ])
    let sex = try #require(summary.first { $0.name == "sex" })
    #expect(sex.mostFrequent?.text == "male" && sex.mostFrequent?.count == 168)
  }

  @Test func mnistKeepsItsRowShapeAndItsTestPart() throws {
    let data = try Dataset.load("mnist")
    #expect(data.rowShape == [28, 28])
    #expect(data.parts.train.count == 4000 && data.parts.test.count == 1000)
    var preparation = Preparation()
    preparation = try preparation.adding(.scale(columns: nil, .divide(255)), to: data)
    let prepared = try data.prepare(preparation, target: .classes)
    let test = try prepared.part(.test)
    #expect(test.features.shape == [1000, 28, 28])
    #expect(test.features.values.max() == 1)
    #expect(prepared.classes?.names == (0..<10).map(String.init))
    guard case .classes(let labels) = test.targets else {
      Issue.record("no classes")
      return
    }
    #expect((0..<10).map { digit in labels.count { $0 == Int32(digit) } }.reduce(0, +) == 1000)
  }

  @Test func rowsAndOtherTargets() throws {
    var options = LoadOptions()
    options.csv.rows = 10
    #expect(try Dataset.load("digits", options: options).rowCount == 10)
    #expect(try Dataset.load("mnist", options: options).parts.test.count == 1000)
    options.target = ["petal_width", "species"]
    #expect(try Dataset.load("iris", options: options).rowShape == [3])
    options.target = ["pedal_width"]
    #expect { try Dataset.load("iris", options: options) } throws: { error in
      guard case .unknownColumn(_, let nearest, _)? = error as? DataError else { return false }
      return nearest == "petal_width"
    }
  }
}
