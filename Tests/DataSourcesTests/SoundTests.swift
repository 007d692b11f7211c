import Foundation
import Testing

@testable import DataSources

@Suite("Sound files") struct SoundTests {
  private func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(filePath: speechFolder + name)))
  }

  private func read(_ bytes: [UInt8], limit: Double = 60) throws(SoundProblem) -> Sound {
    let result = bytes.withUnsafeBufferPointer { bytes -> Result<Sound, SoundProblem> in
      do throws(SoundProblem) { return .success(try readSound(bytes, secondsLimit: limit)) } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  /// The chirp of Golden/speech/make.py without its noise, which has a deviation of 0.01.
  private func chirp(_ index: Int) -> Double {
    let time = Double(index) / 16000
    return 0.5 * sin(2 * .pi * (200 * time + 5000 * time * time))
  }

  @Test("WAV, FLAC and floats have the same samples", arguments: ["chirp.flac", "float.wav"])
  func formats(_ name: String) throws {
    let wav = try read(bytes("chirp.wav"))
    let other = try read(bytes(name))
    #expect(wav.sampleRate == 16000 && other.sampleRate == 16000)
    #expect(wav.samples.count == 2400)
    let areEqual = wav.samples == other.samples
    #expect(areEqual)
    for index in [0, 100, 2399] { #expect(abs(wav.samples[index] - chirp(index)) < 0.05) }
  }

  @Test("mu-law is read within its rounding") func law() throws {
    let (wav, law) = (try read(bytes("chirp.wav")), try read(bytes("law.wav")))
    #expect(zip(wav.samples, law.samples).allSatisfy { abs($0 - $1) < 0.02 })
  }

  @Test("channels are averaged") func stereo() throws {
    let (wav, stereo) = (try read(bytes("chirp.wav")), try read(bytes("stereo.wav")))
    #expect(stereo.channels == 2)
    #expect(stereo.samples.count == 2400)
    #expect(zip(wav.samples, stereo.samples).allSatisfy { abs(0.75 * $0 - $1) < 1e-6 })
  }

  @Test("what is refused") func refused() throws {
    #expect(throws: SoundProblem.emptyFile) { try read([]) }
    #expect(throws: SoundProblem.notSound) { try read(Array("hello".utf8)) }
    #expect(throws: SoundProblem.tooLong(seconds: 0.15, limit: 0.1)) {
      try read(bytes("chirp.wav"), limit: 0.1)
    }
    let wav = try bytes("chirp.wav")
    #expect(throws: SoundProblem.cutShort(promised: 4800, found: 4700, unit: "bytes of samples")) {
      try read(Array(wav.dropLast(100)))
    }
    let empty = Array(wav.prefix(40)) + [0, 0, 0, 0]
    #expect(throws: SoundProblem.noSamples) { try read(empty) }
    var strange = wav
    strange.replaceSubrange(24..<28, with: [100, 0, 0, 0])
    #expect(throws: SoundProblem.strangeRate(100)) { try read(strange) }
  }

  @Test("a float that is no number is refused") func notANumber() throws {
    var wav = try bytes("float.wav")
    wav.replaceSubrange(wav.count - 4..<wav.count, with: [0, 0, 0xc0, 0x7f])
    #expect {
      try read(wav)
    } throws: { error in
      guard case SoundProblem.damaged("WAV", let reason) = error else { return false }
      return reason.contains("sample") && reason.contains("no number")
    }
  }

  @Test("a WAV file from a pipe, which does not know its length, is read to its end") func pipe()
    throws
  {
    var wav = try bytes("chirp.wav")
    for place in [4, 40] { wav.replaceSubrange(place..<place + 4, with: [255, 255, 255, 255]) }
    #expect(try read(wav).samples.count == 2400)
  }

  @Test(
    "files that are cut are never taken for whole, flipped ones are read or refused",
    arguments: ["chirp.wav", "chirp.flac", "law.wav", "stereo.wav"])
  func damaged(_ name: String) throws {
    let whole = try bytes(name)
    let samples = try read(whole).samples
    for end in stride(from: 0, to: whole.count, by: name.hasSuffix("flac") ? 13 : 97) {
      do throws(SoundProblem) {
        // What is taken for whole lacks nothing but what follows the samples.
        #expect(try read(Array(whole[..<end])).samples == samples, "\(name) cut to \(end)")
      } catch { #expect(!error.message(file: name).isEmpty) }
    }
    let seed: UInt64 = 20261
    var draws = RandomDraws(seed: seed)
    for _ in 0..<400 {
      var flipped = whole
      for _ in 0...draws.below(4) {
        flipped[draws.below(draws.below(2) == 0 ? 64 : flipped.count)] = draws.byte()
      }
      do throws(SoundProblem) {
        let sound = try read(flipped)
        #expect(!sound.samples.isEmpty && sound.samples.allSatisfy(\.isFinite), "seed \(seed)")
      } catch { #expect(!error.message(file: name).isEmpty, "seed \(seed)") }
    }
  }
}
