import Graphs
import Tensors

/// How the windows of a convolution or pooling slide over the places of a row, as its options say.
///
/// A row [H, W, C] has the places of an image, a row [T, C] those of a sequence.
struct LayerWindows {
  /// The axes of the places, one or two.
  let axes: [WindowAxis]
  private let lengths: [Int]

  /// - Parameters:
  ///   - options: `size` and `padding`, and `stride` and `dilation` if there are any.
  ///   - row: the shape of an input row.
  ///   - count: how many of its axes, from the first one on, are those of the places.
  init(_ options: Options, over row: Shape, axes count: Int) {
    let lengths = Array(row.dimensions.prefix(count))
    self.lengths = lengths
    let size = options.each("size", lengths.count)
    let stride = options.each("stride", lengths.count, otherwise: size)
    let dilation = options.each(
      "dilation", lengths.count, otherwise: [Int](repeating: 1, count: lengths.count))
    axes = lengths.indices.map { axis in
      var window = WindowAxis(size: size[axis], stride: stride[axis], dilation: dilation[axis])
      switch options["padding"] {
      case .number(let places): (window.before, window.after) = (Int(places), Int(places))
      case .text("same"): window.padToKeep(lengths[axis])
      default: break
      }
      return window
    }
  }

  /// Down and across; a sequence is an image of one row.
  var vertical: WindowAxis { axes.count == 1 ? WindowAxis(size: 1) : axes[0] }
  var horizontal: WindowAxis { axes[axes.count - 1] }

  /// How many windows lie along each axis, nil where not even one fits.
  var positions: [Int]? {
    let counts = zip(axes, lengths).map { $0.positions(over: $1) }
    return counts.allSatisfy { $0 > 0 } ? counts : nil
  }

  /// How many windows count along the first axis where so many of its places do.
  func outputLengths(_ lengths: Expression) throws -> Expression {
    let axis = axes[0]
    let room = try lengths + Double(axis.before + axis.after - axis.reach)
    let last = try floor(room / Double(axis.stride))
    return try minimum(maximum(last + 1, 0), Double(axis.positions(over: self.lengths[0])))
  }

  /// The places that a window needs: "5 x 5 places".
  var needed: String {
    axes.map { "\(max(1, $0.reach - $0.before - $0.after))" }.joined(separator: " x ") + " places"
  }
}

extension WindowAxis {
  /// Pads so that there is a window for each `stride` places: half on either side, the odd one behind.
  fileprivate mutating func padToKeep(_ length: Int) {
    let windows = (length + stride - 1) / stride
    let missing = max(0, (windows - 1) * stride + reach - length)
    (before, after) = (missing / 2, missing - missing / 2)
  }
}

extension Options {
  /// A whole number for each of so many axes: a list, or one number for all; `otherwise` where the
  /// option is not declared or none.
  fileprivate func each(_ name: String, _ axes: Int, otherwise: [Int] = []) -> [Int] {
    guard declaration.options.contains(where: { $0.name == name }) else { return otherwise }
    return switch self[name] {
    case .number(let length): [Int](repeating: Int(length), count: axes)
    case .numbers(let lengths) where lengths.count == axes: lengths.map { Int($0) }
    default: otherwise
    }
  }
}

// MARK: - Options

/// No window is longer.
let longestWindow = 65_536

extension OptionKind {
  /// A length, or one for each axis of an image.
  static let lengthOfWindow = OptionKind.anyOf([
    .integer(1...longestWindow), .numbers(.between(1, Double(longestWindow)), count: 2),
  ])

  /// How rows are padded.
  static let windowPadding = OptionKind.anyOf([
    .choice(["same", "valid"]), .integer(0...longestWindow),
  ])
}

/// Refuses lists with a length that is no whole number.
@Sendable func checkWindows(_ options: Options) throws {
  for value in options.values {
    guard case .numbers(let lengths) = value else { continue }
    guard lengths.allSatisfy({ $0 == $0.rounded() }) else {
      throw LearningError.optionsDisagree(
        "\(options)", reason: "each length is a whole number",
        mend: "\(OptionValue.numbers(lengths.map { $0.rounded(.up) }))")
    }
  }
}
