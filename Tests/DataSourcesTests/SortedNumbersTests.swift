import Tensors
import Testing

@testable import DataSources

/// Long columns of small whole numbers are counted, all others sorted; nobody may notice.
@Suite struct SortedNumbersTests {
  private static func drawn(_ count: Int, _ number: (inout RandomGenerator) -> Double) -> [Double] {
    var random = RandomGenerator(seed: 4096)
    return (0..<count).map { _ in number(&random) }
  }

  @Test(arguments: [
    drawn(5000) { Double($0.integer(below: 256)) },
    drawn(5000) { Double($0.integer(below: 4096)) },
    drawn(5000) { Double($0.integer(below: 4097)) } + [4096],
    drawn(5000) { Double($0.integer(below: 9)) - 1 },
    drawn(5000) { Double($0.integer(below: 9)) / 2 },
    drawn(5000) { $0.integer(below: 5) == 0 ? .nan : Double($0.integer(below: 10)) },
    drawn(5000) { $0.integer(below: 99) == 0 ? .infinity : Double($0.integer(below: 10)) },
    drawn(50) { Double($0.integer(below: 256)) }, [],
  ]) func agreesWithComparing(values: [Double]) {
    let sorted = sortedNumbers(NumberColumn(values))
    #expect(sorted == values.filter { !$0.isNaN }.sorted())
    #expect(distinctCount(sorted: sorted) == Set(sorted).count)
  }
}

/// Rows that are copied whole or looked up come out as those scaled number by number.
@Suite struct PlainRowsTests {
  private static let scale = FittedScale(offset: 3, divisor: 255)

  @Test func bytesAreLookedUp() throws {
    let array = NumericArray(shape: [2, 3], storage: .bytes([0, 1, 255, 7, 8, 9]))
    let fitted = FittedArray(width: 3, fill: nil, scales: [Self.scale])
    let tensor = try ArrayMatrix(array).make(fitted, [3], [1, 0])
    let raw: [Double] = [7, 8, 9, 0, 1, 255]
    let expected: [Float] = raw.map { Float(($0 - 3) / 255) }
    #expect(tensor.values == expected)
  }

  @Test func missingNumbersOfACopiedRowAreFilled() throws {
    let array = NumericArray(shape: [2, 2], storage: .single([1, .nan, 3, 4]))
    let filled = FittedArray(width: 2, fill: [9], scales: [FittedScale()])
    #expect(try ArrayMatrix(array).make(filled, [2], [0, 1]).values == [1, 9, 3, 4])
    let bare = FittedArray(width: 2, fill: nil, scales: [FittedScale()])
    #expect(
      throws: DataError.missingValues(column: "feature 1", count: 1, rows: [1], isTarget: false)
    ) { try ArrayMatrix(array).make(bare, [2], [0, 1]) }
  }

  @Test func anInfiniteNumberOfACopiedRowIsRefused() {
    let array = NumericArray(shape: [1, 2], storage: .single([1, -.infinity]))
    let bare = FittedArray(width: 2, fill: nil, scales: [FittedScale()])
    #expect(throws: DataError.infiniteValues(column: "feature 1", count: 1, rows: [1])) {
      try ArrayMatrix(array).make(bare, [2], [0])
    }
  }
}
