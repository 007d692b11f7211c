import Tensors
import Testing

@testable import DataSources

@Suite struct TargetTests {
  private func targets(
    _ csv: String, _ form: TargetForm, target: [String] = ["y"], test: [Int] = []
  ) throws -> PreparedData {
    let table = try table(csv)
    let train = (0..<table.rowCount).filter { !test.contains($0) }
    return try Dataset(name: "made", table: table, target: target)
      .with(parts: Parts(train: train, test: test)).prepare(Preparation(), target: form)
  }

  @Test func labelsOfAnyKind() throws {
    let numbers = try targets("x,y\n1,10\n1,-1\n1,2\n1,10\n", .classes)
    #expect(numbers.classes?.names == ["-1", "2", "10"])
    #expect(try numbers.part(.train).targets == .classes([2, 0, 1, 2]))
    let texts = try targets("x,y\n1,b\n1,B\n1,a\n1,10\n1,9\n", .classes)
    #expect(texts.classes?.names == ["10", "9", "B", "a", "b"])
    #expect(try texts.part(.train).targets == .classes([4, 2, 3, 0, 1]))
  }

  @Test func labelsThatAreNone() throws {
    #expect(throws: DataError.notClassLabels(column: "y", row: 2, value: 1.5)) {
      try targets("x,y\n1,1\n1,1.5\n", .classes)
    }
    #expect(throws: DataError.unknownLabel(label: "c", row: 3, part: "test", classes: ["a", "b"])) {
      try targets("x,y\n1,a\n1,b\n1,c\n", .classes, test: [2])
    }
    #expect(throws: DataError.missingValues(column: "y", count: 1, rows: [2], isTarget: true)) {
      try targets("x,y\n1,a\n1,\n", .classes)
    }
    #expect(throws: DataError.severalTargets(columns: ["y", "z"])) {
      try targets("x,y,z\n1,1,2\n", .classes, target: ["y", "z"])
    }
    #expect(throws: DataError.noTarget(name: "made")) {
      try targets("x\n1\n", .numbers, target: [])
    }
  }

  @Test func severalNumbers() throws {
    let result = try targets("x,y,z\n1,2,3\n4,5,6\n", .numbers, target: ["z", "y"])
    #expect(
      try result.part(.train).targets == .numbers(Tensor(shape: [2, 2], values: [3, 2, 6, 5])))
    #expect(try result.part(.train).features.values == [1, 4])
  }

  @Test func distributions() throws {
    let shares = try targets("x,y,z\n1,0.25,0.75\n1,1,0\n", .distributions, target: ["y", "z"])
    #expect(
      try shares.part(.train).targets
        == .distributions(Tensor(shape: [2, 2], values: [0.25, 0.75, 1, 0])))
    #expect(shares.classes?.names == ["y", "z"] && shares.notices == [])
    let counts = try targets("x,y,z\n1,1,3\n1,0,2\n", .distributions, target: ["y", "z"])
    #expect(
      try counts.part(.train).targets
        == .distributions(Tensor(shape: [2, 2], values: [0.25, 0.75, 0, 1])))
    #expect(counts.notices.count == 1 && counts.notices[0].contains("counts"))
    #expect(throws: DataError.notADistribution(row: 2, sum: 0.75, negative: nil)) {
      try targets("x,y,z\n1,0.5,0.5\n1,0.25,0.5\n", .distributions, target: ["y", "z"])
    }
    #expect(throws: DataError.notADistribution(row: 1, sum: 1, negative: "y")) {
      try targets("x,y,z\n1,-0.5,1.5\n", .distributions, target: ["y", "z"])
    }
  }

  @Test func sentences() {
    let error = DataError.missingValues(
      column: "bill_length_mm", count: 2, rows: [4, 272], isTarget: false)
    #expect(error.message == "column 'bill_length_mm' has 2 missing values (first in row 4)")
    #expect(error.hint == "impute bill_length_mm")
    let text = DataError.textFeature(column: "island", firstRow: 1, value: "Torgersen")
    #expect(text.message == "column 'island' is text ('Torgersen' in row 1)")
    #expect(text.hint == "encode island")
    let ragged = DataError.raggedRow(path: "x.csv", row: 3, line: 4, expected: 5, found: 4)
    #expect(ragged.message == "row 3 of 'x.csv' (line 4) has 4 values, expected 5")
    #expect(
      DataError.textFeature(column: "my col", firstRow: 1, value: "a").hint == "encode \"my col\"")
  }
}
