import Glibc

/// The labels of the largest probability over all their alignments, as far as a beam sees.
///
/// This is prefix beam search without a language model (Graves 2012; Hannun et al. 2014).
/// After each frame the most probable beginnings are kept, as many as the beam is wide. Nothing is lost
/// with a beam as wide as there are labellings; a narrow one may miss the best. All is added up in
/// log space and double precision.
public struct BeamDecoding: Sendable, Equatable {
  /// The labels read.
  public let labels: [Int]
  /// The logarithm of the probability of the alignments seen that read as these labels.
  public let logProbability: Double

  /// Reads scores, of which the softmax is taken; `blank` is the class that stands for no label.
  ///
  /// - Parameter width: how many beginnings are kept, at least 1.
  public init(_ scores: FrameScores, blank: Int, width: Int) {
    precondition(width > 0, "a beam keeps at least one beginning")
    var search = PrefixSearch(blank: blank, width: width)
    for t in 0..<scores.frames { search.read(logSoftmax(scores.frame(t))) }
    (labels, logProbability) = search.best
  }
}

/// The beginnings kept while frames are read one by one.
private struct PrefixSearch {
  private let blank: Int
  private let width: Int
  private var tree = PrefixTree()
  /// The beginnings kept, most probable first.
  private var beam: [(node: Int, ends: PrefixEnds)] = [
    (PrefixTree.root, PrefixEnds(inBlank: 0, inLabel: -.infinity))
  ]

  init(blank: Int, width: Int) {
    (self.blank, self.width) = (blank, width)
  }

  var best: (labels: [Int], logProbability: Double) {
    (tree.labels(of: beam[0].node), beam[0].ends.total)
  }

  /// Extends every beginning by a frame and keeps the most probable ones.
  mutating func read(_ frame: [Double]) {
    var known: [Int: PrefixEnds] = [:]
    var fresh: [(parent: Int, label: Int, ends: PrefixEnds)] = []
    for (node, ends) in beam {
      known[node, default: .never].add(
        ends.staying(frame, blank: blank, last: tree.label(of: node)))
      for label in frame.indices where label != blank {
        let repeats = label == tree.label(of: node)
        let extended = PrefixEnds(
          inBlank: -.infinity, inLabel: (repeats ? ends.inBlank : ends.total) + frame[label])
        if let child = tree.child(of: node, label) {
          known[child, default: .never].add(extended)
        } else {
          fresh.append((node, label, extended))
        }
      }
    }
    keep(known, fresh)
  }

  private mutating func keep(
    _ known: [Int: PrefixEnds], _ fresh: [(parent: Int, label: Int, ends: PrefixEnds)]
  ) {
    // Of equal ones those seen first win, so that a search repeats to the last bit.
    let candidates =
      known.sorted { $0.key < $1.key }.map { (node: $0.key, index: -1, ends: $0.value) }
      + fresh.indices.map { (node: -1, index: $0, ends: fresh[$0].ends) }
    let totals = candidates.map(\.ends.total)
    let order = candidates.indices.sorted {
      totals[$0] == totals[$1] ? $0 < $1 : totals[$0] > totals[$1]
    }
    beam = order.prefix(width).map { place in
      let candidate = candidates[place]
      guard candidate.index >= 0 else { return (candidate.node, candidate.ends) }
      let new = fresh[candidate.index]
      return (tree.add(new.label, to: new.parent), candidate.ends)
    }
  }
}

/// The logarithms of the probabilities of the alignments that read as a beginning, by how they end.
private struct PrefixEnds {
  /// Of those that end in a blank.
  var inBlank: Double
  /// Of those that end in the last label.
  var inLabel: Double

  static let never = PrefixEnds(inBlank: -.infinity, inLabel: -.infinity)

  var total: Double { logSum(inBlank, inLabel) }

  mutating func add(_ other: PrefixEnds) {
    inBlank = logSum(inBlank, other.inBlank)
    inLabel = logSum(inLabel, other.inLabel)
  }

  /// The same beginning a frame later: a blank, or the last label once more.
  func staying(_ frame: [Double], blank: Int, last: Int?) -> PrefixEnds {
    PrefixEnds(
      inBlank: total + frame[blank], inLabel: last.map { inLabel + frame[$0] } ?? -.infinity)
  }
}

/// The beginnings as paths from a root, so that equal ones are one and none is copied.
private struct PrefixTree {
  private struct Node {
    var parent: Int
    var label: Int
    var children: [Int: Int] = [:]
  }

  /// The beginning without a label.
  static let root = 0
  private var nodes = [Node(parent: -1, label: -1)]

  /// The last label, nil of the root.
  func label(of node: Int) -> Int? { node == Self.root ? nil : nodes[node].label }

  func child(of node: Int, _ label: Int) -> Int? { nodes[node].children[label] }

  mutating func add(_ label: Int, to parent: Int) -> Int {
    nodes.append(Node(parent: parent, label: label))
    nodes[parent].children[label] = nodes.count - 1
    return nodes.count - 1
  }

  func labels(of node: Int) -> [Int] {
    var labels: [Int] = []
    var node = node
    while node != Self.root {
      labels.append(nodes[node].label)
      node = nodes[node].parent
    }
    return labels.reversed()
  }
}

/// log(eᵃ + eᵇ).
private func logSum(_ a: Double, _ b: Double) -> Double {
  let (large, small) = (max(a, b), min(a, b))
  return small == -.infinity ? large : large + log1p(exp(small - large))
}

/// The logarithms of the softmax.
private func logSoftmax(_ scores: ArraySlice<Double>) -> [Double] {
  let largest = scores.max() ?? 0
  let logOfSum = log(scores.reduce(0) { $0 + exp($1 - largest) })
  return scores.map { $0 - largest - logOfSum }
}
