import CSndfile
import Synchronization

/// A decoded recording.
struct Sound {
  let sampleRate: Int
  let channels: Int
  /// Samples from -1 to 1, the channels averaged.
  let samples: [Double]
}

/// libsndfile keeps why a file was not opened in one place for all threads.
private let opening = Mutex(())

/// Decodes a WAV or FLAC file, which is known by its first bytes and not by its name.
///
/// - Parameter secondsLimit: the longest recording that is read.
func readSound(
  _ bytes: UnsafeBufferPointer<UInt8>, secondsLimit: Double
) throws(SoundProblem) -> Sound {
  guard !bytes.isEmpty else { throw .emptyFile }
  let isWAV = bytes.starts(with: Array("RIFF".utf8))
  guard isWAV || bytes.starts(with: Array("fLaC".utf8)) else { throw .notSound }
  if isWAV, let samples = WAVSamples(bytes), samples.found < samples.promised {
    throw .cutShort(promised: samples.promised, found: samples.found, unit: "bytes of samples")
  }
  let decoder = try SoundDecoder(bytes, format: isWAV ? "WAV" : "FLAC")
  return try decoder.read(secondsLimit: secondsLimit)
}

/// An open recording.
private final class SoundDecoder {
  private let memory: SoundMemory
  private let handle: OpaquePointer
  private let info: SF_INFO
  private let format: String

  init(_ bytes: UnsafeBufferPointer<UInt8>, format: String) throws(SoundProblem) {
    memory = SoundMemory(bytes)
    self.format = format
    var info = SF_INFO()
    var functions = SoundMemory.functions
    let context = Unmanaged.passUnretained(memory).toOpaque()
    var handle: OpaquePointer?
    var reason = ""
    opening.withLock { _ in
      handle = sf_open_virtual(&functions, Int32(SFM_READ), &info, context)
      if handle == nil { reason = text(sf_strerror(nil)) }
    }
    guard let handle else { throw .damaged(format: format, reason: reason) }
    (self.handle, self.info) = (handle, info)
  }

  deinit { sf_close(handle) }

  func read(secondsLimit: Double) throws(SoundProblem) -> Sound {
    let (rate, channels) = (Int(info.samplerate), Int(info.channels))
    guard (1000...384_000).contains(rate) else { throw .strangeRate(rate) }
    guard (1...1024).contains(channels) else {
      throw .damaged(format: format, reason: "it has \(channels) channels")
    }
    let limit = Int(secondsLimit * Double(rate))
    // A FLAC file written to a pipe does not know its length: then libsndfile gives a huge one.
    let isKnown = info.frames >= 0 && info.frames < 1 << 40
    guard !isKnown || info.frames <= limit else {
      throw .tooLong(seconds: Double(info.frames) / Double(rate), limit: secondsLimit)
    }
    let samples = try frames(channels, limit: limit)
    guard samples.count <= limit else { throw .tooLong(seconds: 0, limit: secondsLimit) }
    if sf_error(handle) != SF_ERR_NO_ERROR {
      throw .damaged(format: format, reason: text(sf_strerror(handle)))
    }
    guard !isKnown || samples.count == info.frames else {
      throw .cutShort(promised: Int(info.frames), found: samples.count, unit: "samples")
    }
    guard !samples.isEmpty else { throw .noSamples }
    if let place = samples.firstIndex(where: { !($0.magnitude < 1e100) }) {
      throw .damaged(format: format, reason: "sample \(place + 1) is no number that fits")
    }
    return Sound(sampleRate: rate, channels: channels, samples: samples)
  }

  /// All frames, or one more than the limit, each as the mean of its channels.
  private func frames(_ channels: Int, limit: Int) throws(SoundProblem) -> [Double] {
    let size = max(1, 65536 / channels)
    var block = [Double](repeating: 0, count: size * channels)
    var samples: [Double] = []
    while samples.count <= limit {
      let wanted = min(size, limit + 1 - samples.count)
      let read = Int(sf_readf_double(handle, &block, sf_count_t(wanted)))
      guard read > 0 else { break }
      if channels == 1 {
        samples += block[..<min(read, wanted)]
      } else {
        samples += (0..<min(read, wanted)).map { frame in
          block[frame * channels..<(frame + 1) * channels].reduce(0, +) / Double(channels)
        }
      }
      if read < wanted { break }
    }
    return samples
  }
}

/// What libsndfile says, without its full stop.
private func text(_ pointer: UnsafePointer<CChar>?) -> String {
  var words = pointer.map { String(cString: $0) } ?? "it cannot be decoded"
  while let last = words.last, last == "." || last.isWhitespace { words.removeLast() }
  return words
}

/// How many bytes of samples a WAV file promises and has; libsndfile takes what there is for all.
struct WAVSamples {
  let promised: Int
  let found: Int

  /// Nil where the file does not say, as one that was written to a pipe.
  init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    var offset = 12
    while offset + 8 <= bytes.count {
      let size = (0..<4).reduce(0) { $0 | Int(bytes[offset + 4 + $1]) << (8 * $1) }
      if bytes[offset..<offset + 4].elementsEqual("data".utf8) {
        guard size < 0x7fff_0000 else { return nil }
        (promised, found) = (size, min(size, bytes.count - offset - 8))
        return
      }
      offset += 8 + size + size % 2
    }
    return nil
  }
}
