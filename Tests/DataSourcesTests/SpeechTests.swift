import Foundation
import Tensors
import Testing

@testable import DataSources

@Suite("Recordings with transcripts") struct SpeechTests {
  private let place: TemporaryFolder
  private var path: String { place.path }

  init() throws {
    place = try TemporaryFolder()
    for name in ["chirp.wav", "chirp.flac", "silence.wav", "cd.wav", "stereo.wav"] {
      try FileManager.default.copyItem(atPath: speechFolder + name, toPath: "\(place.path)/\(name)")
    }
    try FileManager.default.removeItem(atPath: path + "/cd.wav")
    try FileManager.default.removeItem(atPath: path + "/stereo.wav")
    try table("chirp.wav,one two,train", "silence.wav,two,test", "chirp.flac,07,train")
  }

  private func table(_ rows: String..., header: String = "file,text,part") throws {
    _ = try place.write("transcripts.csv", ([header] + rows).joined(separator: "\n") + "\n")
  }

  private func load(_ change: (inout LoadOptions) -> Void = { _ in }) throws -> Dataset {
    var options = LoadOptions()
    change(&options)
    return try Dataset.load(path, options: options)
  }

  private func message(_ change: (inout LoadOptions) -> Void = { _ in }) -> String {
    do {
      _ = try load(change)
      return "nothing is wrong"
    } catch let error as DataError {
      return error.message + "; " + (error.hint ?? "")
    } catch { return "\(error)" }
  }

  private func array(_ data: Dataset) throws -> NumericArray {
    guard case .array(let array, _) = data.content else {
      throw DataError.notTranscripts(path: path)
    }
    return array
  }

  @Test("features padded with 0, texts, lengths and parts") func whole() throws {
    let data = try load { $0.speech.bands = 4 }
    // 2,400 samples hold 13 frames of 400 every 160; 800 hold 3.
    let array = try array(data)
    #expect(array.shape == [3, 13, 4])
    #expect(Array(array.doubles[0..<52]) == Array(array.doubles[104..<156]))
    #expect(array.doubles[52..<104].allSatisfy { $0 == 0 })
    #expect(data.targetNames == ["text"])
    #expect(data.parts == Parts(train: [0, 2], test: [1]))
    let extras = try data.extraArrays([0, 1, 2])
    #expect(extras["input_lengths"]?.values == [13, 3, 13])
    #expect(extras["target_lengths"]?.values == [7, 3, 2])
    #expect(data.notices.isEmpty)
  }

  @Test("a table names its files from where it lies") func byTable() throws {
    let data = try Dataset.load(path + "/transcripts.csv")
    #expect(try array(data).shape == [3, 13, 40])
    #expect(try array(load()) == array(data))
  }

  @Test("labels are numbered in order behind the blank") func labels() throws {
    try table("chirp.wav,two one,train", "chirp.flac,one,train", "silence.wav,two,test")
    let words = try load { $0.speech.labels = .words }
    #expect(words.labelNames == ["", "one", "two"])
    let prepared = try words.prepare(Preparation(), target: .sequences)
    #expect(prepared.classes?.names == ["", "one", "two"])
    #expect(
      try prepared.part(.train).targets == .sequences(Tensor(shape: [2, 2], values: [2, 1, 1, 0])))
    #expect(try prepared.part(.test).targets == .sequences(Tensor(shape: [1, 2], values: [2, 0])))
    let letters = try load().prepare(Preparation(), target: .sequences)
    #expect(letters.classes?.names == ["", " ", "e", "n", "o", "t", "w"])
  }

  @Test("digits keep their zeros, and words for missing values are words") func plainTexts() throws
  {
    try table("chirp.wav,007,train", "chirp.flac,null,train", "silence.wav,12,test")
    guard case .array(_, let table?) = try load().content else { return }
    #expect(try texts(table, "text") == ["007", "null", "12"])
  }

  @Test("a label that did not train is named with its row") func unknownLabel() throws {
    try table("chirp.wav,one,train", "silence.wav,two,test")
    let data = try load { $0.speech.labels = .words }
    #expect(
      throws: DataError.unknownLabel(label: "two", row: 2, part: "test", classes: ["one"])
    ) { try data.prepare(Preparation(), target: .sequences) }
  }

  @Test("rows that cannot be used stop it, or are skipped and counted") func mistakes() throws {
    try FileManager.default.copyItem(atPath: speechFolder + "cd.wav", toPath: path + "/cd.wav")
    let whole = try Data(contentsOf: URL(filePath: path + "/chirp.wav"))
    _ = try place.write("cut.wav", [UInt8](whole.dropLast(1000)))
    let hundred = [100, 0, 0, 0] + [UInt8](repeating: 0, count: 100)
    _ = try place.write("short.wav", Array(whole.prefix(40)) + hundred)
    _ = try place.write("none.wav", Array(whole.prefix(40)) + [0, 0, 0, 0])
    _ = try place.write("text.wav", "no sound at all")
    _ = try place.write("empty.wav", "")
    let cases = [
      ("missing.wav,a,train", "there is no file '\(path)/missing.wav'; take the row out"),
      ("cd.wav,a,train", "cd.wav' has 22050 samples a second, but '\(path)/chirp.wav' has 16000"),
      ("cut.wav,a,train", "cut.wav' is cut short: it has 3800 of 4800 bytes of samples"),
      ("short.wav,a,train", "short.wav' has 50 samples, and a frame of 25 ms takes 400"),
      ("none.wav,a,train", "none.wav' has no samples"),
      ("text.wav,a,train", "text.wav' is no WAV or FLAC file"),
      ("empty.wav,a,train", "empty.wav' is empty"),
      ("silence.wav,,train", "silence.wav' has an empty transcript"),
      (",a,train", "the column 'file' is empty"),
      ("silence.wav,a,dev", "there is no part 'dev'; the column 'part' says train, validation"),
    ]
    for (row, words) in cases {
      try table("chirp.wav,one,train", row, "missing too.wav,b,train")
      let said = message()
      #expect(said.contains("row 2 of '\(path)/transcripts.csv': "), "\(row): \(said)")
      #expect(said.contains(words), "\(row): \(said)")
      let data = try load { $0.speech.skipsErrors = true }
      #expect(data.rowCount == 1)
      #expect(data.notices.contains { $0.hasPrefix("2 rows skipped: row 2 of ") })
    }
    try table("missing.wav,a,train")
    #expect(message { $0.speech.skipsErrors = true }.contains("there is no file"))
  }

  @Test("the longest recording") func limit() {
    let said = message { $0.speech.limit = 0.1 }
    #expect(said.contains("row 1 of '\(path)/transcripts.csv': '\(path)/chirp.wav' is longer than"))
    #expect(said.contains("limit="))
  }

  @Test("recordings without a transcript are counted, not read") func ignored() throws {
    try table("chirp.wav,one,train")
    _ = try place.write("notes.txt", "x")
    let notices = try load().notices
    #expect(
      notices == ["2 recordings without a transcript ignored (first '\(path)/chirp.flac')"])
    #expect(try load { $0.csv.rows = 1 }.notices.isEmpty)
  }

  @Test("several channels are averaged, and told") func channels() throws {
    try FileManager.default.copyItem(
      atPath: speechFolder + "stereo.wav", toPath: path + "/stereo.wav")
    try table("stereo.wav,one", header: "file,text")
    let data = try load()
    #expect(data.notices.contains("1 recording of several channels: averaged to one"))
    #expect(data.parts == Parts(train: [0]))
  }

  @Test("files in sub-folders and columns in any order") func paths() throws {
    try FileManager.default.createDirectory(
      atPath: path + "/wav", withIntermediateDirectories: true)
    try FileManager.default.moveItem(atPath: path + "/chirp.wav", toPath: path + "/wav/a.wav")
    try table("one\twav/a.wav", header: "text\tfile")
    #expect(try load().rowCount == 1)
  }

  @Test("a column is missing") func column() throws {
    try table("chirp.wav,one", header: "file,txt")
    #expect(message().contains("there is no column 'text'; txt"))
  }

  @Test("options that do not fit") func options() throws {
    #expect(message { $0.images.grey = true }.contains("grey= is for a folder of images"))
    #expect(message { $0.targets = "x.npy" }.contains("transcripts, which are the targets"))
    #expect(message { $0.test = "x" }.contains("stand in the column 'part'"))
    #expect(
      message { $0.extras = [LoadOptions.Extra("input_lengths", "x.npy")] }.contains("lengths"))
    #expect(message { $0.speech.coefficients = 5 }.contains("coefficients= is for features=mfcc"))
    #expect(
      message {
        $0.speech.features = .mfcc
        $0.speech.bands = 10
        $0.speech.coefficients = 11
      }.contains("10 bands have 1 to 10 coefficients, not 11; coefficients=10"))
    #expect(message { $0.speech.bands = 400 }.contains("too few for 400 bands; bands="))
    var options = LoadOptions()
    options.speech.deltas = 1
    #expect {
      try Dataset.load("iris", options: options)
    } throws: { ($0 as? DataError)?.message.contains("deltas= is for recordings") == true }
  }

  @Test("the fingerprint covers the table and the bytes") func fingerprint() throws {
    let first = try load().contentHash
    #expect(try load().contentHash == first)
    let whole = [UInt8](try Data(contentsOf: URL(filePath: path + "/chirp.wav")))
    _ = try place.write("chirp.wav", whole.dropLast() + [1])
    let changed = try load().contentHash
    #expect(changed != first)
    try table("chirp.wav,one two,train", "silence.wav,two,test", "chirp.flac,08,train")
    #expect(try load().contentHash != changed)
  }

  @Test("many features stay where they are and give the same numbers") func kept() throws {
    var limits = FileLimits.standard
    limits.keptBytes = 0
    let kept = try Dataset.load(path, options: LoadOptions(), limits: limits)
    let plain = try load()
    #expect(try array(kept) == array(plain))
    let rows = try [kept, plain].map {
      try $0.prepare(Preparation(), target: .sequences).part(.train).features.values
    }
    #expect(rows[0] == rows[1])
    // 3 x 13 x 40 numbers take 6,240 bytes.
    limits.bytes = 6000
    #expect(throws: DataError.self) {
      try Dataset.load(path, options: LoadOptions(), limits: limits)
    }
  }

  @Test("damaged tables end in data or in an error") func damagedTables() throws {
    let seed: UInt64 = 77
    var draws = RandomDraws(seed: seed)
    let text = Array("file,text,part\nchirp.wav,\"one, two\",train\nsilence.wav,two,test\n".utf8)
    for _ in 0..<200 {
      var damaged = text
      for _ in 0...draws.below(4) {
        let place = draws.below(damaged.count)
        switch draws.below(3) {
        case 0: damaged[place] = draws.byte()
        case 1: damaged.remove(at: place)
        default: damaged.insert(Array("\",\n\r/.~".utf8)[draws.below(7)], at: place)
        }
      }
      _ = try place.write("transcripts.csv", damaged)
      do {
        let data = try load { $0.speech.skipsErrors = draws.below(2) == 0 }
        #expect(data.rowCount > 0)
      } catch let error as DataError { #expect(!error.message.isEmpty, "seed \(seed)") }
    }
  }
}
