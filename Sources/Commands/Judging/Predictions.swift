import DataSources
import Language
import Learning
import Tensors

/// What a model makes of some rows, to be shown, written or handed on.
struct Predictions {
  /// The raw outputs.
  let outputs: Tensor
  /// The outputs as the target counts, where that is numbers: rates, not their logarithms.
  let numbers: Tensor
  /// Which rows these are, counted from 0.
  let rows: [Int]
  /// The classes; empty for numbers.
  let classes: [String]
  /// A probability for every class, a row each; empty for numbers.
  let probabilities: [[Double]]

  init(outputs: Tensor, loss: LossSpecification?, classes: [String], rows: [Int]) {
    self.outputs = outputs
    numbers = classes.isEmpty ? loss?.answers(outputs) ?? outputs : outputs
    self.rows = rows
    self.classes = classes
    let kind = loss.map { $0.definition.predictions($0.options) } ?? .logits
    probabilities = classes.isEmpty ? [] : outputs.asProbabilities(kind)
  }

  /// The likeliest class of a row and how likely it is.
  private func best(_ row: Int) -> (name: String, probability: Double) {
    let row = probabilities[row]
    let index = row.indices.max { row[$0] < row[$1] } ?? 0
    return (classes.indices.contains(index) ? classes[index] : "\(index)", row[index])
  }

  /// The first predictions as a table.
  func table(first count: Int) -> Table {
    let shown = 0..<min(count, rows.count)
    let more = rows.count > count ? ["\(grouped(rows.count)) rows in all"] : []
    guard classes.isEmpty else {
      let cells = shown.map { row -> [Table.Cell] in
        let best = best(row)
        return [
          .formatted(Double(rows[row] + 1), .exact), .text(best.name), .number(best.probability),
        ]
      }
      return Table(
        columns: [
          .number("row", .exact), .text("prediction"), .number("probability", .decimals(3)),
        ], rows: cells, footnotes: more)
    }
    let width = numbers.rowCount
    let names = width == 1 ? ["prediction"] : (1...max(1, width)).map { "output \($0)" }
    return Table(
      columns: [.number("row", .exact)] + names.map { .number($0) },
      rows: shown.map { row in
        [.formatted(Double(rows[row] + 1), .exact)]
          + numbers.row(row).map { Table.Cell.number(Double($0)) }
      }, footnotes: more)
  }

  /// The predictions as a list: class names, or numbers.
  var value: Value {
    guard classes.isEmpty else { return .list(rows.indices.map { .text(best($0).name) }) }
    return .list(
      rows.indices.map { index in
        let row = numbers.row(index).map { Value.number(Double($0)) }
        return row.count == 1 ? row[0] : .list(row)
      })
  }

  /// Writes all rows: `.csv` with a header, or the raw outputs as `.npy`.
  func write(to path: String) throws {
    let name = path.lowercased()
    if name.hasSuffix(".npy") {
      let bytes = NPYEncoder.bytes(shape: outputs.shape.dimensions, outputs.values) ?? []
      try OutputFile.write(bytes, to: path)
    } else if name.hasSuffix(".csv") {
      try OutputFile.write(Array(csv.utf8), to: path)
    } else {
      throw SessionError.unknownFileFormat(path: path, known: [".csv", ".npy"])
    }
  }

  private var csv: String {
    var lines: [String] = []
    if classes.isEmpty {
      let width = numbers.rowCount
      let names = width == 1 ? ["prediction"] : (1...max(1, width)).map { "output_\($0)" }
      lines.append((["row"] + names).joined(separator: ","))
      lines += rows.indices.map { index in
        (["\(rows[index] + 1)"] + numbers.row(index).map { "\($0)" }).joined(separator: ",")
      }
    } else {
      lines.append((["row", "prediction"] + classes.map(quotedField)).joined(separator: ","))
      lines += rows.indices.map { index in
        (["\(rows[index] + 1)", quotedField(best(index).name)]
          + probabilities[index].map(numberText))
          .joined(separator: ",")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

/// A text as a field of a CSV file (RFC 4180).
func quotedField(_ text: String) -> String {
  guard text.contains(where: { ",\"\n\r".contains($0) }) else { return text }
  return "\""
    + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
}
