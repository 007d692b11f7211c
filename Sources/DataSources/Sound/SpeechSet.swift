import Glibc
import Tensors

/// Recordings with transcripts as a data set has them: features padded to the longest, the texts as
/// targets, lengths and parts.
struct SpeechSet {
  /// The column that holds the texts.
  static let targetName = "text"

  private let transcripts: Transcripts
  private let options: SpeechOptions
  private let width: Int
  private let limits: FileLimits
  private var rows: [Transcripts.Row] = []
  private var recordings: [RecordingReader.Recording] = []
  private var skipped: [DataError] = []
  private(set) var fingerprint: Fingerprint

  /// Reads all; what cannot be used ends it, or is skipped where that is wished.
  init(_ transcripts: Transcripts, options: SpeechOptions, limits: FileLimits) throws {
    (self.transcripts, self.options, self.limits) = (transcripts, options, limits)
    width = try options.recipe().width
    fingerprint = transcripts.fingerprint
    let reader = try RecordingReader(transcripts, options: options, limits: limits)
    for (row, result) in zip(transcripts.rows, reader.read()) { try add(row, result) }
    if rows.isEmpty, let first = skipped.first { throw first }
    guard !reader.isTooLarge, byteCount <= limits.bytes else {
      throw DataError.recordingsTooLarge(path: transcripts.path, limit: limits.bytes)
    }
  }

  private mutating func add(
    _ row: Transcripts.Row, _ result: Result<RecordingReader.Recording, SoundProblem>
  ) throws {
    do throws(SoundProblem) {
      let recording = try result.get()
      if let first = recordings.first, let firstRow = rows.first,
        first.sampleRate != recording.sampleRate
      {
        throw .anotherRate(
          recording.sampleRate, first: first.sampleRate, firstFile: transcripts.path(of: firstRow))
      }
      rows.append(row)
      recordings.append(recording)
      fingerprint.add(recording.fingerprint)
    } catch {
      let error = DataError.recording(
        transcripts: transcripts.path, row: row.number, file: transcripts.path(of: row),
        problem: error)
      guard options.skipsErrors == true else { throw error }
      skipped.append(error)
    }
  }

  private var frameCounts: [Int] { recordings.map { $0.features.count / width } }
  private var byteCount: Int { 4 * rows.count * (frameCounts.max() ?? 0) * width }

  /// The features, [n, frames, width], 0 behind the end of each recording.
  func array() -> NumericArray {
    let frames = frameCounts.max() ?? 0
    let shape = [rows.count, frames, width]
    guard byteCount >= limits.keptBytes, let bytes = paddedBytes(rowSize: 4 * frames * width),
      let array = NumericArray(
        shape: shape, in: bytes, at: 0, type: .float32, isBigEndian: 1.littleEndian != 1)
    else {
      var values: [Float] = []
      values.reserveCapacity(rows.count * frames * width)
      for recording in recordings {
        values += recording.features
        values += repeatElement(0, count: frames * width - recording.features.count)
      }
      return NumericArray(shape: shape, storage: .single(values))
    }
    return array
  }

  /// Many features stay in one place from which batches are gathered, like those of a large file.
  private func paddedBytes(rowSize: Int) -> FileBytes? {
    guard let memory = calloc(rows.count, rowSize) else { return nil }
    for (row, recording) in recordings.enumerated() {
      recording.features.withUnsafeBytes { features in
        guard let start = features.baseAddress else { return }
        (memory + row * rowSize).copyMemory(from: start, byteCount: features.count)
      }
    }
    return FileBytes(
      taking: memory.assumingMemoryBound(to: UInt8.self), count: rows.count * rowSize)
  }

  /// The texts.
  var targets: Table {
    let column = Column(name: Self.targetName, texts: rows.map(\.text))
    return Table(checked: [column], rowCount: rows.count)
  }

  /// The frames and the labels of each row before their padding.
  var lengths: [String: ExtraArray] {
    let unit = options.labels ?? .characters
    let labels = rows.map { unit.labels(of: $0.text).count }
    func list(_ counts: [Int]) -> ExtraArray {
      .array(NumericArray(shape: [counts.count], storage: .single(counts.map { Float($0) })))
    }
    return ["input_lengths": list(frameCounts), "target_lengths": list(labels)]
  }

  /// The parts, where the table has them.
  var parts: Parts? {
    guard transcripts.hasParts else { return nil }
    var parts = Parts(train: [])
    for (place, row) in rows.enumerated() {
      guard let part = row.part.flatMap(Part.init) else { continue }
      parts[part].append(place)
    }
    return parts
  }

  /// What was left out and what was changed.
  var notices: [String] {
    var notices = transcripts.notices
    let several = recordings.count { $0.channels > 1 }
    if several > 0 {
      notices.append("\(counted(several, "recording")) of several channels: averaged to one")
    }
    if let first = skipped.first {
      notices.append("\(counted(skipped.count, "row")) skipped: \(first.message)")
    }
    return notices
  }

  /// The recordings that have no transcript, in a sentence.
  var ignoredNotice: [String] {
    let ignored = transcripts.withoutTranscript
    guard let first = ignored.first else { return [] }
    return [
      "\(counted(ignored.count, "recording")) without a transcript ignored (first '\(first)')"
    ]
  }
}
