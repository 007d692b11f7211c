extension LayerDefinition {
  /// A convolution over sequences.
  static let conv1d = convolution(
    "conv1d", axes: 1, places: "times",
    formula: "y[t, f] = b[f] + Σ x[t · stride + k, c] · W[f, c, k]",
    discussion: """
      For rows [T, C] of T times with C channels each; rows [T] have one channel. The result is \
      [T', filters]. padding=same gives T / stride times, rounded up: zeros on both sides, the odd one \
      behind. Weights have the shape [filters, C / groups, size] and are drawn as those of dense, an \
      output having C / groups · size inputs.
      """,
    reference: "Waibel et al. 1989; PyTorch Conv1d, channels last")
}
