/// A text style with the distance of its baselines; lines keep it whatever script they are in.
struct SetStyle: Hashable, Sendable {
  var style: TextStyle
  var leading: Double

  init(_ style: TextStyle, leading: Double) {
    self.style = style
    self.leading = leading
  }

  /// Baseline below the top of a line: capitals stand in the middle of it.
  var baseline: Double { leading / 2 + style.size * 0.364 }

  /// The same, larger or smaller.
  func scaled(_ factor: Double) -> SetStyle {
    SetStyle(style.sized(style.size * factor), leading: leading * factor)
  }

  /// The same in another colour.
  func colored(_ color: Color) -> SetStyle { SetStyle(style.colored(color), leading: leading) }

  /// The same in another weight.
  func weighted(_ weight: TextStyle.Weight) -> SetStyle {
    SetStyle(style.weighted(weight), leading: leading)
  }
}

/// The type scale of documents: sizes go up by about a quarter from step to step.
struct DocumentType: Sendable {
  let theme: Theme

  var title: SetStyle { sans(25, 31, .semibold) }
  var subtitle: SetStyle { sans(9.5, 14.5).colored(theme.muted) }
  var body: SetStyle { sans(9.5, 14.5) }
  var table: SetStyle { sans(8.5, 12.5) }
  var tableHeader: SetStyle { sans(8, 12, .semibold).colored(theme.muted) }
  var caption: SetStyle { sans(8.25, 12).colored(theme.muted) }
  var tableCaption: SetStyle { sans(8.5, 13, .semibold) }
  var furniture: SetStyle { sans(7.5, 11).colored(theme.muted) }
  var figure: SetStyle { sans(31, 36, .semibold) }
  var badge: SetStyle { sans(6.75, 10.5, .bold).colored(theme.paper) }
  var code: SetStyle {
    SetStyle(TextStyle(size: 8, color: theme.ink, face: .mono), leading: 12)
  }

  /// Level 1 to 3.
  func heading(_ level: Int) -> SetStyle {
    switch level {
    case ...1: sans(16, 21, .semibold)
    case 2: sans(12, 16.5, .semibold)
    default: sans(9.75, 14.5, .semibold)
    }
  }

  /// Room above a heading; below it there is about a third of that.
  func headingGap(_ level: Int) -> Double {
    switch level {
    case ...1: 28
    case 2: 20
    default: 14
    }
  }

  private func sans(
    _ size: Double, _ leading: Double, _ weight: TextStyle.Weight = .regular
  ) -> SetStyle {
    SetStyle(TextStyle(size: size, weight: weight, color: theme.ink), leading: leading)
  }
}
