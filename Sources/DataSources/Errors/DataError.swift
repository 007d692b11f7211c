/// What can be wrong with a file, a table or what is asked of it: the facts of one mistake.
///
/// Rows are counted from 1 and leave the header out; lines are counted from 1 and take it in.
/// `message` and `hint` (DataError+Sentence.swift) turn a case into words.
public enum DataError: Error, Sendable, Equatable {
  // MARK: Files
  /// No such file; `nearest` is the most similar name in the same folder.
  case fileNotFound(path: String, nearest: String?)
  /// The path names a folder, a pipe or a device.
  case notAFile(path: String, kind: String)
  /// The system refused to open or read the file.
  case unreadable(path: String, reason: String)
  /// Another program wrote to the file while it was read.
  case changedWhileRead(path: String)
  /// The file, or what it unpacks to, is larger than what may be held.
  case tooLarge(path: String, bytes: Int, limit: Int)
  /// A gzip stream that cannot be unpacked.
  case damagedGzip(path: String, reason: String)
  /// A gzip stream that grows beyond every plausible size.
  case gzipBomb(path: String, bytes: Int, compressed: Int)
  /// A byte that no text holds.
  case binaryFile(path: String, offset: Int, looksLike: String?)
  /// Bytes that are not UTF-8, at `offset` from the start of the (unpacked) file.
  case notUTF8(path: String, offset: Int, line: Int)

  // MARK: Tables
  /// The file holds nothing.
  case emptyFile(path: String)
  /// The file holds a header and no row.
  case headerOnly(path: String, columns: Int)
  /// A row with more or fewer values than the first one.
  case raggedRow(path: String, row: Int, line: Int, expected: Int, found: Int)
  /// A quoted value whose closing quote is missing.
  case unterminatedQuote(path: String, line: Int)
  /// Text between a closing quote and the next delimiter.
  case textAfterQuote(path: String, line: Int)
  /// A delimiter that is no single character, or one that numbers and quotes need.
  case badDelimiter(String)
  /// `rows=` below 1.
  case badRowCount(Int)
  /// A table with more columns than can be handled.
  case tooManyColumns(path: String, columns: Int, limit: Int)

  // MARK: Arrays
  /// An IDX or NPY file whose header contradicts itself, the format or the file's length.
  case damagedArray(path: String, format: String, reason: String)
  /// A file that is none of the formats read here.
  case notAnArray(path: String)
  /// An array that cannot be used where it stands.
  case unsuitableArray(path: String, shape: [Int], need: String)

  // MARK: Folders of images and texts
  /// A folder in which no sub-folder has an image or a text.
  case noClassFolders(path: String, looseFiles: Int, firstEmpty: String?)
  /// A sub-folder, which is a class, without an image or a text.
  case emptyClassFolder(path: String, kind: String)
  /// An image whose bytes contradict themselves, the format or the file's length.
  case damagedImage(path: String, format: String, reason: String)
  /// A file that is none of the kinds of images read here.
  case notAnImage(path: String)
  /// An image with more pixels than are decoded.
  case imageTooLarge(path: String, height: Int, width: Int)
  /// Two images of different heights or widths.
  case imageSizesDiffer(first: String, firstSize: [Int], second: String, secondSize: [Int])
  /// Images that together are more than may be held.
  case imagesTooLarge(path: String, read: Int, limit: Int)

  // MARK: Recordings
  /// A row of a table of transcripts that cannot be used.
  case recording(transcripts: String, row: Int, file: String, problem: SoundProblem)
  /// A file that should be a table of transcripts and is an array.
  case notTranscripts(path: String)
  /// Features that together are more than may be held.
  case recordingsTooLarge(path: String, limit: Int)

  // MARK: Sets made of several files
  /// Two files of one data set with different numbers of rows.
  case rowCountsDiffer(first: String, firstRows: Int, second: String, secondRows: Int)
  /// Two files of one data set with different columns or row shapes.
  case layoutsDiffer(first: String, firstLayout: String, second: String, secondLayout: String)
  /// Options of `load` that do not fit together.
  case loadOptions(problem: String, hint: String)
  /// A bundled set whose files are not where they should be.
  case bundledFilesMissing(name: String, searched: [String])

  // MARK: Columns
  /// No column of that name.
  case unknownColumn(name: String, nearest: String?, known: [String])
  /// The target column is named where only features may stand.
  case targetAsFeature(name: String, verb: String)
  /// No feature column is left.
  case noFeatures
  /// The set has no target.
  case noTarget(name: String)
  /// A text column where numbers are needed.
  case textFeature(column: String, firstRow: Int, value: String)
  /// Values missing where all are needed.
  case missingValues(column: String, count: Int, rows: [Int], isTarget: Bool)
  /// Infinite values.
  case infiniteValues(column: String, count: Int, rows: [Int])
  /// Values that single precision cannot hold.
  case valueTooLarge(column: String, row: Int, value: Double)
  /// A feature column in which the training part has no value at all.
  case nothingToFit(column: String, step: String)
  /// A preparation step that does not fit a column's kind or its other steps.
  case unsuitableStep(step: String, column: String, reason: String, hint: String)
  /// An option of a preparation step outside its domain.
  case badStepOption(step: String, option: String, problem: String)
  /// The data's columns differ from those the preparation was fitted on.
  case preparationMismatch(expected: String, found: String)
  /// A fitted preparation that cannot be read back.
  case damagedPreparation(reason: String)

  // MARK: Targets
  /// A target with values that are neither text nor whole numbers.
  case notClassLabels(column: String, row: Int, value: Double)
  /// Several target columns where one is needed.
  case severalTargets(columns: [String])
  /// A text target where numbers are needed.
  case textTarget(column: String, row: Int, value: String)
  /// A label outside the known classes.
  case unknownLabel(label: String, row: Int, part: String, classes: [String])
  /// Target columns whose row is no probability distribution.
  case notADistribution(row: Int, sum: Double, negative: String?)

  // MARK: Parts
  /// A fraction outside 0...1 or not a number.
  case badFraction(part: String, value: Double)
  /// Fractions whose sum is above 1.
  case fractionsAboveOne(sum: Double)
  /// `split` without any fraction.
  case noFractions
  /// More parts than rows.
  case tooFewRows(rows: Int, parts: Int)
  /// Stratifying by a target that does not look like classes.
  case cannotStratify(column: String, distinct: Int, rows: Int)
  /// Stratifying and keeping the order at once.
  case stratifyInOrder
  /// A class that the training part lacks.
  case classMissingFromTraining(label: String, rows: Int, part: String, inOrder: Bool)
  /// A part that has no rows.
  case noSuchPart(part: String, known: [String])
}
