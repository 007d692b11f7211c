import Testing

@testable import DataSources

@Suite struct SplitTests {
  private func data(_ labels: [String?]) throws -> Dataset {
    let table = try #require(
      Table([
        Column(name: "x", numbers: labels.indices.map(Double.init)),
        Column(name: "y", texts: labels),
      ]))
    return try Dataset(name: "made", table: table, target: ["y"])
  }

  private func sizes(_ parts: Parts) -> [Int] {
    [parts.train.count, parts.validation.count, parts.test.count]
  }

  @Test(
    arguments: [
      (150, 0.7, 0.15, 0.15, [105, 23, 22]), (3, 0.7, 0.15, 0.15, [1, 1, 1]),
      (10, 0.8, 0, 0.2, [8, 0, 2]),
      (10, 0.6, 0.2, 0.2, [6, 2, 2]), (7, 0.34, 0.33, 0.33, [3, 2, 2]),
      (4, 0.98, 0.01, 0.01, [2, 1, 1]),
    ] as [(Int, Double, Double, Double, [Int])])
  func sizesAndEveryRowOnce(
    _ rows: Int, _ train: Double, _ validation: Double, _ test: Double, _ expected: [Int]
  ) throws {
    let whole = try data(Array(repeating: "a", count: rows))
    for stratify in [false, true] {
      for seed in UInt64(0)..<5 {
        let request = SplitRequest(
          train: train, validation: validation, test: test, stratify: stratify, seed: seed)
        let parts = try whole.split(request).dataset.parts
        #expect(sizes(parts) == expected, "seed \(seed)")
        #expect((parts.train + parts.validation + parts.test).sorted() == Array(0..<rows))
        #expect(try whole.split(request).dataset.parts == parts)
      }
    }
  }

  @Test func seedsDiffer() throws {
    let whole = try data(Array(repeating: "a", count: 100))
    let parts = try (UInt64(0)..<4).map {
      try whole.split(SplitRequest(train: 0.5, test: 0.5, seed: $0)).dataset.parts.train
    }
    #expect(Set(parts).count == 4)
  }

  @Test func stratifiedSharesEveryClassOut() throws {
    let labels = (0..<100).map { $0 < 60 ? "a" : $0 < 95 ? "b" : "c" }
    let request = SplitRequest(train: 0.6, validation: 0.2, test: 0.2, stratify: true, seed: 3)
    let parts = try data(labels).split(request).dataset.parts
    #expect(sizes(parts) == [60, 20, 20])
    for (part, expected) in [
      (Part.train, [36, 21, 3]), (.validation, [12, 7, 1]), (.test, [12, 7, 1]),
    ] {
      let counts = ["a", "b", "c"].map { label in parts[part].count { labels[$0] == label } }
      #expect(counts == expected, "\(part)")
    }
  }

  @Test func rareClassTrainsAndIsTold() throws {
    let labels = Array(repeating: "a", count: 20) + ["rare"]
    let request = SplitRequest(train: 0.5, validation: 0.25, test: 0.25, stratify: true)
    let (split, notices) = try data(labels).split(request)
    #expect(split.parts.train.contains(20))
    #expect(notices.count == 2 && notices[0].contains("'rare'"))
  }

  @Test func inOrder() throws {
    let whole = try data(["a", "b", "a", "b", "a", "b"])
    let parts = try whole.split(SplitRequest(validation: 1 / 6.0, test: 2 / 6.0, inOrder: true))
      .dataset.parts
    #expect(parts == Parts(train: [0, 1, 2], validation: [3], test: [4, 5]))
    let sorted = try data(["a", "a", "a", "b", "b", "b"])
    #expect(
      throws: DataError.classMissingFromTraining(label: "b", rows: 3, part: "test", inOrder: true)
    ) {
      try sorted.split(SplitRequest(test: 0.5, inOrder: true))
    }
  }

  @Test func sharesThatAreNotGiven() throws {
    let whole = try data(Array(repeating: "a", count: 10))
    let split = { (request: SplitRequest) in try whole.split(request) }
    #expect(try sizes(split(SplitRequest(train: 0.8)).dataset.parts) == [8, 0, 2])
    #expect(try sizes(split(SplitRequest(test: 0.3)).dataset.parts) == [7, 0, 3])
    let (left, notices) = try split(SplitRequest(train: 0.5, test: 0.2))
    #expect(sizes(left.parts) == [5, 0, 2])
    #expect(notices[0].contains("3 rows"))
  }

  @Test func mistakes() throws {
    let whole = try data(["a", "b"])
    let cases: [(SplitRequest, DataError)] = [
      (SplitRequest(), .noFractions),
      (SplitRequest(train: 0.9, test: 0.2), .fractionsAboveOne(sum: 1.1)),
      (SplitRequest(train: -0.1), .badFraction(part: "train", value: -0.1)),
      (SplitRequest(train: 1.5), .badFraction(part: "train", value: 1.5)),
      (SplitRequest(train: 0.5, validation: 0.25, test: 0.25), .tooFewRows(rows: 2, parts: 3)),
      (SplitRequest(train: 0.5, stratify: true, inOrder: true), .stratifyInOrder),
    ]
    for (request, expected) in cases { #expect(throws: expected) { try whole.split(request) } }
    #expect(throws: DataError.self) { try whole.split(SplitRequest(train: .nan)) }
    #expect(throws: DataError.cannotStratify(column: "progression", distinct: 214, rows: 442)) {
      try Dataset.load("diabetes").split(SplitRequest(train: 0.8, stratify: true))
    }
    #expect(throws: Never.self) {
      try Dataset.load("iris").split(SplitRequest(train: 0.1 + 0.2, validation: 0.3, test: 0.4))
    }
  }

  @Test func testFileStaysTheTestPart() throws {
    let data = try Dataset.load("mnist")
    let split = try data.split(SplitRequest(validation: 0.1, stratify: true)).dataset.parts
    #expect(sizes(split) == [3600, 400, 1000])
    #expect(split.test == data.parts.test)
    #expect(
      try sizes(data.split(SplitRequest(train: 0.5, test: 0.5)).dataset.parts) == [2500, 0, 2500])
  }

  @Test func seededRandomRequestsKeepTheLaws() throws {
    let seed: UInt64 = 99
    var generator = RandomDraws(seed: seed)
    for _ in 0..<300 {
      let rows = 3 + generator.below(60)
      let labels = (0..<rows).map { _ in "c\(generator.below(4))" }
      let test = Double(1 + generator.below(45)) / 100
      let request = SplitRequest(validation: 0.5 - test / 2, test: test, stratify: true, seed: seed)
      let parts = try data(labels).split(request).dataset.parts
      #expect(
        (parts.train + parts.validation + parts.test).sorted() == Array(0..<rows), "seed \(seed)")
      #expect(parts.present.count == 3 || rows < 12, "seed \(seed), \(rows) rows")
    }
  }
}
