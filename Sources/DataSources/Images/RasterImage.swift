/// Pixels of one image: rows from the top, channels last, a byte each.
struct RasterImage: Equatable {
  var height: Int
  var width: Int
  /// 1 for grey, 3 for red, green and blue.
  var channels: Int
  var pixels: [UInt8]
  /// Whether a pixel was not opaque, so that white shines through.
  var isTransparent = false

  /// Most pixels of an image: more are refused before any is decoded.
  static let pixelLimit = 64_000_000

  /// Throws `imageTooLarge` beyond the limit.
  static func check(height: Int, width: Int, path: String) throws {
    let (pixels, overflow) = height.multipliedReportingOverflow(by: width)
    guard !overflow, pixels <= pixelLimit else {
      throw DataError.imageTooLarge(path: path, height: height, width: width)
    }
  }
}

extension RasterImage {
  /// Pixels whose last channel says how opaque they are, laid over white.
  init(height: Int, width: Int, overWhite samples: [UInt8], channels: Int) {
    var pixels: [UInt8] = []
    pixels.reserveCapacity(height * width * channels)
    var isTransparent = false
    for start in stride(from: 0, to: samples.count, by: channels + 1) {
      let opacity = Int(samples[start + channels])
      if opacity < 255 { isTransparent = true }
      for channel in 0..<channels {
        let mixed = Int(samples[start + channel]) * opacity + 255 * (255 - opacity)
        pixels.append(UInt8((mixed + 127) / 255))
      }
    }
    self.init(
      height: height, width: width, channels: channels, pixels: pixels,
      isTransparent: isTransparent)
  }

  /// The luma of ITU-R BT.601 in 16 binary places; the weights sum to 65536, so that grey stays.
  var grey: RasterImage {
    guard channels == 3 else { return self }
    var result = self
    result.channels = 1
    result.pixels = (0..<height * width).map { pixel in
      let red = Int(pixels[3 * pixel]) * 19595
      let green = Int(pixels[3 * pixel + 1]) * 38470
      let blue = Int(pixels[3 * pixel + 2]) * 7471
      return UInt8((red + green + blue + 32768) >> 16)
    }
    return result
  }

  /// Three equal channels in place of one.
  var coloured: RasterImage {
    guard channels == 1 else { return self }
    var result = self
    result.channels = 3
    result.pixels = pixels.flatMap { [$0, $0, $0] }
    return result
  }
}
