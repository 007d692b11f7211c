extension LayerDefinition {
  /// A convolution over images.
  static let conv2d = convolution(
    "conv2d", axes: 2, places: "height and width",
    formula: "y[i, j, f] = b[f] + Σ x[i · stride + k, j · stride + l, c] · W[f, c, k, l]",
    discussion: """
      For rows [H, W, C]; rows [H, W] are images of one channel. The result is [H', W', filters]. \
      padding=same gives H / stride rows and W / stride columns, rounded up: zeros on both sides, the \
      odd one behind. size, stride and dilation are one number or [height, width]. Weights have the \
      shape [filters, C / groups, height, width] and are drawn as those of dense, an output having \
      C / groups · height · width inputs.
      """,
    reference: "LeCun et al. 1989; PyTorch Conv2d, channels last")
}
