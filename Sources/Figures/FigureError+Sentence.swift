extension FigureError {
  /// What happened, in one sentence.
  public var message: String {
    switch self {
    case .unknownFormat(let path, ""):
      "cannot tell the format of \"\(path)\": its name has no ending"
    case .unknownFormat(let path, let ending):
      "cannot write \"\(path)\": .\(ending) is none of .png, .pdf and .svg"
    case .unusableSize(let width, let height):
      "cannot make a picture of \(width) by \(height) points: each side must be 1 to 14400"
    case .drawing(let step, let reason):
      "cannot \(step): the drawing library says \"\(reason)\""
    }
  }

  /// What to type instead, if there is such a thing.
  public var hint: String? {
    switch self {
    case .unknownFormat: "end the name in .png, .pdf or .svg"
    case .unusableSize, .drawing: nil
    }
  }
}
