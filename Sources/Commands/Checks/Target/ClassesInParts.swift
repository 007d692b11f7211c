import DataSources

extension DataCheck {
  /// Whether every part has rows of every class.
  static let classes = DataCheck("classes", "whether every part has rows of every class") { data in
    guard let prepared = try? data.prepared.get(), let names = prepared.classes?.names,
      prepared.parts.count > 1
    else { return nil }
    let missing = Part.allCases.compactMap { part -> String? in
      guard case .classes(let labels)? = prepared.parts[part]?.targets else { return nil }
      let present = Set(labels.map(Int.init))
      let absent = names.indices.filter { !present.contains($0) }.map { names[$0] }
      guard !absent.isEmpty else { return nil }
      return "\(part) has no row of \(list(Array(absent.prefix(4))))"
        + (absent.count > 4 ? " and others" : "")
    }
    guard !missing.isEmpty else {
      return prepared.parts[.train]?.targets.areClasses == true
        ? .ok("every part has rows of every class") : nil
    }
    return .warn(list(missing), try: "\(data.dataset.splitInWords) stratify=true")
  }
}

extension Dataset {
  /// The split in force as it might be typed.
  fileprivate var splitInWords: String {
    let shares = parts.present.map { part in
      let share = Double(parts[part].count) / Double(max(1, rowCount))
      return "\(part)=\(shortText((share * 100).rounded() / 100))"
    }
    // Rounded shares may sum to more than 1: the training part takes what the others leave.
    return "split " + shares.dropFirst().joined(separator: " ")
  }
}
