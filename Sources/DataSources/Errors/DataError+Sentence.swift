extension DataError {
  /// What is wrong, in one sentence.
  public var message: String {
    fileMessage ?? tableMessage ?? arrayMessage ?? imageMessage ?? soundMessage ?? columnMessage
      ?? targetMessage
      ?? partMessage
      ?? "the data cannot be used"
  }

  private var fileMessage: String? {
    switch self {
    case .fileNotFound(let path, _): "there is no file '\(path)'"
    case .notAFile(let path, let kind): "'\(path)' is a \(kind) and not a file"
    case .unreadable(let path, let reason): "'\(path)' cannot be read: \(reason)"
    case .changedWhileRead(let path): "'\(path)' was changed while it was read"
    case .tooLarge(let path, let bytes, let limit):
      "'\(path)' holds more than \(inBytes(bytes)), and at most \(inBytes(limit)) fit"
    case .damagedGzip(let path, let reason): "'\(path)' is a damaged gzip file: \(reason)"
    case .gzipBomb(let path, let bytes, let compressed):
      "'\(path)' has \(inBytes(compressed)) and has already unpacked to \(inBytes(bytes)): "
        + "no data packs so well"
    case .binaryFile(let path, _, let kind?): "'\(path)' is \(kind) and no table of text"
    case .binaryFile(let path, let offset, nil):
      "'\(path)' looks like a binary file: byte \(offset) is zero"
    case .notUTF8(let path, let offset, let line):
      "'\(path)' is not UTF-8 text: byte \(offset), in line \(line), does not fit"
    default: nil
    }
  }

  private var tableMessage: String? {
    switch self {
    case .emptyFile(let path): "'\(path)' is empty"
    case .headerOnly(let path, let columns):
      "'\(path)' has a header of \(counted(columns, "column")) and no rows"
    case .raggedRow(let path, let row, let line, let expected, let found):
      "row \(row) of '\(path)' (line \(line)) has \(counted(found, "value")), expected \(expected)"
    case .unterminatedQuote(let path, let line):
      "'\(path)' has a quote in line \(line) that is never closed"
    case .textAfterQuote(let path, let line):
      "'\(path)' has text behind a closing quote in line \(line)"
    case .badDelimiter(let text): "'\(text)' cannot separate values"
    case .badRowCount(let rows): "rows=\(rows) leaves no row"
    case .tooManyColumns(let path, let columns, let limit):
      "'\(path)' has \(columns) columns, and at most \(limit) can be handled"
    case .rowCountsDiffer(let first, let rows, let second, let others):
      "'\(first)' has \(counted(rows, "row")), but '\(second)' has \(others)"
    case .layoutsDiffer(let first, let layout, let second, let other):
      "'\(first)' has \(layout), but '\(second)' has \(other)"
    case .loadOptions(let problem, _): problem
    case .bundledFilesMissing(let name, let searched):
      "the files of the bundled set '\(name)' are in none of \(searched.joined(separator: ", "))"
    default: nil
    }
  }

  private var arrayMessage: String? {
    switch self {
    case .damagedArray(let path, let format, let reason):
      "'\(path)' is no sound \(format) file: \(reason)"
    case .notAnArray(let path): "'\(path)' is neither an IDX nor an NPY file"
    case .unsuitableArray(let path, let shape, let need):
      "'\(path)' has the shape \(shape), but \(need)"
    default: nil
    }
  }

  private var imageMessage: String? {
    switch self {
    case .noClassFolders(let path, 0, let empty?):
      "'\(path)' has no images and no texts: '\(empty)' has none"
    case .noClassFolders(let path, 0, nil):
      "'\(path)' is a folder, and has no sub-folders with images or texts"
    case .noClassFolders(let path, let loose, _):
      "'\(path)' has \(counted(loose, "image")), but none in a sub-folder, whose name is the class"
    case .emptyClassFolder(let path, let kind): "the class folder '\(path)' has no \(kind)"
    case .damagedImage(let path, let format, let reason):
      "'\(path)' is no sound \(format) image: \(reason)"
    case .notAnImage(let path): "'\(path)' is no PNG, JPEG, PPM or PGM image"
    case .imageTooLarge(let path, let height, let width):
      "'\(path)' is \(height) pixels high and \(width) wide, and at most "
        + "\(RasterImage.pixelLimit / 1_000_000) million pixels are read"
    case .imageSizesDiffer(let first, let size, let second, let other):
      "'\(second)' is \(other), but '\(first)' is \(size) (height, width)"
    case .imagesTooLarge(let path, let read, let limit):
      "the images of '\(path)' take more than \(inBytes(limit)) after \(counted(read, "image"))"
    default: nil
    }
  }

  private var soundMessage: String? {
    switch self {
    case .recording(let transcripts, let row, let file, let problem):
      "row \(row) of '\(transcripts)': \(problem.message(file: file))"
    case .notTranscripts(let path): "'\(path)' is no table of transcripts"
    case .recordingsTooLarge(let path, let limit):
      "the features of the recordings of '\(path)' take more than \(inBytes(limit))"
    default: nil
    }
  }

  private var columnMessage: String? {
    switch self {
    case .unknownColumn(let name, _, _): "there is no column '\(name)'"
    case .targetAsFeature(let name, let verb):
      "\(verb) works on features, and '\(name)' is the target"
    case .noFeatures: "no feature column is left"
    case .noTarget(let name): "'\(name)' has no target"
    case .textFeature(let column, let row, let value):
      "column '\(column)' is text ('\(value)' in row \(row))"
    case .missingValues(let column, let count, let rows, let isTarget):
      "\(isTarget ? "target" : "column") '\(column)' has \(counted(count, "missing value")) "
        + (isTarget ? "(\(rowList(rows, of: count)))" : "(first in row \(rows.first ?? 0))")
    case .infiniteValues(let column, let count, let rows):
      "column '\(column)' has \(counted(count, "infinite value")) (first in row \(rows.first ?? 0))"
    case .valueTooLarge(let column, let row, let value):
      "the value \(value) of column '\(column)' in row \(row) does not fit single precision"
    case .nothingToFit(let column, let step):
      "\(step) finds no value in column '\(column)' of the training part"
    case .unsuitableStep(let step, let column, let reason, _):
      "\(step) does not fit column '\(column)': \(reason)"
    case .badStepOption(let step, let option, let problem): "\(step): \(option) \(problem)"
    case .preparationMismatch(let expected, let found):
      "the data has \(found), but was prepared with \(expected)"
    case .damagedPreparation(let reason): "the saved preparation cannot be read: \(reason)"
    default: nil
    }
  }

  private var targetMessage: String? {
    switch self {
    case .notClassLabels(let column, let row, let value):
      "target '\(column)' has the value \(plainNumber(value)) in row \(row): "
        + "classes are text or whole numbers"
    case .severalTargets(let columns):
      "one target column is needed, and there are \(columns.count): "
        + columns.prefix(6).joined(separator: ", ")
    case .textTarget(let column, let row, let value):
      "target '\(column)' is text ('\(value)' in row \(row)), and numbers are needed"
    case .unknownLabel(let label, let row, let part, let classes):
      "label '\(label)' in row \(row) (\(part)) is none of the \(classes.count) classes "
        + "of the training part: " + classes.prefix(12).joined(separator: ", ")
    case .notADistribution(let row, _, let column?):
      "row \(row) of the target is no distribution: column '\(column)' is below 0"
    case .notADistribution(let row, let sum, nil):
      "row \(row) of the target is no distribution: it sums to \(rounded(sum)) and not to 1"
    default: nil
    }
  }

  private var partMessage: String? {
    switch self {
    case .badFraction(let part, let value): "\(part)=\(value) is not between 0 and 1"
    case .fractionsAboveOne(let sum): "the fractions sum to \(rounded(sum)), which is above 1"
    case .noFractions: "split needs at least one fraction"
    case .tooFewRows(let rows, let parts):
      "\(counted(rows, "row")) cannot be split into \(parts) parts"
    case .cannotStratify(let column, let distinct, let rows):
      "target '\(column)' has \(distinct) distinct values in \(rows) rows: these are no classes"
    case .stratifyInOrder: "rows that keep their order cannot be stratified"
    case .classMissingFromTraining(let label, let rows, let part, _):
      "class '\(label)' is missing from the training part: "
        + (rows == 1 ? "its only row is in \(part)" : "all its \(rows) rows are in \(part)")
    case .noSuchPart(let part, []): "the \(part) part has no rows"
    case .noSuchPart(let part, let known):
      "there is no part '\(part)': the data has \(known.joined(separator: ", "))"
    default: nil
    }
  }
}

/// "1 row", "2 rows".
func counted(_ count: Int, _ noun: String) -> String {
  "\(count) \(noun)\(count == 1 ? "" : "s")"
}

/// "row 4", "rows 4, 7", "rows 4, 7, 9, ...".
func rowList(_ rows: [Int], of count: Int) -> String {
  let shown = rows.prefix(5).map(String.init).joined(separator: ", ")
  return (count == 1 ? "row " : "rows ") + shown + (count > 5 ? ", ..." : "")
}

/// A number with at most six decimals.
func rounded(_ value: Double) -> String {
  guard value.magnitude < 1e9 else { return "\(value)" }
  return plainNumber((value * 1e6).rounded() / 1e6)
}

private func inBytes(_ count: Int) -> String {
  for (unit, size) in [("GB", 1 << 30), ("MB", 1 << 20), ("KB", 1 << 10)] where count >= size {
    return "\(plainNumber((Double(count) / Double(size) * 10).rounded() / 10)) \(unit)"
  }
  return counted(count, "byte")
}
