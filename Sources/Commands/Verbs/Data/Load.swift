import DataSources
import Language
import Timing

extension Verbs {
  /// `load "iris"`.
  static let load = Verb(
    "load", group: "data",
    summary: "Read a data set: a file, images, texts, recordings or a bundled one",
    discussion: """
      Reads CSV and TSV (gzipped or not), IDX and NPY files, or a bundled set by its name \
      (`datasets` lists them). The target is the column named by `target=`, else the one a bundled \
      set declares, else the last column. Loading starts afresh: preparation, weights and \
      judgements of the former data are dropped; model, loss and optimizer stay. An IDX or NPY file \
      of 32 MB or more is not copied but read where it lies, so that it may be larger than memory; \
      it must stay as it is while it is in use, and a command that finds it changed fails. A column \
      named by `weights=` says what each row counts in every loss: one of weight 2 counts like two \
      rows; it is then no feature, nor is one that a loss reads as a further array.

      A folder with one sub-folder for each class is read as images: PNG, JPEG, PPM and PGM, grey of \
      shape [height, width] or colour of [height, width, 3], with values from 0 to 255; the target is \
      the sub-folder's name, `class`. Without `size=` all images must be of one size. Transparency \
      is laid over white, 16 bits become 8, and a turn noted by a camera is not followed.

      A folder with `transcripts.csv`, or the path of such a table, is read as speech: WAV and FLAC \
      files named by its column `file` (beside the table, or a path from there), the target being \
      the column `text`, and the parts those of a column `part` with train, validation or test, \
      if there is one. Each row becomes [frames, features]: frames of 25 ms every 10 ms under a Hann \
      window, followed by zeros to a power of two; the power in `bands=` triangles on the mel scale \
      from 0 to half the rate; the natural logarithm of the power or of 1e-10, whichever is more, so \
      that silence is -23.03. `features=mfcc` takes the orthonormal cosine transform of that and \
      keeps `coefficients=` of it. Deltas are slopes over five frames. With `normalise=true` each \
      feature of a recording then has mean 0 and variance 1. Behind the end of a recording all \
      features are 0, which sequence losses never read: the lengths of recordings and transcripts \
      come along as `input_lengths` and `target_lengths`. Class 0 is the blank, the others are the \
      labels of the training part in their order, characters or `labels=words`: the model ends \
      with one output more than there are labels. All recordings must have one rate; several \
      channels are averaged.

      A folder whose sub-folders hold .txt files is read as texts, columns `text` and `class`. A \
      .txt file by itself is text with a row for each line that is not blank, column `text`; with \
      `delimiter=` or `header=` it is a table.
      """,
    parameters: [
      .positional(
        "source", .either([.path(dataFiles), .name("dataset")]),
        "a path, or the name of a bundled set"),
      .option(
        "target", .list(.newName("column")), "the column or columns to predict",
        defaultText: "the last column"),
      .option("rows", .integer(.atLeast(1)), "only the first rows", defaultText: "all rows"),
      .option("targets", .path(dataFiles), "a second file with the targets"),
      .option("validation", .path(dataFiles), "a file whose rows are the validation part"),
      .option("validation_targets", .path(dataFiles), "the targets of the validation file"),
      .option("test", .path(dataFiles), "a file whose rows are the test part"),
      .option("test_targets", .path(dataFiles), "the targets of the test file"),
      .option(
        "weights", .newName("column"), "a column, or a file, with what each row counts",
        defaultText: "every row counts one"),
      .option(
        "variance", .newName("column"), "a column or a file with variances, for gaussian_nll"),
      .option(
        "input_lengths", .newName("column"),
        "a column or a file with how many places of each row count"),
      .option(
        "target_lengths", .newName("column"), "a column or a file with the lengths of targets"),
      .option("header", .flag, "whether the first line names columns", defaultText: "found out"),
      .option("delimiter", .text, "what stands between values", defaultText: "found out"),
      .option("missing", .list(.text), "further texts that stand for a missing value"),
      .option(
        "size", .list(.integer(.atLeast(1))), "height and width to bring images to, [28, 28]",
        defaultText: "as they are"),
      .option(
        "grey", .flag, "whether images get one channel or three",
        defaultText: "grey where all are"),
      .option(
        "on_error",
        .choice([
          Choice("stop", "end with an error"), Choice("skip", "leave it out and count it"),
        ]), "what to do with an image, a text or a recording that cannot be used",
        defaultText: "stop"),
      .option(
        "features",
        .choice([
          Choice("log_mel", "logarithms of the power in bands of the mel scale"),
          Choice("mfcc", "cepstral coefficients of them"),
        ]), "what a frame of a recording becomes", defaultText: "log_mel"),
      .option("bands", .integer(.between(1, 512)), "bands of the mel scale", defaultText: "40"),
      .option(
        "coefficients", .integer(.atLeast(1)), "cepstral coefficients to keep, for mfcc",
        defaultText: "13"),
      .option(
        "deltas", .integer(.between(0, 2)), "1: slopes of the features too, 2: and theirs",
        defaultText: "0"),
      .option(
        "normalise", .flag, "whether each feature of a recording gets mean 0 and variance 1",
        defaultText: "true"),
      .option(
        "labels",
        .choice([
          Choice("characters", "each character of a transcript"),
          Choice("words", "what stands between blanks"),
        ]), "what a label of a transcript is", defaultText: "characters"),
      .option(
        "limit", .number(.above(0)), "the longest recording, in seconds", defaultText: "60"),
    ],
    examples: [
      Example(#"load "iris""#, .contains(["150 rows", "species"])),
      Example(
        #"load "penguins" target=body_mass_g rows=100"#, .contains(["100 rows", "body_mass_g"])),
      Example(
        #"load "penguins" target=body_mass_g weights=flipper_length_mm"#,
        .contains(["6 features", "weights flipper_length_mm"])),
      Example(#"load "irsi""#, .fails("iris"), note: "a slip of the finger"),
    ],
    searchTerms: ["read", "open", "csv", "file", "import"],
    changesSession: true
  ) { context, arguments in
    let options = try loadOptions(arguments)
    let data = try read(arguments.text("source"), options)
    if context.session.trained != nil {
      context.emit(
        .notice("the weights are dropped; to judge saved ones on this data, open them now"))
    }
    context.session.adopt(data)
    data.notices.forEach { context.emit(.notice($0)) }
    let (sentence, record) = timed("describing") { (data.sentence, data.record) }
    context.emit(.text(sentence))
    return .record(record)
  }

  private static let dataFiles = ["csv", "tsv", "txt", "gz", "npy"]

  /// Reads the data; what is wrong is blamed on the argument it comes from.
  private static func read(_ source: String, _ options: LoadOptions) throws -> Dataset {
    do { return try Dataset.load(source, options: options) } catch {
      if case DataError.unknownColumn = error { throw ArgumentProblem("target", error) }
      throw ArgumentProblem("source", error)
    }
  }

  private static func loadOptions(_ arguments: Arguments) throws -> LoadOptions {
    var options = LoadOptions()
    if arguments.isGiven("target") { options.target = try arguments.texts("target") }
    options.targets = try arguments.textIfGiven("targets")
    options.validation = try arguments.textIfGiven("validation")
    options.validationTargets = try arguments.textIfGiven("validation_targets")
    options.test = try arguments.textIfGiven("test")
    options.testTargets = try arguments.textIfGiven("test_targets")
    for name in [Dataset.weightsName, "variance", "input_lengths", "target_lengths"] {
      if let source = try arguments.textIfGiven(name) {
        options.extras.append(LoadOptions.Extra(name, source))
      }
    }
    options.csv.rows = try arguments.integerIfGiven("rows")
    options.csv.header = try arguments.flagIfGiven("header")
    options.csv.delimiter = try arguments.textIfGiven("delimiter")
    options.csv.missing = try arguments.texts("missing")
    options.images = try imageOptions(arguments)
    options.speech = try speechOptions(arguments)
    return options
  }

  private static func speechOptions(_ arguments: Arguments) throws -> SpeechOptions {
    var options = SpeechOptions()
    options.features = try arguments.textIfGiven("features").flatMap(SpeechOptions.Features.init)
    options.bands = try arguments.integerIfGiven("bands")
    options.coefficients = try arguments.integerIfGiven("coefficients")
    options.deltas = try arguments.integerIfGiven("deltas")
    options.normalise = try arguments.flagIfGiven("normalise")
    options.labels = try arguments.textIfGiven("labels").flatMap(LabelUnit.init)
    options.limit = try arguments.numberIfGiven("limit")
    options.skipsErrors = try arguments.textIfGiven("on_error").map { $0 == "skip" }
    return options
  }

  private static func imageOptions(_ arguments: Arguments) throws -> ImageOptions {
    var options = ImageOptions()
    options.grey = try arguments.flagIfGiven("grey")
    options.skipsErrors = try arguments.textIfGiven("on_error").map { $0 == "skip" }
    guard arguments.isGiven("size") else { return options }
    let sides = try arguments.numbers("size").map { Int(exactly: $0) ?? 0 }
    guard sides.count == 2, let size = ImageOptions.Size(height: sides[0], width: sides[1])
    else {
      throw ArgumentProblem(
        "size",
        DataError.loadOptions(
          problem: "size= is a height and a width, each from 1 to 8192", hint: "size=[28, 28]"))
    }
    options.size = size
    return options
  }
}

/// Runs `body`; what it throws is blamed on an argument, so that the caret stands there.
func blaming<Result>(_ parameter: String, _ body: () throws -> Result) throws -> Result {
  do { return try body() } catch { throw ArgumentProblem(parameter, error) }
}
