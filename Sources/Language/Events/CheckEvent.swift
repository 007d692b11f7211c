/// What one check found.
public struct CheckFinding: Sendable, Equatable {
  /// How bad it is.
  public enum Level: String, Sendable, CaseIterable {
    /// As it should be.
    case ok
    /// Probably a mistake, or worth a second look.
    case warn
    /// A mistake: what it concerns cannot work.
    case fail
  }

  /// The name of the check.
  public let check: String
  /// How bad it is.
  public let level: Level
  /// What was found, in one sentence without a full stop.
  public let message: String
  /// What to type to mend it.
  public let mend: String?

  /// What a check found.
  public init(check: String, level: Level, message: String, mend: String? = nil) {
    self.check = check
    self.level = level
    self.message = message
    self.mend = mend
  }
}

/// What a series of checks found, one finding each.
public struct CheckEvent: Sendable, Equatable {
  /// What was checked: "data", "loss", "model".
  public var subject: String
  /// The findings in order.
  public var findings: [CheckFinding]

  /// Describes a series of checks.
  public init(subject: String, findings: [CheckFinding]) {
    self.subject = subject
    self.findings = findings
  }

  /// One line for each finding: level, name, sentence and mend.
  ///
  /// Lines and not a table: a table would be cut at the terminal's width, and the mend with it.
  public var text: String {
    let width = findings.map { displayWidth($0.check) }.max() ?? 0
    return findings.map { finding in
      let level = finding.level.rawValue
      let gap = String(repeating: " ", count: width - displayWidth(finding.check) + 2)
      return level + String(repeating: " ", count: 6 - level.count) + finding.check + gap
        + finding.message + (finding.mend.map { "; try: \($0)" } ?? "")
    }.joined(separator: "\n")
  }
}
