extension CheckpointError {
  /// What is wrong, in one sentence.
  public var message: String {
    switch self {
    case .file(let error): error.message
    case .notAFile(let path): "\(path) is not a file"
    case .tooLarge(let path, let bytes):
      "\(path) has \(bytes) bytes, more than a third of this machine's memory"
    case .damaged(let path, let damage): "\(path) is not a whole safetensors file: \(damage.reason)"
    case .badName(let path, let name, let reason):
      "cannot write \(path): the name \(shortened(name)) \(reason)"
    }
  }

  /// What to do about it.
  public var hint: String? {
    switch self {
    case .file(let error): error.hint
    case .damaged(_, .unknownType): "save it with numbers of type float32"
    case .damaged: "save the weights again, or copy the file again from where it came"
    case .notAFile: "name a file written by save, such as \"model.safetensors\""
    case .tooLarge, .badName: nil
    }
  }
}

extension CheckpointDamage {
  /// What is wrong, to follow a colon.
  public var reason: String {
    switch self {
    case .tooShort(let bytes): "it has \(bytes) bytes, the length of its header alone takes 8"
    case .headerBeyondFile(let length, let available):
      "its header should have \(length) bytes, but only \(available) follow"
    case .headerTooLong(let length):
      "its header should have \(length) bytes, more than the 100,000,000 the format allows"
    case .header(let byte, let expected): "byte \(byte) of its header should be \(expected)"
    case .duplicateName(let name): "\(shortened(name)) is there twice"
    case .unknownType(let tensor, let type):
      "\(shortened(tensor)) has the type \(shortened(type)), not F32, F64, F16 or BF16"
    case .tooManyAxes(let tensor, let axes):
      "\(shortened(tensor)) has \(axes) axes, more than 64"
    default: placeReason
    }
  }

  private var placeReason: String {
    switch self {
    case .shapeOverflow(let tensor): "the shape of \(shortened(tensor)) is too large to count"
    case .outsideData(let tensor, let begin, let end, let bytes):
      "\(shortened(tensor)) should be at bytes \(begin) to \(end) of the \(bytes) bytes of numbers"
    case .wrongSize(let tensor, let needed, let found):
      "\(shortened(tensor)) needs \(needed) bytes for its shape, but has \(found)"
    case .overlap(let tensor): "\(shortened(tensor)) shares bytes with another array"
    case .gap(let tensor, let bytes):
      "the \(bytes) bytes before \(shortened(tensor)) belong to no array"
    case .trailing(let bytes): "the last \(bytes) bytes belong to no array"
    default: "\(self)"
    }
  }
}

/// A name out of a file, fit to be shown: short, and without control characters that would move
/// the cursor of a terminal.
private func shortened(_ name: String) -> String {
  let shown = String(
    name.unicodeScalars.prefix(60).map { scalar in
      scalar.properties.generalCategory == .control ? "?" : Character(scalar)
    })
  return "\"" + shown + (name.unicodeScalars.count > 60 ? "...\"" : "\"")
}
