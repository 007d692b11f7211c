extension Flow {
  func figures(_ pictures: [Document.Picture], _ place: Place) -> [Strip] {
    guard !pictures.isEmpty else { return [] }
    let columns = place.wide.split(pictures.count, gutter: PageGrid.gutter * 1.5)
    let height = zip(pictures, columns).map { self.height($0, in: $1) }.max() ?? 0
    var strip = Strip(height: 0)
    for (picture, column) in zip(pictures, columns) {
      strip.items += items(picture, in: column, height: height, place, &strip.height)
    }
    strip.gapBefore = 12
    strip.gapAfter = 14
    return [strip]
  }

  private func height(_ picture: Document.Picture, in column: Column) -> Double {
    let size = picture.figure.preferredSize
    let own = size.width > 0 && size.height > 0 ? size.height / size.width : 0.6
    let aspect = picture.aspect ?? own
    let wanted = column.width * (aspect.isFinite && aspect > 0 ? aspect : 0.6)
    return max(40, min(wanted, grid.content.height * 0.7))
  }

  private func items(
    _ picture: Document.Picture, in column: Column, height: Double, _ place: Place,
    _ used: inout Double
  ) -> [Document.Item] {
    let tag = Tag.figure(alternative: picture.figure.alternative)
    let frame = Rect(x: column.x, y: 0, width: column.width, height: height)
    let structure = part(tag, in: place.structure)
    let drawn = Document.Item(frame, .figure(picture.figure), structure)
    used = max(used, height)
    guard !picture.caption.isEmpty else { return [drawn] }
    let caption = typesetter.set(
      picture.caption, type.caption, width: min(column.width, place.text.width))
    used = max(used, height + 4 + caption.height)
    let paragraph = part(.paragraph, in: place.structure)
    return [drawn] + caption.items(at: Point(column.x, height + 4), paragraph)
  }
}
