/// The options of `load` for a folder of images.
public struct ImageOptions: Sendable, Equatable {
  /// `size=`: height and width to which all images are brought; nil: all must agree.
  public var size: Size?
  /// `grey=`: one channel or three; nil: one where every file is grey.
  public var grey: Bool?
  /// `on_error=skip`: images that cannot be read are left out and counted.
  public var skipsErrors: Bool?

  /// A height and a width in pixels.
  public struct Size: Sendable, Equatable {
    let height: Int
    let width: Int

    /// A size; nil where a side is below 1 or above 8192.
    public init?(height: Int, width: Int) {
      guard (1...8192).contains(height), (1...8192).contains(width) else { return nil }
      (self.height, self.width) = (height, width)
    }
  }

  /// The options that let the files tell.
  public init() {}

  /// The first option that is given, as it is typed.
  var firstGiven: String? {
    if size != nil { return "size=" }
    if grey != nil { return "grey=" }
    return skipsErrors == nil ? nil : "on_error="
  }
}
