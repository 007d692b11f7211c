import Graphs
import Tensors

extension LayerDefinition {
  /// The numbers of each row under other axes.
  static let reshape = LayerDefinition(
    Declaration(
      "reshape", .layer, "Lays the numbers of each row out along other axes.",
      options: [
        OptionDeclaration(
          "shape", "the lengths of the axes of a row; -1 stands for what is left over",
          .anyOf([lengthKind, .numbers(.between(-1, Double(longestAxis)))]), positional: true)
      ],
      formula: "[n, a · b] → [n, a, b]",
      discussion: """
        The order of the numbers stays: the last axis runs fastest. reshape([28, 28]) makes images of \
        rows of 784 numbers, reshape([10, -1]) ten times of whatever a row holds, reshape(12) rows \
        of one axis.
        """,
      reference: "PyTorch Unflatten and reshape"),
    keepsMeaning: true,
    checks: { options in
      let lengths = asked(options)
      guard lengths.allSatisfy({ $0 == $0.rounded() && $0 != 0 }), !lengths.isEmpty else {
        throw LearningError.optionsDisagree(
          "\(options)", reason: "each length is a whole number of 1 or more, or -1",
          mend: "reshape([28, 28])")
      }
      guard lengths.count(where: { $0 == -1 }) < 2 else {
        throw LearningError.optionsDisagree(
          "\(options)", reason: "-1 may stand for one length only", mend: "reshape([28, -1])")
      }
    },
    outputShape: { options, input in
      let lengths = asked(options)
      guard let shape = fitted(lengths, count: input.count) else {
        throw LearningError.layerRows(
          "\(options)", needs: needed(lengths), found: input, mend: mend(lengths, input.count))
      }
      return shape
    },
    outputLengths: { _, _, _ in nil },
    formula: { inputs in
      let x = inputs.x
      let count = x.shape.dimensions.dropFirst().reduce(1, *)
      // `outputShape` has refused what does not fit.
      let row = fitted(asked(inputs.options), count: count)?.dimensions ?? [count]
      return try Graphs.reshape(x, to: Shape([x.shape[0]] + row))
    })
}

private let longestAxis = 16_777_216

private let lengthKind = OptionKind.integer(-1...longestAxis)

/// The lengths as given: a list, or one number.
private func asked(_ options: Options) -> [Double] {
  switch options["shape"] {
  case .number(let length): [length]
  case .numbers(let lengths): lengths
  default: []
  }
}

/// The shape with its -1 worked out; nil when `count` numbers do not fill it.
///
/// In floating point, since a product of lengths someone typed may not fit an Int.
private func fitted(_ lengths: [Double], count: Int) -> Shape? {
  let known = lengths.filter { $0 != -1 }.reduce(1, *)
  guard known <= Double(count), known > 0 else { return nil }
  let left = count / Int(known)
  guard left * Int(known) == count, left == 1 || lengths.contains(-1) else { return nil }
  return Shape(lengths.map { $0 == -1 ? left : Int($0) })
}

/// How many numbers a row must have, to follow "rows".
private func needed(_ lengths: [Double]) -> String {
  let known = plain(lengths.filter { $0 != -1 }.reduce(1, *))
  return lengths.contains(-1) ? "of a multiple of \(known) numbers" : "of \(known) numbers"
}

/// The lengths with the last left over, if that fits, or else all in one axis.
private func mend(_ lengths: [Double], _ count: Int) -> String {
  let open = Array(lengths.dropLast()) + [-1]
  let fits = open.count(where: { $0 == -1 }) == 1 && fitted(open, count: count) != nil
  return fits && lengths.count > 1 ? "reshape(\(OptionValue.numbers(open)))" : "reshape(-1)"
}
