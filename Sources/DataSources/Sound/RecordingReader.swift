import Synchronization
import Tensors
import Timing

/// Reads the recordings of a table of transcripts and computes their features, on all threads.
final class RecordingReader: Sendable {
  /// One recording with its features.
  struct Recording: Sendable {
    let sampleRate: Int
    let channels: Int
    let features: [Float]
    let fingerprint: Fingerprint
  }

  private let transcripts: Transcripts
  private let recipe: FeatureRecipe
  private let options: SpeechOptions
  private let limits: FileLimits
  /// The next row to be read.
  private let next = Atomic(0)
  /// Bytes of all features so far.
  private let byteCount = Atomic(0)
  private let isStopped = Atomic(false)
  private let results: Mutex<[Result<Recording, SoundProblem>?]>

  init(_ transcripts: Transcripts, options: SpeechOptions, limits: FileLimits) throws {
    recipe = try options.recipe()
    self.transcripts = transcripts
    self.options = options
    self.limits = limits
    results = Mutex(Array(repeating: nil, count: transcripts.rows.count))
  }

  /// What each row came to, in their order.
  ///
  /// Ends behind the first row that cannot be used, unless such rows are skipped. Rows are begun in
  /// their order, so that all before that one are there.
  func read(_ pool: WorkerPool = .shared) -> [Result<Recording, SoundProblem>] {
    timed("recordings") { pool.run { _ in self.work() } }
    return results.withLock { results in results.prefix { $0 != nil }.compactMap { $0 } }
  }

  /// Whether reading ended because all features together take too much memory.
  var isTooLarge: Bool { byteCount.load(ordering: .relaxed) > limits.bytes }

  /// What one thread does: rows until there are none.
  private func work() {
    var extractor: SpeechFeatures?
    while !isStopped.load(ordering: .relaxed) {
      let row = next.add(1, ordering: .relaxed).oldValue
      guard row < transcripts.rows.count else { return }
      let result = read(transcripts.rows[row], &extractor)
      results.withLock { $0[row] = result }
      switch result {
      case .success(let recording):
        byteCount.add(4 * recording.features.count, ordering: .relaxed)
        if isTooLarge { isStopped.store(true, ordering: .relaxed) }
      case .failure:
        if options.skipsErrors != true { isStopped.store(true, ordering: .relaxed) }
      }
    }
  }

  private func read(
    _ row: Transcripts.Row, _ extractor: inout SpeechFeatures?
  ) -> Result<Recording, SoundProblem> {
    do throws(SoundProblem) {
      guard !row.file.isEmpty else { throw .noFile }
      guard !row.text.isEmpty else { throw .noText }
      if let part = row.part, Part(rawValue: part) == nil { throw .unknownPart(part) }
      let file = try loaded(row)
      let sound = try decoded(file)
      let features = try features(of: sound, &extractor)
      return .success(
        Recording(
          sampleRate: sound.sampleRate, channels: sound.channels, features: features,
          fingerprint: file.fingerprint))
    } catch {
      return .failure(error)
    }
  }

  private func loaded(_ row: Transcripts.Row) throws(SoundProblem) -> LoadedFile {
    do { return try readFile(transcripts.path(of: row), limits: limits) } catch {
      switch error as? DataError {
      case .fileNotFound: throw .missing
      case .unreadable(_, let reason): throw .unreadable(reason: reason)
      case .notAFile(_, let kind): throw .unreadable(reason: "it is a \(kind)")
      case let error?: throw .unreadable(reason: error.message)
      case nil: throw .unreadable(reason: "\(error)")
      }
    }
  }

  private func decoded(_ file: LoadedFile) throws(SoundProblem) -> Sound {
    // `withBytes` rethrows errors without their type.
    let sound = file.bytes.withBytes { bytes -> Result<Sound, SoundProblem> in
      do throws(SoundProblem) {
        return .success(try readSound(bytes, secondsLimit: options.secondsLimit))
      } catch { return .failure(error) }
    }
    return try sound.get()
  }

  private func features(
    of sound: Sound, _ extractor: inout SpeechFeatures?
  ) throws(SoundProblem) -> [Float] {
    let rate = sound.sampleRate
    if extractor?.sampleRate != rate { extractor = SpeechFeatures(recipe, sampleRate: rate) }
    let frame = SpeechFeatures.frameLength(rate)
    guard let extractor else {
      let most = MelFilterbank.mostFilters(
        transformLength: PowerSpectrum.transformLength(frame), sampleRate: rate,
        limit: recipe.bands)
      throw .tooManyBands(bands: recipe.bands, rate: rate, most: most)
    }
    let features = extractor.features(of: sound.samples)
    guard !features.isEmpty else { throw .tooShort(samples: sound.samples.count, frame: frame) }
    return features
  }
}
