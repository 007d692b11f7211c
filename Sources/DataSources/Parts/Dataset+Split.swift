import Tensors

extension Dataset {
  /// The same rows in new parts, and what is to be said about them.
  ///
  /// Rows of a test or validation file stay in their part unless the request asks for that part
  /// itself. In each part the rows keep the order of the file.
  public func split(_ request: SplitRequest) throws -> (dataset: Dataset, notices: [String]) {
    let shares = try request.shares(hasTestFile: !fileParts.test.isEmpty)
    if request.stratify, request.inOrder { throw DataError.stratifyInOrder }
    var notices: [String] = []
    let rows = rowsToSplit(request, &notices)
    let asked = shares.count { $0 > 0 }
    guard rows.count >= asked else {
      throw DataError.tooFewRows(rows: rows.count, parts: asked)
    }
    // The fourth bin takes what is left out.
    let rest = 1 - shares.reduce(0, +)
    let bins = try assign(rows, shares + [rest < SplitRequest.tolerance ? 0 : rest], request)
    var parts = Parts(train: bins[0], validation: bins[1], test: bins[2])
    keepFileParts(&parts, request)
    if !bins[3].isEmpty {
      notices.append("the fractions leave out \(counted(bins[3].count, "row")) of \(rows.count)")
    }
    notices += try missingClasses(parts, rows: rows, inOrder: request.inOrder)
    return (with(parts: parts), notices)
  }

  private func rowsToSplit(_ request: SplitRequest, _ notices: inout [String]) -> [Int] {
    var rows = fileParts.train
    for (part, share) in [(Part.validation, request.validation), (.test, request.test)]
    where share != nil && !fileParts[part].isEmpty {
      rows += fileParts[part]
      notices.append("the rows of the \(part) file are split with the others")
    }
    return rows.sorted()
  }

  private func keepFileParts(_ parts: inout Parts, _ request: SplitRequest) {
    if request.validation == nil, !fileParts.validation.isEmpty {
      parts.validation = fileParts.validation
    }
    if request.test == nil, !fileParts.test.isEmpty {
      parts.test = fileParts.test
    }
  }

  private func assign(
    _ rows: [Int], _ shares: [Double], _ request: SplitRequest
  ) throws -> [[Int]] {
    var generator = RandomGenerator(seed: request.seed)
    guard request.stratify else {
      var order = rows
      if !request.inOrder { generator.shuffle(&order) }
      return deal(order, apportion(rows.count, by: shares, guaranteed: 3))
    }
    let groups = try stratificationGroups(rows)
    let counts = stratifiedCounts(classes: groups.map(\.count), shares: shares)
    var bins = shares.map { _ in [Int]() }
    for (group, count) in zip(groups, counts) {
      var order = group
      generator.shuffle(&order)
      for (bin, dealt) in deal(order, count).enumerated() { bins[bin] += dealt }
    }
    return bins.map { $0.sorted() }
  }

  private func stratificationGroups(_ rows: [Int]) throws -> [[Int]] {
    guard let column = targetColumns.first else { throw DataError.noTarget(name: name) }
    guard targetColumns.count == 1 else { throw DataError.severalTargets(columns: targetNames) }
    let groups = TargetGroups(column, among: rows)
    try groups.checkClasses(total: rows.count)
    return groups.rows + (groups.missing.isEmpty ? [] : [groups.missing])
  }

  private func deal(_ order: [Int], _ counts: [Int]) -> [[Int]] {
    var start = 0
    return counts.map { count in
      defer { start += count }
      return order[start..<start + count].sorted()
    }
  }

  /// A text class that does not train is an error; one that a smaller part lacks is told.
  private func missingClasses(_ parts: Parts, rows: [Int], inOrder: Bool) throws -> [String] {
    guard hasClassTarget, let column = targetColumns.first else { return [] }
    let present = Dictionary(
      uniqueKeysWithValues: parts.present.map { part in
        (part, Set(DistinctValues(column, rows: parts[part]).names))
      })
    var notices: [String] = []
    for part in parts.present {
      let others = Part.allCases.filter { $0 != part }
      let elsewhere = others.reduce(Set<String>()) { $0.union(present[$1] ?? []) }
      let lacking = elsewhere.subtracting(present[part] ?? []).sorted(by: scalarOrder)
      guard let label = lacking.first else { continue }
      if part == .train, column.isText {
        throw missingFromTraining(label, column, parts, inOrder)
      }
      let named = lacking.prefix(5).map { "'\($0)'" }.joined(separator: ", ")
      notices.append(
        "the \(part) part has no row of \(lacking.count == 1 ? "class" : "classes") \(named)"
          + (lacking.count > 5 ? ", ..." : "") + " (stratify=true shares classes out)")
    }
    return notices
  }

  private func missingFromTraining(
    _ label: String, _ column: Column, _ parts: Parts, _ inOrder: Bool
  ) -> DataError {
    let holders = [Part.validation, .test].filter { part in
      parts[part].contains { column.cell($0) == label }
    }
    let rows = holders.reduce(0) { sum, part in
      sum + parts[part].count { column.cell($0) == label }
    }
    return .classMissingFromTraining(
      label: label, rows: rows, part: holders.map(\.rawValue).joined(separator: " and "),
      inOrder: inOrder)
  }
}
