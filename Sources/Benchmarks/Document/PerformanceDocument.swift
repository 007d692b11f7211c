/// docs/PERFORMANCE.md with its charts: tables of results in a text written by hand.
struct PerformanceDocument {
  let results: Results
  /// The folder docs.
  let folder: String

  /// Puts the results between the document's markers and writes the charts beside it.
  func write() throws {
    let path = folder + "/PERFORMANCE.md"
    var document = MarkedText(String(decoding: try readBytes(path), as: UTF8.self))
    let withGoal = results.rows.filter { $0.goal != nil }
    try document.replace("setting", with: setting)
    try document.replace("goals", with: MarkdownTable.goals(withGoal) + "\n\n" + summary(withGoal))
    try document.replace(
      "others", with: MarkdownTable.others(results.rows.filter { $0.goal == nil }) + remarks)
    try document.replace(
      "growth", with: results.growth.map(section).joined(separator: "\n\n"))
    try PerformanceCharts(results).write(to: folder)
    try writeText(document.text, to: path)
  }

  private var setting: String {
    results.setting.map { "- \($0.name): \($0.value)" }.joined(separator: "\n")
  }

  private func summary(_ rows: [Row]) -> String {
    let verdicts = rows.map(\.isMet)
    let (met, judged) = (verdicts.count { $0 == true }, verdicts.count { $0 != nil })
    let left = rows.count - judged
    return "\(met) of \(judged) goals are met."
      + (left > 0 ? " \(left) could not be judged: their peers are not installed." : "")
  }

  private var remarks: String {
    let lines = results.remarks + results.failures.map { "**Wrong answer**: \($0)" }
    return lines.isEmpty ? "" : "\n\n" + lines.map { "- \($0)" }.joined(separator: "\n")
  }

  private func section(_ growth: Growth) -> String {
    MarkdownTable.growth(growth) + "\n\n"
      + "Time ~ \(growth.size)^\(decimal(growth.exponent, 2)) over all, "
      + "^\(decimal(growth.lastExponent, 2)) over the last factor of ten."
  }
}
