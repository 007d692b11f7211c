/// A library people would use otherwise.
enum Peer: String, CaseIterable, Sendable {
  case jax
  case torch
  case keras
  case sklearn
  case pandas

  /// Its name as its makers write it.
  var title: String {
    switch self {
    case .jax: "JAX"
    case .torch: "PyTorch"
    case .keras: "Keras"
    case .sklearn: "scikit-learn"
    case .pandas: "pandas"
    }
  }

  /// The environment variable with the python it is installed for.
  ///
  /// Keras has one of its own: it and its TensorFlow ask for other versions of what JAX needs.
  var variable: String { self == .keras ? "LOSSREPL_KERAS" : "LOSSREPL_PEERS" }

  /// What its work needs.
  var modules: [String] { self == .jax ? ["jax", "optax"] : [rawValue] }
}
