import Foundation
import Glibc
import Testing

@testable import DataSources

/// Where Golden/speech/make.py writes.
let speechFolder = goldenFolder + "speech/"

@Suite("Features of speech") struct SpeechFeatureTests {
  /// Features by numpy, from Golden/speech/make.py.
  private struct Reference: Decodable {
    let file: String
    let frames: Int
    let width: Int
    let values: [Double]
    let bands: Int
    var coefficients: Int?
    var deltas: Int?
    var normalise: Bool?
  }

  private func samples(_ name: String) throws -> Sound {
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: speechFolder + name)))
    return try bytes.withUnsafeBufferPointer { try readSound($0, secondsLimit: 60) }
  }

  @Test("bands, coefficients, deltas and normalisation agree with numpy") func numpy() throws {
    let data = try Data(contentsOf: URL(filePath: speechFolder + "features.json"))
    let references = try JSONDecoder().decode([Reference].self, from: data)
    #expect(references.count == 10)
    for reference in references {
      let sound = try samples(reference.file)
      let recipe = FeatureRecipe(
        bands: reference.bands, coefficients: reference.coefficients, deltas: reference.deltas ?? 0,
        normalises: reference.normalise ?? false)
      let extractor = try #require(SpeechFeatures(recipe, sampleRate: sound.sampleRate))
      let found = extractor.features(of: sound.samples)
      #expect(recipe.width == reference.width)
      #expect(found.count == reference.frames * reference.width)
      let worst = zip(found, reference.values).map { abs(Double($0) - $1) }.max() ?? .infinity
      #expect(worst < 1e-4, "\(reference.file), \(recipe)")
    }
  }

  @Test("silence lies on the floor, and is 0 when normalised") func silence() throws {
    let silence = [Double](repeating: 0, count: 800)
    var recipe = FeatureRecipe(bands: 4, normalises: false)
    let plain = SpeechFeatures(recipe, sampleRate: 16000)?.features(of: silence)
    // log(1e-10), in 3 frames: 400 + 2 x 160 <= 800.
    #expect(plain == Array(repeating: Float(log(1e-10)), count: 12))
    recipe.normalises = true
    let normalised = SpeechFeatures(recipe, sampleRate: 16000)?.features(of: silence)
    #expect(normalised == Array(repeating: 0, count: 12))
  }

  @Test("a recording that is one frame long, and one that is shorter") func oneFrame() {
    let extractor = SpeechFeatures(FeatureRecipe(bands: 4, deltas: 2), sampleRate: 16000)
    #expect(extractor?.features(of: [Double](repeating: 0.5, count: 400)).count == 12)
    #expect(extractor?.features(of: [Double](repeating: 0.5, count: 399)) == [])
  }

  @Test("slopes of a line are its slope, and smaller towards its ends") func slopes() {
    let line = FrameRows(width: 1, values: [0, 3, 6, 9, 12, 15])
    // By hand: (1 (x1 - x0) + 2 (x2 - x0)) / 10 = (3 + 12) / 10, then (6 + 18) / 10.
    let expected = [1.5, 2.4, 3, 3, 2.4, 1.5]
    for (found, value) in zip(line.slopes.values, expected) { #expect(abs(found - value) < 1e-12) }
  }

  @Test("bands that see no frequency are refused") func tooManyBands() {
    let recipe = FeatureRecipe(bands: 200)
    #expect(SpeechFeatures(recipe, sampleRate: 8000) == nil)
    let most = MelFilterbank.mostFilters(transformLength: 256, sampleRate: 8000, limit: 200)
    #expect(most >= 40 && most < 200)
    #expect(SpeechFeatures(FeatureRecipe(bands: most), sampleRate: 8000) != nil)
  }

  @Test("any number of threads transform at the same time") func threads() async throws {
    let sound = try samples("chirp.wav")
    let alone = SpeechFeatures(FeatureRecipe(), sampleRate: 16000)?.features(of: sound.samples)
    let all = await withTaskGroup(of: [Float]?.self) { group in
      for _ in 0..<8 {
        group.addTask {
          SpeechFeatures(FeatureRecipe(), sampleRate: 16000)?.features(of: sound.samples)
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(all.allSatisfy { $0 == alone })
  }
}
