extension LoadPlan {
  /// Reads the files and puts them together.
  func load() throws -> Dataset {
    var fingerprint = Fingerprint()
    var notices: [String] = []
    var whole = try read(train, rows: csv.rows, &fingerprint, &notices)
    let extras = try readExtras(whole.content, &fingerprint).merging(whole.extras) { $1 }
    var parts = whole.parts ?? Parts(train: Array(0..<whole.rowCount))
    for (part, source) in [(Part.validation, validation), (.test, test)] {
      guard let source else { continue }
      // Notices about names and types would only be the same again; those about images and texts are not.
      var told: [String] = []
      let more = try read(source, rows: nil, &fingerprint, &told)
      if ClassFolder.isFolder(source.features) || isLines(source.features) {
        notices += told.map { "\(part): \($0)" }
      }
      parts[part] = Array(whole.rowCount..<whole.rowCount + more.rowCount)
      whole = try join(whole, train.features, more, source.features)
    }
    let target = try chooseTarget(whole, &notices)
    for (name, source) in extras {
      if case .column(let column) = source, target.contains(column) {
        throw DataError.loadOptions(
          problem: "'\(column)' is the target and cannot be \(name)= too",
          hint: "name the target with target=, or another column")
      }
    }
    return Dataset(
      name: name, path: train.features, contentHash: fingerprint.description,
      content: whole.content, targetNames: target, extras: extras, parts: parts,
      labelUnit: whole.labelUnit, notices: notices)
  }

  /// The rows of one part while they are put together.
  struct Loaded {
    var content: Dataset.Content
    /// The columns of a table's target file.
    var targetColumns: [String] = []
    /// Further arrays that come with the rows.
    var extras: [String: ExtraArray] = [:]
    /// The parts that the rows themselves name.
    var parts: Parts?
    /// What a label is, where the target is a text of labels.
    var labelUnit: LabelUnit?
    var rowCount: Int { content.rowCount }
  }

  private func read(
    _ source: Source, rows: Int?, _ fingerprint: inout Fingerprint, _ notices: inout [String]
  ) throws -> Loaded {
    if let path = Transcripts.path(of: source.features) {
      return try readSpeech(path, rows: rows, &fingerprint, &notices)
    }
    if let option = speech.firstGiven {
      throw Self.speechOptionError(option, source: source.features)
    }
    if ClassFolder.isFolder(source.features) {
      return try TextFolderReader.reads(source.features)
        ? readTexts(source, rows: rows, &fingerprint, &notices)
        : readImages(source, rows: rows, &fingerprint, &notices)
    }
    if let option = images.firstGiven {
      throw Self.imageOptionError(option, source: source.features)
    }
    var options = csv
    options.rows = rows
    let features =
      try isLines(source.features)
      ? readLines(source.features, rows: rows, &fingerprint, &notices)
      : SourceFile.read(
        source.features, options: options, limits: limits, fingerprint: &fingerprint,
        notices: &notices)
    guard let path = source.targets else {
      return Loaded(content: content(features, targets: nil))
    }
    let targets = try SourceFile.read(
      path, options: options, limits: limits, fingerprint: &fingerprint, notices: &notices)
    let table = try targets.targetTable(path: path)
    guard features.rowCount == table.rowCount else {
      throw DataError.rowCountsDiffer(
        first: source.features, firstRows: features.rowCount, second: path,
        secondRows: table.rowCount)
    }
    guard case .table(let columns) = features else {
      return Loaded(content: content(features, targets: table), targetColumns: table.names)
    }
    return try sideBySide(columns, table, source.features, path)
  }

  private func content(_ features: SourceFile, targets: Table?) -> Dataset.Content {
    switch features {
    case .table(let table): .table(table)
    case .array(let array): .array(array, targets: targets)
    }
  }

  private func sideBySide(
    _ features: Table, _ targets: Table, _ path: String, _ targetPath: String
  ) throws -> Loaded {
    guard let table = Table(features.columns + targets.columns) else {
      let both = Set(features.names).intersection(targets.names).sorted()
      throw DataError.layoutsDiffer(
        first: path, firstLayout: "the column '\(both.first ?? "")'", second: targetPath,
        secondLayout: "a column of the same name")
    }
    return Loaded(content: .table(table), targetColumns: targets.names)
  }

  private func join(
    _ above: Loaded, _ path: String, _ below: Loaded, _ otherPath: String
  ) throws -> Loaded {
    var joined = above
    switch (above.content, below.content) {
    case (.table(let a), .table(let b)):
      if let table = a.appending(b) {
        joined.content = .table(table)
        return joined
      }
    case (.array(let a, let targets), .array(let b, let moreTargets)):
      let table = targets.flatMap { table in moreTargets.flatMap { table.appending($0) } }
      if let array = a.appending(b), targets == nil || table != nil {
        joined.content = .array(array, targets: table)
        return joined
      }
    default: break
    }
    throw DataError.layoutsDiffer(
      first: path, firstLayout: layout(above.content), second: otherPath,
      secondLayout: layout(below.content))
  }

  private func layout(_ content: Dataset.Content) -> String {
    switch content {
    case .table(let table):
      "the columns " + table.names.prefix(8).joined(separator: ", ")
        + (table.names.count > 8 ? ", ... (\(table.names.count))" : "")
    case .array(let array, let targets):
      "rows of shape \(array.rowShape)" + (targets.map { " and \($0.columns.count) targets" } ?? "")
    }
  }

  /// The target columns: typed, else of the target file, else declared, else the last column.
  private func chooseTarget(_ loaded: Loaded, _ notices: inout [String]) throws -> [String] {
    guard case .table(let table) = loaded.content else {
      return try chooseArrayTarget(loaded, &notices)
    }
    if let typedTarget {
      for name in typedTarget { _ = try table.column(name) }
      var seen: Set<String> = []
      return typedTarget.filter { seen.insert($0).inserted }
    }
    if !loaded.targetColumns.isEmpty { return loaded.targetColumns }
    if !declaredTarget.isEmpty {
      for name in declaredTarget { _ = try table.column(name) }
      return declaredTarget
    }
    guard table.columns.count > 1, let last = table.names.last else {
      notices.append("the one column is a feature: there is no target")
      return []
    }
    notices.append("the target is the last column, '\(last)' (target= names another)")
    return [last]
  }

  private func chooseArrayTarget(
    _ loaded: Loaded, _ notices: inout [String]
  ) throws -> [String] {
    guard let typedTarget else {
      if loaded.targetColumns.isEmpty {
        notices.append("the array has no target (targets=\"file\" brings one)")
      }
      return loaded.targetColumns
    }
    guard !loaded.targetColumns.isEmpty else {
      throw DataError.loadOptions(
        problem: "an array has no columns to be named by target=",
        hint: "targets=\"file\" brings its targets")
    }
    for name in typedTarget where !loaded.targetColumns.contains(name) {
      throw unknownColumnError(name, among: loaded.targetColumns)
    }
    return typedTarget
  }
}
