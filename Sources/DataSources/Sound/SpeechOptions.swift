/// The options of `load` for recordings with transcripts; nil where they are not given.
public struct SpeechOptions: Sendable, Equatable {
  /// What each frame of a recording becomes.
  public enum Features: String, Sendable, CaseIterable {
    /// Logarithms of the power in bands of the mel scale.
    case logMel = "log_mel"
    /// Mel-frequency cepstral coefficients.
    case mfcc
  }

  /// `features=`.
  public var features: Features?
  /// `bands=`: bands of the mel scale, 1 to 512.
  public var bands: Int?
  /// `coefficients=`: cepstral coefficients that are kept.
  public var coefficients: Int?
  /// `deltas=`: 1 adds the slopes of the features over time, 2 the slopes of the slopes too.
  public var deltas: Int?
  /// `normalise=`: whether each feature of a recording is brought to mean 0 and variance 1.
  public var normalise: Bool?
  /// `labels=`: what a label is.
  public var labels: LabelUnit?
  /// `limit=`: the longest recording in seconds.
  public var limit: Double?
  /// `on_error=skip`: rows that cannot be used are left out and counted.
  public var skipsErrors: Bool?

  /// The options that leave all as it usually is.
  public init() {}

  /// The first option that is given, as it is typed, but for `on_error=`, which images have too.
  var firstGiven: String? {
    let given: [(String, Bool)] = [
      ("features=", features != nil), ("bands=", bands != nil),
      ("coefficients=", coefficients != nil), ("deltas=", deltas != nil),
      ("normalise=", normalise != nil), ("labels=", labels != nil), ("limit=", limit != nil),
    ]
    return given.first(where: \.1)?.0
  }

  /// The longest recording in seconds.
  var secondsLimit: Double { limit ?? 60 }

  /// How features are computed; throws `loadOptions` for options that do not fit together.
  func recipe() throws -> FeatureRecipe {
    let bands = bands ?? 40
    guard (1...512).contains(bands) else {
      throw DataError.loadOptions(problem: "bands= is 1 to 512", hint: "bands=40")
    }
    guard (0...2).contains(deltas ?? 0) else {
      throw DataError.loadOptions(problem: "deltas= is 0, 1 or 2", hint: "deltas=1")
    }
    guard secondsLimit > 0, secondsLimit <= 3600 else {
      throw DataError.loadOptions(
        problem: "limit= is a number of seconds, at most 3600", hint: "limit=60")
    }
    return FeatureRecipe(
      bands: bands, coefficients: try cepstralCoefficients(bands), deltas: deltas ?? 0,
      normalises: normalise ?? true)
  }

  private func cepstralCoefficients(_ bands: Int) throws -> Int? {
    guard features == .mfcc else {
      guard coefficients == nil else {
        throw DataError.loadOptions(
          problem: "coefficients= is for features=mfcc", hint: "features=mfcc coefficients=13")
      }
      return nil
    }
    let count = coefficients ?? min(13, bands)
    guard (1...bands).contains(count) else {
      throw DataError.loadOptions(
        problem: "\(bands) bands have 1 to \(bands) coefficients, not \(count)",
        hint: "coefficients=\(min(13, bands))")
    }
    return count
  }
}

/// How the features of a recording are computed.
struct FeatureRecipe: Sendable, Equatable {
  var bands = 40
  /// Cepstral coefficients; nil: the bands themselves.
  var coefficients: Int?
  var deltas = 0
  var normalises = true

  /// Features of a frame without deltas.
  var baseWidth: Int { coefficients ?? bands }
  /// Features of a frame.
  var width: Int { baseWidth * (1 + deltas) }
}
