/// How little something should take.
///
/// A figure above it fails nothing: it is shown as missed.
enum Goal: Sendable {
  /// At most this share of what a peer takes for the same.
  case share(Double, of: Peer)
  /// At most this much.
  case limit(Double)

  /// The goal in words: `0.60 of JAX`, `30.0 ms`.
  func text(_ quantity: Quantity) -> String {
    switch self {
    case .share(let share, let peer): "\(ratio(share)) of \(peer.title)"
    case .limit(let limit): quantity.text(limit)
    }
  }
}
