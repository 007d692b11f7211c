import Foundation
import Graphs
import Tensors

@testable import Learning

/// The folder of committed reference numbers.
let referenceFolder = URL(fileURLWithPath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Reference")

/// An array as the reference files write it.
struct ReferenceArray: Decodable, Sendable {
  let shape: [Int]
  let data: [Double]

  init(shape: [Int], data: [Double]) {
    self.shape = shape
    self.data = data
  }

  /// An object with shape and data, or a bare list of numbers.
  init(from decoder: any Decoder) throws {
    if let list = try? decoder.singleValueContainer().decode([Double].self) {
      self.init(shape: [list.count], data: list)
    } else {
      let object = try decoder.container(keyedBy: CodingKeys.self)
      self.init(
        shape: try object.decode([Int].self, forKey: .shape),
        data: try object.decode([Double].self, forKey: .data))
    }
  }

  private enum CodingKeys: String, CodingKey { case shape, data }

  var array: DoubleArray { DoubleArray(shape: Shape(shape), values: data) }
}

/// A number or an array.
enum ReferenceValue: Decodable, Sendable {
  case number(Double)
  case array(ReferenceArray)

  init(from decoder: any Decoder) throws {
    if let number = try? decoder.singleValueContainer().decode(Double.self) {
      self = .number(number)
    } else {
      self = .array(try ReferenceArray(from: decoder))
    }
  }

  var values: [Double] {
    switch self {
    case .number(let number): [number]
    case .array(let array): array.data
    }
  }
}

/// An option as the reference files write it.
enum ReferenceOption: Decodable, Sendable {
  case value(OptionValue)
  case unknown

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let flag = try? container.decode(Bool.self) {
      self = .value(.flag(flag))
    } else if let number = try? container.decode(Double.self) {
      self = .value(.number(number))
    } else if let text = try? container.decode(String.self) {
      self = text == "-inf" ? .value(.number(-.infinity)) : .value(.text(text))
    } else if let numbers = try? container.decode([Double].self) {
      self = .value(.numbers(numbers))
    } else {
      self = .unknown
    }
  }
}

extension [String: ReferenceOption] {
  /// The options as a line would give them, in the order of their names.
  var named: [(String, OptionValue)] {
    sorted { $0.key < $1.key }.compactMap { name, option in
      guard case .value(let value) = option else { return nil }
      return (name, value)
    }
  }
}

func readReference<Content: Decodable>(_ name: String, as type: Content.Type) throws -> Content {
  let data = try Data(contentsOf: referenceFolder.appendingPathComponent(name))
  return try JSONDecoder().decode(Content.self, from: data)
}

/// Whether two numbers agree to a share of the second, or both are next to nothing.
func agree(_ a: Double, _ b: Double, relative: Double, absolute: Double) -> Bool {
  (a - b).magnitude <= relative * b.magnitude + absolute
}
