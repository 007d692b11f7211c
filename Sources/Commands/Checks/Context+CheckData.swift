import Language

extension CommandContext<Session> {
  /// Runs the checks of the data, with those of loss and model as far as they are chosen.
  mutating func checkData() throws -> [CheckFinding] {
    let data = try CheckedData(&session, control: control)
    var findings: [CheckFinding] = []
    for check in DataCheck.all where !control.isRequested {
      if let finding = check.finding(in: data) { findings.append(finding) }
    }
    emit(.check(CheckEvent(subject: "data", findings: findings)))
    let missing = [
      data.loss == nil ? "no loss is chosen" : nil, data.network == nil ? "there is no model" : nil,
    ].compactMap { $0 }
    if !missing.isEmpty { emit(.notice("\(list(missing)): what belongs to it is left out")) }
    return findings
  }
}
