import Tensors
import Testing

@testable import DataSources

@Suite struct WordsTests {
  private func data(_ texts: [String], train: [Int], test: [Int] = []) throws -> Dataset {
    let table = try table("t,y\n" + texts.map { "\($0),0\n" }.joined())
    return try Dataset(name: "made", table: table, target: ["y"])
      .with(parts: Parts(train: train, test: test))
  }

  private func prepared(
    _ data: Dataset, _ vocabulary: Int, after steps: [PreparationStep] = []
  ) throws -> PreparedData {
    let all = steps + [.countWords(columns: ["t"], vocabulary: vocabulary)]
    let preparation = try all.reduce(Preparation()) { try $0.adding($1, to: data) }
    return try data.prepare(preparation, target: .numbers)
  }

  /// By hand.
  @Test func aTextIsSplitAtWhatIsNoLetterDigitOrApostrophe() {
    #expect(
      words("Don't STOP-it, 2nd 'quoted' day!") == ["don't", "stop", "it", "2nd", "quoted", "day"])
    #expect(words("It\u{2019}s Größe_ЖУК 東京") == ["it's", "größe", "жук", "東京"])
    #expect(words("nai\u{308}ve") == ["nai\u{308}ve"])
    #expect(words("  '' ... ") == [])
    #expect(words("") == [])
  }

  /// By hand: in training b occurs 3 times, a and c twice, d once; c comes after a.
  @Test func countsOfTheMostFrequentWordsOfTheTrainingPart() throws {
    let texts = ["b B c d", "a c b", "a ...", "d e! e b", "!"]
    let result = try prepared(data(texts, train: [0, 1, 2], test: [3, 4]), 3)
    #expect(result.featureNames == ["t=b", "t=a", "t=c"])
    #expect(try result.part(.train).features.values == [2, 0, 1, 1, 1, 1, 0, 1, 0])
    #expect(try result.part(.test).features.values == [1, 0, 0, 0, 0, 0])
    #expect(
      result.notices == [
        "column 't': the vocabulary holds 3 of 4 words of the training part, 87.5 % of its text",
        "column 't': 75 % of the 4 words of the test part are outside the vocabulary",
      ])
  }

  @Test func theTestPartChangesNothingFitted() throws {
    let calm = try prepared(data(["a b", "b", "a"], train: [0, 1], test: [2]), 9)
    let wild = try prepared(data(["a b", "b", "z z z z"], train: [0, 1], test: [2]), 9)
    #expect(calm.fitted == wild.fitted)
    #expect(calm.notices.isEmpty && wild.notices.count == 1)
  }

  @Test func aSavedVocabularyCountsTheSame() throws {
    let whole = try data(["a b", "b it's", "a"], train: [0, 1], test: [2])
    let fitted = try prepared(whole, 2).fitted
    let read = try FittedPreparation(json: fitted.json())
    #expect(read == fitted)
    let table = try table("t\nb z b\n")
    let further = try Dataset(name: "new", table: table, target: [])
    let made = try read.transform(further, rows: [0])
    #expect(made.features.values == [2, 0])
    #expect(made.notices == ["column 't': 33.3 % of the 3 words are outside the vocabulary"])
  }

  @Test func missingTextIsRefusedOrFilledIn() throws {
    let whole = try data(["a b", "", "b"], train: [0, 1, 2])
    #expect { try prepared(whole, 5) } throws: { error in
      guard case .missingValues("t", 1, [2], false)? = error as? DataError else { return false }
      return true
    }
    let filled = try prepared(whole, 5, after: [.impute(columns: nil, .constant("b b"))])
    #expect(filled.featureNames == ["t=b", "t=a"])
    #expect(try filled.part(.train).features.values == [1, 1, 2, 0, 1, 0])
  }

  @Test func mistakesAreSentences() throws {
    let numbers = try data(["1", "2"], train: [0, 1])
    #expect { try prepared(numbers, 5) } throws: { error in
      guard case .unsuitableStep("encode bag", "t", _, _)? = error as? DataError else {
        return false
      }
      return true
    }
    let marks = try data(["...", "!"], train: [0, 1])
    #expect(throws: DataError.nothingToFit(column: "t", step: "encode bag")) {
      try prepared(marks, 5)
    }
    let texts = try data(["a", "b"], train: [0, 1])
    #expect(throws: DataError.self) { try prepared(texts, 0) }
    #expect(throws: DataError.self) {
      try prepared(texts, 5, after: [.scale(columns: ["t"], .standard)])
    }
  }

  /// Counted by Golden/words.py (Python's collections.Counter).
  @Test func tweetsHaveTheWordsThatPythonCounts() throws {
    let column = try #require(Dataset.load("tweets").featureColumns.first { $0.name == "text" })
    var counts = WordCounts()
    for row in 0..<column.count { counts.add(column.cell(row) ?? "") }
    #expect(column.count == 4200 && counts.distinct == 9237 && counts.tokens == 58354)
    let best = counts.mostFrequent(10)
    #expect(
      best.map(\.word) == [
        "anonymous", "the", "i", "to", "a", "and", "url", "http", "removed", "you",
      ])
    #expect(best.map(\.count) == [2681, 1658, 1477, 1320, 1127, 784, 698, 697, 697, 677])
  }
}
