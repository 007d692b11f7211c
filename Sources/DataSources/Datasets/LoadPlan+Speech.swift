extension LoadPlan {
  /// The recordings of a table of transcripts; their texts are the one target.
  func readSpeech(
    _ path: String, rows: Int?, _ fingerprint: inout Fingerprint, _ notices: inout [String]
  ) throws -> Loaded {
    try refuseOptionsBesideSpeech(path)
    var csv = csv
    csv.rows = rows
    let transcripts = try Transcripts(path, options: csv, limits: limits)
    let speech = try SpeechSet(transcripts, options: self.speech, limits: limits)
    fingerprint.add(speech.fingerprint)
    notices += speech.notices
    // The first rows alone leave recordings aside on purpose.
    if rows == nil { notices += speech.ignoredNotice }
    return Loaded(
      content: .array(speech.array(), targets: speech.targets),
      targetColumns: [SpeechSet.targetName], extras: speech.lengths, parts: speech.parts,
      labelUnit: self.speech.labels ?? .characters)
  }

  private func refuseOptionsBesideSpeech(_ path: String) throws {
    if let option = images.firstGiven, option != "on_error=" {
      throw Self.imageOptionError(option, source: path)
    }
    if train.targets != nil {
      throw DataError.loadOptions(
        problem: "'\(path)' has transcripts, which are the targets", hint: "leave targets= out")
    }
    if validation != nil || test != nil {
      throw DataError.loadOptions(
        problem: "the parts of recordings stand in the column 'part' of their transcripts",
        hint: "one table with the rows of all parts; or load the training part and split it")
    }
    if let extra = extras.first(where: { $0.name.hasSuffix("_lengths") }) {
      throw DataError.loadOptions(
        problem: "recordings and transcripts bring their lengths", hint: "leave \(extra.name)= out")
    }
  }

  /// `features=`, `labels=` or another option of speech for what is none.
  static func speechOptionError(_ option: String, source: String) -> DataError {
    DataError.loadOptions(
      problem: "\(option) is for recordings with transcripts, and '\(source)' has none",
      hint: "a folder with \(Transcripts.fileName) (columns file and text), or leave \(option) out")
  }
}
