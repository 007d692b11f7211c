import Tensors
import Testing

@testable import DataSources

@Suite struct TokenTests {
  private func data(_ texts: [String], train: [Int], test: [Int] = []) throws -> Dataset {
    let table = Table(
      checked: [
        Column(name: "t", texts: texts), Column(name: "y", numbers: texts.map { _ in 0 }),
      ], rowCount: texts.count)
    return try Dataset(name: "made", table: table, target: ["y"])
      .with(parts: Parts(train: train, test: test))
  }

  private func prepared(
    _ data: Dataset, _ options: TokenOptions, after steps: [PreparationStep] = []
  ) throws -> PreparedData {
    let all = steps + [.tokenize(columns: ["t"], options)]
    let preparation = try all.reduce(Preparation()) { try $0.adding($1, to: data) }
    return try data.prepare(preparation, target: .numbers)
  }

  private func lengths(_ part: PreparedPart) -> [Float]? { part.extras["input_lengths"]?.values }

  /// By hand: b occurs 3 times, a twice, space and c once; c is the one that does not fit.
  @Test func charactersAreNumberedByFrequency() throws {
    let whole = try data(["bb a", "bac", "abz"], train: [0, 1], test: [2])
    let result = try prepared(whole, TokenOptions(.characters, vocabulary: 6))
    #expect(result.rowShape == [4])
    #expect(result.featureNames == ["t_0", "t_1", "t_2", "t_3"])
    #expect(try result.part(.train).features.values == [3, 3, 5, 4, 3, 4, 1, 0])
    #expect(try lengths(result.part(.train)) == [4, 3])
    #expect(try result.part(.test).features.values == [4, 3, 1, 0])
    #expect(
      result.notices == [
        "column 't': rows of 4 characters, numbered 0 to 5 (0 padding, 1 outside the vocabulary, "
          + "2 end of text)",
        "column 't': 1 of the 7 characters of the train part (14.3 %) is outside the vocabulary, "
          + "coded as 1",
        "column 't': 1 of the 3 characters of the test part (33.3 %) is outside the vocabulary, "
          + "coded as 1",
      ])
  }

  @Test func longTextsAreCutAndCountedAtEitherEnd() throws {
    let whole = try data(["c c b a", "c"], train: [0, 1])
    let atEnd = try prepared(whole, TokenOptions(.words, vocabulary: 9, length: 3))
    #expect(try atEnd.part(.train).features.values == [3, 3, 5, 3, 0, 0])
    #expect(try lengths(atEnd.part(.train)) == [3, 1])
    #expect(
      atEnd.notices.last == "column 't': 1 text of the train part has more than 3 words and is cut "
        + "at the end")
    let atStart = try prepared(
      whole, TokenOptions(.words, vocabulary: 9, length: 3, truncation: .start))
    #expect(try atStart.part(.train).features.values == [3, 5, 4, 3, 0, 0])
  }

  @Test func aTextWithoutTokensIsItsEndAlone() throws {
    let whole = try data(["a", "..."], train: [0, 1])
    let result = try prepared(whole, TokenOptions(.words, vocabulary: 9, length: 2))
    #expect(try result.part(.train).features.values == [3, 0, 2, 0])
    #expect(try lengths(result.part(.train)) == [1, 1])
    #expect(
      result.notices.last == "column 't': 1 text of the train part has no word, coded as 2 alone")
  }

  @Test func theTestPartChangesNothingFitted() throws {
    for unit in [TokenUnit.characters, .words, .bpe] {
      let options = TokenOptions(unit, vocabulary: 20)
      let calm = try prepared(data(["ab ab", "b"], train: [0, 1], test: []), options)
      let wild = try prepared(
        data(["ab ab", "b", "zzz zzz z"], train: [0, 1], test: [2]), options)
      #expect(calm.fitted == wild.fitted)
    }
  }

  @Test func savedTokensReadTheSame() throws {
    let whole = try data(["low lower", "lowest e\u{301} \u{e9}"], train: [0, 1])
    for unit in [TokenUnit.characters, .words, .bpe] {
      let result = try prepared(whole, TokenOptions(unit, vocabulary: 30))
      let read = try FittedPreparation(json: result.fitted.json())
      #expect(read == result.fitted)
      let made = try read.transform(whole, rows: [1, 0])
      let train = try result.part(.train)
      let width = result.rowShape.count
      #expect(
        made.features.values
          == Array(train.features.values[width...] + train.features.values[..<width]))
      #expect(made.extras["input_lengths"]?.values == lengths(train)?.reversed())
    }
  }

  /// The two spellings of é are tokens of their own, and come back as they were.
  @Test func textsComeBackAsTheyWere() throws {
    let text = "Größe e\u{301} \u{e9}\tжук 東京 👩‍👩‍👧\n"
    for unit in [TokenUnit.characters, .bpe] {
      let result = try prepared(data([text], train: [0]), TokenOptions(unit, vocabulary: 90))
      guard case .table(let columns) = result.fitted.features, let tokens = columns[0].tokens else {
        Issue.record("no tokens")
        return
      }
      var coder = TokenCoder(tokens)
      let read = coder.text(of: coder.numbers(of: text))
      let expected = unit == .bpe ? "Größe e\u{301} \u{e9} жук 東京 👩‍👩‍👧 " : text
      #expect(Array(read.utf8) == Array(expected.utf8))
    }
  }

  /// By Golden/tokens.py, the example of the paper.
  @Test func pairsAreMergedAsInThePaper() {
    let words: [(text: String, count: Int)] = [
      ("low ", 5), ("lower ", 2), ("newest ", 6), ("widest ", 3),
    ]
    let characters = Set(words.flatMap { $0.text.map(String.init) }).sorted()
    var learner = BytePairLearner(words, characters: characters)
    learner.learn(upTo: characters.count + 10)
    let merges = learner.merges.map { pair in
      [pair.left, pair.right].map { String(decoding: learner.symbols[$0], as: UTF8.self) }
    }
    #expect(
      merges == [
        ["e", "s"], ["es", "t"], ["est", " "], ["l", "o"], ["lo", "w"], ["e", "w"], ["ew", "est "],
        ["n", "ewest "], ["low", " "], ["d", "est "],
      ])
  }

  /// By Golden/tokens.py: the first 300 tweets train, the next 20 are read.
  @Test func tweetsHaveTheTokensThatPythonFinds() throws {
    let column = try #require(Dataset.load("tweets").featureColumns.first { $0.name == "text" })
    let texts = (0..<320).map { column.cell($0) ?? "" }
    let whole = try data(texts, train: Array(0..<300), test: Array(300..<320))
    let result = try prepared(whole, TokenOptions(.bpe, vocabulary: 400, length: 120))
    guard case .table(let columns) = result.fitted.features, let tokens = columns[0].tokens else {
      Issue.record("no tokens")
      return
    }
    #expect(tokens.tokens.count == 397 && tokens.merges.count == 310)
    let last = tokens.merges.suffix(3).map { $0.map { tokens.tokens[$0] } }
    #expect(last == [["p", "a"], ["p", "o"], ["pp", "y "]])
    let part = try result.part(.test)
    let counts = try #require(lengths(part)).map { Int($0) }
    var (checksum, outside) = (0, 0)
    for (row, count) in counts.enumerated() {
      for place in 0..<count {
        let number = Int(part.features.values[row * 120 + place])
        checksum = (checksum * 31 + number) % 1_000_003
        outside += number == 1 ? 1 : 0
      }
    }
    #expect(counts.reduce(0, +) == 695 && outside == 2 && checksum == 457_823)
    #expect(part.features.values.prefix(8) == [175, 14, 6, 95, 133, 192, 28, 34])
  }

  @Test func missingTextIsRefusedOrFilledIn() throws {
    let table = Table(
      checked: [
        Column(name: "t", texts: ["ab", nil]), Column(name: "y", numbers: [0, 0]),
      ], rowCount: 2)
    let whole = try Dataset(name: "made", table: table, target: ["y"])
    let options = TokenOptions(.characters, vocabulary: 9)
    #expect(
      throws: DataError.missingValues(column: "t", count: 1, rows: [2], isTarget: false)
    ) { try prepared(whole, options) }
    let filled = try prepared(whole, options, after: [.impute(columns: nil, .constant("b"))])
    #expect(try filled.part(.train).features.values == [4, 3, 3, 0])
  }

  private func message(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "nothing is wrong"
    } catch let error as DataError {
      return error.message + "; " + (error.hint ?? "")
    } catch { return "\(error)" }
  }

  @Test func mistakesAreSentences() throws {
    let options = TokenOptions(.characters, vocabulary: 9)
    let two = Table(
      checked: [
        Column(name: "t", texts: ["a"]), Column(name: "u", numbers: [1]),
        Column(name: "y", numbers: [1]),
      ], rowCount: 1)
    let more = try Dataset(name: "made", table: two, target: ["y"])
    #expect(
      message { _ = try prepared(more, options) }
        == "encode characters does not fit column 't': a row of tokens is all of the features, and "
        + "there is 'u' too; select t")
    let one = try prepared(more, options, after: [.select(["t"])])
    #expect(one.rowShape == [1])
    let texts = try data(["a"], train: [0])
    #expect(
      message { _ = try prepared(texts, TokenOptions(.bpe, vocabulary: 3)) }.contains(
        "vocabulary=3 keeps no token"))
    #expect(
      message { _ = try prepared(texts, TokenOptions(.bpe, vocabulary: 9, length: 0)) }.contains(
        "length=0 keeps no token"))
    #expect(
      message {
        let steps: [PreparationStep] = [
          .tokenize(columns: ["t"], options), .scale(columns: ["t"], .standard),
        ]
        _ = try prepared(texts, options, after: steps)
      }.contains("it is encoded characters"))
    #expect(
      message { _ = try prepared(data(["..."], train: [0]), TokenOptions(.words, vocabulary: 9)) }
        .contains("encode words finds no value in column 't'"))
  }

  @Test func damagedTokensAreRefused() throws {
    let whole = try data(["ab ab"], train: [0])
    let json = try prepared(whole, TokenOptions(.bpe, vocabulary: 9)).fitted.json()
    let damages = [("\"merges\":[[", "\"merges\":[[99,"), ("\"length\":2", "\"length\":-2")]
    for (sound, damaged) in damages {
      let text = json.replacing(sound, with: damaged)
      #expect(text != json)
      #expect(throws: DataError.self) { try FittedPreparation(json: text) }
    }
  }
}
