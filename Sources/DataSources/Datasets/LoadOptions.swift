/// The options of `load`.
public struct LoadOptions: Sendable, Equatable {
  /// `target=`: the target columns; nil: the declared ones of a bundled set, else the last column.
  public var target: [String]?
  /// `targets=`: a second file with the targets of an array or a table.
  public var targets: String?
  /// `test=`: a file whose rows are the test part.
  public var test: String?
  /// `test_targets=`: the targets of the test file.
  public var testTargets: String?
  /// `validation=`: a file whose rows are the validation part.
  public var validation: String?
  /// `validation_targets=`: the targets of the validation file.
  public var validationTargets: String?
  /// Further arrays for losses and fits: `weights=`, `variance=`, `input_lengths=`, ...
  public var extras: [Extra] = []
  /// How tables are read: `rows=`, `delimiter=`, `header=`, `missing=`.
  ///
  /// Rows are counted in the first file only; the others are read whole.
  public var csv = CSVOptions()

  /// How folders of images are read: `size=`, `grey=`, `on_error=`.
  public var images = ImageOptions()

  /// How recordings with transcripts are read: `features=`, `labels=`, ...
  public var speech = SpeechOptions()

  /// A further array: the name a loss knows it by, and a column's name or a file's path.
  public struct Extra: Sendable, Equatable {
    let name: String
    let source: String

    /// A named array.
    public init(_ name: String, _ source: String) {
      self.name = name
      self.source = source
    }
  }

  /// The options that let the file tell.
  public init() {}
}
