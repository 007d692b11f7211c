extension DataError {
  /// What to type instead, where that is known.
  public var hint: String? {
    fileHint ?? imageHint ?? soundHint ?? columnHint ?? partHint
  }

  private var fileHint: String? {
    switch self {
    case .fileNotFound(_, let nearest?): "\"\(nearest)\""
    case .fileNotFound: "datasets lists the bundled sets; a path names a file"
    case .binaryFile(_, _, let kind?) where kind.hasPrefix("UTF-16"): "save the file as UTF-8"
    case .binaryFile(_, _, let kind?) where kind.hasSuffix("image"):
      "load \"folder\" reads images: a folder with one sub-folder for each class"
    case .notUTF8: "save the file as UTF-8"
    case .changedWhileRead: "load it again when no other program writes to it"
    case .raggedRow(_, _, _, let expected, let found) where found == 1 && expected > 1:
      "is another delimiter used there? delimiter=\";\" names one"
    case .raggedRow: "values that hold the delimiter stand in double quotes"
    case .unterminatedQuote: "a quote inside a quoted value is typed twice"
    case .textAfterQuote: "a quote inside a quoted value is typed twice"
    case .badDelimiter: "delimiter=\";\" or delimiter=\"tab\""
    case .badRowCount: "rows=100 reads the first hundred"
    case .headerOnly: "header=false takes the first row for data"
    case .bundledFilesMissing: "LOSSREPL_DATA names the folder that holds them"
    case .loadOptions(_, let hint): hint
    default: nil
    }
  }

  private var imageHint: String? {
    switch self {
    case .noClassFolders:
      "files lie as in folder/cat/1.png: PNG, JPEG, PPM or PGM, or .txt for texts"
    case .emptyClassFolder: "take the folder away, or on_error=skip"
    case .damagedImage, .notAnImage, .imageTooLarge: "take the file away, or on_error=skip"
    case .imageSizesDiffer(_, let size, _, _):
      "size=\(size) brings all images to one height and width"
    case .imagesTooLarge: "size=[64, 64] makes them smaller"
    default: nil
    }
  }

  private var soundHint: String? {
    switch self {
    case .recording(_, _, _, let problem): problem.hint
    case .notTranscripts: "a CSV file with the columns file and text"
    case .recordingsTooLarge: "limit=10 refuses long recordings, bands=20 makes fewer features"
    default: nil
    }
  }

  private var columnHint: String? {
    switch self {
    case .unknownColumn(_, let nearest?, _): typed(nearest)
    case .unknownColumn(_, nil, let known): "the columns are " + known.joined(separator: ", ")
    case .textFeature(let column, _, _): "encode \(typed(column))"
    case .missingValues(let column, _, _, false): "impute \(typed(column))"
    case .missingValues(_, _, _, true): "take these rows out of the file, or choose another target="
    case .infiniteValues(let column, _, _): "select drop=\(typed(column))"
    case .valueTooLarge(let column, _, _): "scale standard, or select drop=\(typed(column))"
    case .nothingToFit(let column, _): "select drop=\(typed(column))"
    case .unsuitableStep(_, _, _, let hint): hint
    case .noTarget: "load ... target=\"column\", or targets=\"file\" for an array"
    case .notClassLabels: "for numbers take a regression loss: loss mse"
    case .severalTargets: "load ... target=\"column\" names one"
    case .textTarget: "for classes take a classification loss: loss cross_entropy"
    case .unknownLabel: "split ... stratify=true shares every class out to all parts"
    case .notADistribution: "each row of the target columns must be at least 0 and sum to 1"
    case .noFeatures: "select names the columns to keep"
    default: nil
    }
  }

  private var partHint: String? {
    switch self {
    case .badFraction, .fractionsAboveOne, .noFractions:
      "split train=0.7 validation=0.15 test=0.15"
    case .cannotStratify: "leave stratify=true out"
    case .stratifyInOrder: "leave out order=true or stratify=true"
    case .classMissingFromTraining(_, _, _, true): "leave order=true out, or add stratify=true"
    case .classMissingFromTraining: "split ... stratify=true"
    case .noSuchPart(let part, _): "split \(part)=0.2"
    default: nil
    }
  }
}

/// A column name as it is typed: quoted unless it is a plain name.
func typed(_ name: String) -> String {
  let isPlain = name.utf8.allSatisfy { byte in
    (0x61...0x7a).contains(byte) || (0x41...0x5a).contains(byte) || (0x30...0x39).contains(byte)
      || byte == 0x5f
  }
  let startsWell = name.utf8.first.map { !(0x30...0x39).contains($0) } ?? false
  return isPlain && startsWell ? name : "\"\(name)\""
}
