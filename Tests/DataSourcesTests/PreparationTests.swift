import Tensors
import Testing

@testable import DataSources

@Suite struct PreparationTests {
  private func data(_ csv: String, train: [Int], test: [Int] = []) throws -> Dataset {
    let table = try table(csv)
    return try Dataset(name: "made", table: table, target: ["y"])
      .with(parts: Parts(train: train, test: test))
  }

  private func prepared(
    _ data: Dataset, _ steps: [PreparationStep], target: TargetForm = .numbers
  ) throws -> PreparedData {
    let preparation = try steps.reduce(Preparation()) { try $0.adding($1, to: data) }
    return try data.prepare(preparation, target: target)
  }

  private let numbersCSV = "a,b,y\n1,10,0\n2,10,0\n4,10,0\n100,30,0\n"

  /// By hand: mean 7/3, population variance 14/9; b is constant.
  @Test func standardScalesAsScikitLearn() throws {
    let result = try prepared(
      data(numbersCSV, train: [0, 1, 2], test: [3]), [.scale(columns: nil, .standard)])
    let std = (14.0 / 9).squareRoot()
    let expected = [1.0, 2, 4].flatMap { [Float(($0 - 7.0 / 3) / std), 0] }
    #expect(try result.part(.train).features.values == expected)
    #expect(try result.part(.test).features.values == [Float((100 - 7.0 / 3) / std), 20])
    #expect(result.notices.count == 1 && result.notices[0].contains("'b' is constant"))
  }

  @Test func minmaxAndDivide() throws {
    let whole = try data(numbersCSV, train: [0, 1, 2], test: [3])
    let minmax = try prepared(whole, [.scale(columns: ["a"], .minmax)])
    #expect(try minmax.part(.train).features.values == [0, 10, 1 / 3, 10, 1, 10])
    #expect(try minmax.part(.test).features.values == [33, 30])
    let divide = try prepared(
      whole, [.scale(columns: nil, .standard), .scale(columns: ["a"], .divide(4))])
    #expect(try divide.part(.train).features.values == [0.25, 0, 0.5, 0, 1, 0])
  }

  /// Whatever the test rows hold, what is fitted and the training matrix stay bit for bit.
  @Test func nothingLeaksFromTheTestRows() throws {
    let steps: [PreparationStep] = [
      .impute(columns: nil, .automatic), .encode(columns: nil, .oneHot),
      .scale(columns: nil, .standard),
    ]
    let csv = "a,c,y\n1,u,0\n,v,1\n4,u,0\n"
    let calm = try prepared(data(csv + "5,u,1\n", train: [0, 1, 2], test: [3]), steps)
    let wild = try prepared(data(csv + "99999,zzz,1\n", train: [0, 1, 2], test: [3]), steps)
    #expect(calm.fitted == wild.fitted)
    #expect(try calm.part(.train) == wild.part(.train))
    #expect(calm.featureNames == ["a", "c=u", "c=v"])
    #expect(wild.notices.contains { $0.contains("'c': 1 row of the test part has a category") })
    #expect(try Array(wild.part(.test).features.values.suffix(2)) == [0, 0])
  }

  @Test func imputation() throws {
    let whole = try data("a,y\n1,0\n,0\n2,0\n2,0\n9,0\n,0\n", train: [0, 1, 2, 3, 4], test: [5])
    for (method, fill) in [
      (Imputation.mean, 3.5), (.median, 2), (.mostFrequent, 2), (.constant("-7"), -7),
      (.automatic, 3.5),
    ] {
      let result = try prepared(whole, [.impute(columns: ["a"], method)])
      #expect(try result.part(.train).features.values == [1, Float(fill), 2, 2, 9])
      #expect(try result.part(.test).features.values == [Float(fill)])
    }
    let text = try data("a,y\nu,0\n,0\nv,0\n", train: [0, 1, 2])
    let filled = try prepared(
      text, [.impute(columns: ["a"], .constant("none")), .encode(columns: nil, .oneHot)])
    #expect(filled.featureNames == ["a=none", "a=u", "a=v"])
    #expect(try filled.part(.train).features.values == [0, 1, 0, 1, 0, 0, 0, 0, 1])
  }

  @Test func ordinalCodesAndNumbersAsCategories() throws {
    let whole = try data("a,b,y\nz,10,0\nm,9,0\nz,10,0\n", train: [0, 1, 2])
    let codes = try prepared(whole, [.encode(columns: ["a", "b"], .ordinal)])
    #expect(try codes.part(.train).features.values == [1, 1, 0, 0, 1, 1])
    let hot = try prepared(
      whole, [.drop(["a"]), .encode(columns: ["b"], .oneHot), .scale(columns: nil, .standard)])
    #expect(hot.featureNames == ["b=9", "b=10"])
    #expect(try hot.part(.train).features.values == [0, 1, 1, 0, 0, 1])
  }

  @Test func selection() throws {
    let whole = try data("a,b,c,y\n1,2,3,0\n", train: [0])
    #expect(try prepared(whole, [.select(["c", "a", "y"])]).featureNames == ["a", "c"])
    #expect(try prepared(whole, [.drop(["a"])]).featureNames == ["b", "c"])
    #expect(throws: DataError.noFeatures) { try prepared(whole, [.select(["y"])]) }
  }

  @Test(arguments: [
    ("a,y\nu,0\n", [], DataError.textFeature(column: "a", firstRow: 1, value: "u")),
    (
      "a,b,y\n1,1,0\n,2,0\n,3,1\n", [],
      .missingValues(column: "a", count: 2, rows: [2, 3], isTarget: false)
    ),
    ("a,y\n1,0\ninf,0\n", [], .infiniteValues(column: "a", count: 1, rows: [2])),
    ("a,y\n1,0\n1e39,0\n", [], .valueTooLarge(column: "a", row: 2, value: 1e39)),
    ("a,y\n1,0\n2,\n", [], .missingValues(column: "y", count: 1, rows: [2], isTarget: true)),
    ("a,y\n1,u\n2,v\n", [], .textTarget(column: "y", row: 1, value: "u")),
    (
      "a,b,y\n,1,0\n,2,0\n", [PreparationStep.impute(columns: nil, .mean)],
      .nothingToFit(column: "a", step: "impute mean")
    ),
    (
      "a,y\nu,0\n", [.scale(columns: ["a"], .standard)],
      .unsuitableStep(step: "scale standard", column: "a", reason: "it is text", hint: "encode a")
    ),
    (
      "a,y\nu,0\n", [.impute(columns: ["a"], .mean)],
      .unsuitableStep(
        step: "impute mean", column: "a", reason: "it is text",
        hint: "impute a method=most_frequent")
    ),
    (
      "a,y\n1,0\n", [.impute(columns: ["a"], .constant("x"))],
      .unsuitableStep(
        step: "impute constant=x", column: "a", reason: "it holds numbers",
        hint: "impute a constant=0")
    ),
    (
      "a,y\n1,0\n", [.scale(columns: nil, .divide(0))],
      .badStepOption(step: "scale", option: "divide=0", problem: "cannot divide")
    ),
    ("a,y\n1,0\n", [.scale(columns: ["y"], .standard)], .targetAsFeature(name: "y", verb: "scale")),
    (
      "island,y\n1,0\n", [.encode(columns: ["iland"], .oneHot)],
      .unknownColumn(name: "iland", nearest: "island", known: ["island", "y"])
    ),
  ])
  func refusals(_ csv: String, _ steps: [PreparationStep], _ expected: DataError) throws {
    let whole = try data(csv, train: Array(0..<(csv.count { $0 == "\n" } - 1)))
    #expect(throws: expected) { try prepared(whole, steps) }
  }

  @Test func penguinsGoThrough() throws {
    let whole = try Dataset.load("penguins")
      .split(SplitRequest(train: 0.6, validation: 0.2, test: 0.2, stratify: true, seed: 11)).dataset
    #expect(throws: DataError.textFeature(column: "island", firstRow: 1, value: "Torgersen")) {
      try prepared(whole, [], target: .classes)
    }
    let result = try prepared(
      whole,
      [
        .impute(columns: nil, .automatic), .encode(columns: nil, .oneHot),
        .scale(columns: nil, .standard),
      ],
      target: .classes)
    #expect(result.rowShape == [10])
    #expect(result.classes?.names == ["Adelie", "Chinstrap", "Gentoo"])
    #expect(Part.allCases.reduce(0) { $0 + (result.parts[$1]?.rows.count ?? 0) } == 344)
    let json = try result.fitted.json()
    let again = try FittedPreparation(json: json)
    #expect(again == result.fitted)
    #expect(try again.json() == json)
    let test = try result.part(.test)
    #expect(try again.transform(whole, rows: test.rows).features == test.features)
  }

  @Test(arguments: ["", "{}", "[]", "null", "{\"features\":{}}"])
  func damagedJSON(_ text: String) {
    #expect(throws: DataError.self) { try FittedPreparation(json: text) }
  }
}
