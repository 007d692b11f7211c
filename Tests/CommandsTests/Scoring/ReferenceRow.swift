import DataSources
import Foundation
import Learning
import Testing

@testable import Commands

/// An array as the reference files write it: with its shape, or as a plain list.
struct ReferenceArray: Decodable, Sendable {
  let shape: [Int]
  let data: [Double]

  init(shape: [Int], data: [Double]) {
    self.shape = shape
    self.data = data
  }

  private struct Shaped: Decodable {
    let shape: [Int]
    let data: [Double]
  }

  init(from decoder: any Decoder) throws {
    if let shaped = try? Shaped(from: decoder) {
      (shape, data) = (shaped.shape, shaped.data)
    } else if let list = try? decoder.singleValueContainer().decode([Double].self) {
      (shape, data) = ([list.count], list)
    } else {
      (shape, data) = ([], [try decoder.singleValueContainer().decode(Double.self)])
    }
  }
}

/// An option of a loss as a line of the language has it.
struct ReferenceOption: Decodable, Sendable {
  let code: String

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let flag = try? container.decode(Bool.self) {
      code = "\(flag)"
    } else if let number = try? container.decode(Double.self) {
      code = "\(number)"
    } else if let numbers = try? container.decode([Double].self) {
      code = "\(numbers)"
    } else {
      let text = try container.decode(String.self)
      code = text == "-inf" ? "-infinity" : text
    }
  }
}

/// One row of losses.json: PyTorch in double precision, or the formula the row names.
struct ReferenceRow: Decodable, Sendable, CustomTestStringConvertible {
  let id: String
  let loss: String
  let options: [String: ReferenceOption]
  let reduction: String
  let prediction: ReferenceArray
  let target: ReferenceArray?
  let value: ReferenceArray
  let gradient: ReferenceArray
  /// Further arrays by the name they have there, which is the name of the option.
  let arrays: [String: ReferenceArray]

  var testDescription: String { id }

  private enum Keys: String, CodingKey {
    case id, loss, options, reduction, prediction, target, value, gradient
  }

  private struct AnyKey: CodingKey {
    let stringValue: String
    let intValue: Int? = nil
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  init(from decoder: any Decoder) throws {
    let row = try decoder.container(keyedBy: Keys.self)
    id = try row.decode(String.self, forKey: .id)
    loss = try row.decode(String.self, forKey: .loss)
    options = try row.decode([String: ReferenceOption].self, forKey: .options)
    reduction = try row.decode(String.self, forKey: .reduction)
    prediction = try row.decode(ReferenceArray.self, forKey: .prediction)
    target = try row.decodeIfPresent(ReferenceArray.self, forKey: .target)
    value = try row.decode(ReferenceArray.self, forKey: .value)
    gradient = try row.decode(ReferenceArray.self, forKey: .gradient)
    let all = try decoder.container(keyedBy: AnyKey.self)
    let known = Set(LossDefinition.all.flatMap(\.extras).map(\.name))
    arrays = try all.allKeys.filter { known.contains($0.stringValue) }.reduce(into: [:]) {
      $0[$1.stringValue] = try all.decode(ReferenceArray.self, forKey: $1)
    }
  }

  private struct File: Decodable { let cases: [ReferenceRow] }

  /// The rows of the losses this program has.
  static let all: [ReferenceRow] = {
    let known = Set(LossDefinition.all.map(\.name))
    return ((try? Reference.read("losses.json", as: File.self))?.cases ?? [])
      .filter { known.contains($0.loss) }
  }()

  /// The line that judges the row; its arrays are written to files first.
  func line(_ more: String = "") throws -> String {
    let given = options.sorted { $0.key < $1.key }.map { "\($0)=\($1.code)" }
    var line = "score predictions=\"p.npy\" loss=\(loss)"
    if !given.isEmpty { line += "(\(given.joined(separator: ", ")))" }
    line += " reduction=\(reduction)"
    try Reference.write("p.npy", prediction)
    if let target {
      try Reference.write("t.npy", target)
      line += " targets=\"t.npy\""
    }
    for (name, array) in arrays {
      try Reference.write("\(name).npy", array)
      line += " \(name)=\"\(name).npy\""
    }
    return line + " value=\"v.npy\" gradient=\"g.npy\"" + more
  }
}

/// The committed reference numbers and the files of a trial.
enum Reference {
  private static let folder = Repository.tests.deletingLastPathComponent()
    .appendingPathComponent("LearningTests/Reference")

  static func read<Content: Decodable>(_ name: String, as type: Content.Type) throws -> Content {
    try JSONDecoder().decode(Content.self, from: data(name))
  }

  static func data(_ name: String) throws -> Data {
    try Data(contentsOf: folder.appendingPathComponent(name))
  }

  static func write(_ name: String, _ array: ReferenceArray) throws {
    try write(name, shape: array.shape, array.data)
  }

  static func write(_ name: String, shape: [Int], _ values: [Double]) throws {
    let bytes = try #require(NPYEncoder.bytes(shape: shape, values))
    try Workspace.write(name, Data(bytes))
  }

  /// Whether a file holds an array of this shape and these numbers; else what differs.
  static func difference(
    _ name: String, _ wanted: ReferenceArray, relative: Double, absolute: Double
  ) throws -> String? {
    let file = try ArrayFile.read(name)
    guard file.shape == wanted.shape, case .numbers(let found) = file.content else {
      return "\(name) has the shape \(file.shape), not \(wanted.shape)"
    }
    for (index, (a, b)) in zip(found, wanted.data).enumerated()
    where !((a - b).magnitude <= relative * b.magnitude + absolute) && a != b {
      return "\(name)[\(index)] is \(a), not \(b)"
    }
    return nil
  }
}
