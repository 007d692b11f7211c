/// Everything a run found out.
struct Results: Sendable {
  /// Program, date, processor.
  var setting: [(name: String, value: String)] = []
  private(set) var rows: [Row] = []
  private(set) var growth: [Growth] = []
  /// What was not measured, and why.
  private(set) var remarks: [String] = []
  /// Wrong answers.
  private(set) var failures: [String] = []

  mutating func add(_ row: Row) { rows.append(row) }
  mutating func add(_ growth: Growth) { self.growth.append(growth) }
  mutating func add(failure: String) { failures.append(failure) }

  /// Keeps a remark, the same one once.
  mutating func add(remark: String) {
    if !remarks.contains(remark) { remarks.append(remark) }
  }
}
