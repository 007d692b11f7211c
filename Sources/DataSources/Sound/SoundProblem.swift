/// What is wrong with a row of a table of transcripts or with its recording.
public enum SoundProblem: Error, Sendable, Equatable {
  /// No such file.
  case missing
  /// A file that the system refused to open or read, that is no regular file or is too large.
  case unreadable(reason: String)
  /// A file without a byte.
  case emptyFile
  /// A file that is neither WAV nor FLAC.
  case notSound
  /// A recording whose bytes contradict themselves or the format.
  case damaged(format: String, reason: String)
  /// A recording that ends before the samples do that it promises.
  case cutShort(promised: Int, found: Int, unit: String)
  /// A recording without a sample.
  case noSamples
  /// A recording of fewer samples than a frame has.
  case tooShort(samples: Int, frame: Int)
  /// A recording longer than what is read.
  case tooLong(seconds: Double, limit: Double)
  /// A rate outside what recordings of speech have.
  case strangeRate(Int)
  /// A rate that has no frequency for some of the bands.
  case tooManyBands(bands: Int, rate: Int, most: Int)
  /// A recording of another rate than the first.
  case anotherRate(Int, first: Int, firstFile: String)
  /// A row without the name of a file.
  case noFile
  /// A row without a text.
  case noText
  /// A part that is none of the three.
  case unknownPart(String)
}

extension SoundProblem {
  /// What is wrong, as a sentence that begins with the file.
  func message(file: String) -> String {
    switch self {
    case .missing: "there is no file '\(file)'"
    case .unreadable(let reason): "'\(file)' cannot be read: \(reason)"
    case .emptyFile: "'\(file)' is empty"
    case .notSound: "'\(file)' is no WAV or FLAC file"
    case .damaged(let format, let reason): "'\(file)' is a damaged \(format) file: \(reason)"
    case .cutShort(let promised, let found, let unit):
      "'\(file)' is cut short: it has \(found) of \(promised) \(unit)"
    case .noSamples: "'\(file)' has no samples"
    case .tooShort(let samples, let frame):
      "'\(file)' has \(counted(samples, "sample")), and a frame of 25 ms takes \(frame)"
    case .tooLong(let seconds, let limit):
      "'\(file)' is longer than \(rounded(limit)) s"
        + (seconds > 0 ? ": \(rounded((seconds * 10).rounded() / 10)) s" : "")
    case .strangeRate(let rate):
      "'\(file)' has \(rate) samples a second, and 1000 to 384000 are read"
    case .tooManyBands(let bands, let rate, _):
      "'\(file)' has \(rate) samples a second, too few for \(counted(bands, "band"))"
    case .anotherRate(let rate, let first, let firstFile):
      "'\(file)' has \(rate) samples a second, but '\(firstFile)' has \(first)"
    case .noFile: "the column 'file' is empty"
    case .noText: "'\(file)' has an empty transcript"
    case .unknownPart(let part): "there is no part '\(part)'"
    }
  }

  /// What to do about it.
  var hint: String {
    switch self {
    case .missing, .noFile, .noText: "take the row out of the table, or on_error=skip"
    case .tooLong: "limit= takes longer ones, or on_error=skip"
    case .tooManyBands(_, _, let most): "bands=\(most)"
    case .anotherRate(_, let first, _):
      "bring all recordings to one rate (sox in.wav -r \(first) out.wav), or on_error=skip"
    case .unknownPart: "the column 'part' says train, validation or test, or on_error=skip"
    default: "take file and row away, or on_error=skip"
    }
  }
}
