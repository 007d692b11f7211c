/// Tells whether a file's first row holds names.
///
/// It does when some value of it is text over a column of numbers; it does not when one of its
/// values is a number otherwise; and a file of nothing but text is taken to have names.
struct HeaderGuess {
  let isHeader: Bool
  /// A sentence where the guess could be wrong.
  let notice: String?

  init(first: [FieldScanner.Field], rest: [[FieldScanner.Field]], missing: MissingValues) {
    let numbers = DecimalParser()
    let isNumber = { (field: FieldScanner.Field) in numbers.number(field.trimmed) != nil }
    let isMissing = { (field: FieldScanner.Field) in missing.contains(field.trimmed) }
    let rows = rest.filter { $0.count == first.count }
    let standsOverNumbers = first.indices.contains { column in
      let below = rows.map { $0[column] }.filter { !isMissing($0) }
      return !isNumber(first[column]) && !isMissing(first[column])
        && !below.isEmpty && below.allSatisfy(isNumber)
    }
    if standsOverNumbers {
      (isHeader, notice) = (true, nil)
    } else if first.contains(where: isNumber) {
      isHeader = false
      notice =
        "the first row looks like data: columns are called column_1 to "
        + "column_\(first.count) (header=true takes it for names)"
    } else {
      isHeader = true
      notice =
        rows.isEmpty
        ? nil
        : "every value is text: the first row is taken for names (header=false takes it for data)"
    }
  }
}
