extension Dataset {
  /// Reads a bundled set by name or files by path.
  ///
  /// A name that is both is the bundled set; "./iris" names the file.
  public static func load(
    _ nameOrPath: String, options: LoadOptions = LoadOptions()
  ) throws -> Dataset {
    try load(nameOrPath, options: options, limits: .standard)
  }

  static func load(
    _ nameOrPath: String, options: LoadOptions, limits: FileLimits
  ) throws -> Dataset {
    let bundled = BundledSet.named(nameOrPath)
    var plan = try bundled.map { try LoadPlan($0, options) } ?? LoadPlan(nameOrPath, options)
    plan.limits = limits
    return try plan.load()
  }
}

/// Which files a data set is read from, and how.
struct LoadPlan {
  /// Features and, in a file of their own, targets.
  struct Source {
    var features: String
    var targets: String?
  }

  var name: String
  var train: Source
  var validation: Source?
  var test: Source?
  /// Named by the user.
  var typedTarget: [String]?
  /// Declared by a bundled set.
  var declaredTarget: [String] = []
  var csv: CSVOptions
  var images = ImageOptions()
  var speech = SpeechOptions()
  var extras: [LoadOptions.Extra] = []
  var limits = FileLimits.standard

  init(_ path: String, _ options: LoadOptions) throws {
    name = Self.baseName(path)
    train = Source(features: path, targets: options.targets)
    typedTarget = options.target
    csv = options.csv
    images = options.images
    speech = options.speech
    extras = options.extras
    validation = try Self.source(
      options.validation, options.validationTargets, "validation",
      hasTargets: options.targets != nil)
    test = try Self.source(
      options.test, options.testTargets, "test", hasTargets: options.targets != nil)
  }

  init(_ set: BundledSet, _ options: LoadOptions) throws {
    let files = [options.targets, options.test, options.testTargets, options.validation]
    if files.contains(where: { $0 != nil }) || options.validationTargets != nil {
      throw DataError.loadOptions(
        problem: "'\(set.name)' is a bundled set and brings its own files",
        hint: "load \"\(set.name)\", then split")
    }
    if let option = options.images.firstGiven {
      throw Self.imageOptionError(option, source: set.name)
    }
    if let option = options.speech.firstGiven {
      throw Self.speechOptionError(option, source: set.name)
    }
    let path = { (file: String) in try BundledFolder.path(of: file, in: set.name) }
    name = set.name
    train = Source(
      features: try path(set.files.features), targets: try set.files.targets.map(path))
    test = try set.files.test.map {
      Source(features: try path($0), targets: try set.files.testTargets.map(path))
    }
    typedTarget = options.target
    declaredTarget = set.target
    csv = options.csv
    extras = options.extras
  }

  private static func source(
    _ features: String?, _ targets: String?, _ part: String, hasTargets: Bool
  ) throws -> Source? {
    guard let features else {
      guard targets == nil else {
        throw DataError.loadOptions(
          problem: "\(part)_targets= is given without \(part)=",
          hint: "\(part)=\"file\" \(part)_targets=\"file\"")
      }
      return nil
    }
    guard hasTargets == (targets != nil) else {
      let missing = hasTargets ? "\(part)_targets=" : "targets="
      throw DataError.loadOptions(
        problem: "the targets of one part come from a file of their own, and \(missing) is missing",
        hint: "targets=\"file\" \(part)=\"file\" \(part)_targets=\"file\"")
    }
    return Source(features: features, targets: targets)
  }

  /// "data/train.csv.gz" as "train".
  static func baseName(_ path: String) -> String {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    var parts = file.split(separator: ".", omittingEmptySubsequences: false)
    if parts.count > 1, parts.last == "gz" { parts.removeLast() }
    if parts.count > 1 { parts.removeLast() }
    let name = parts.joined(separator: ".")
    return name.isEmpty ? file : name
  }
}
