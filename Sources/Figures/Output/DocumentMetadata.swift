import CPangoCairo
import Glibc

/// What a file says about itself.
public struct DocumentMetadata: Hashable, Sendable {
  /// Title, shown by viewers instead of the file's name.
  public var title: String
  /// Who made it; empty leaves it out.
  public var author: String
  /// What it is about; empty leaves it out.
  public var subject: String
  /// Words to find it by, separated by commas; empty leaves them out.
  public var keywords: String
  /// When it was made, in seconds since 1970 UTC.
  public var created: Int

  /// Metadata; unless told otherwise a file is dated 1970, so that equal figures have equal bytes.
  ///
  /// SOURCE_DATE_EPOCH in the environment, if it is a number, goes before `created`
  /// (https://reproducible-builds.org/specs/source-date-epoch).
  public init(
    title: String = "", author: String = "", subject: String = "", keywords: String = "",
    created: Int = 0
  ) {
    self.title = title
    self.author = author
    self.subject = subject
    self.keywords = keywords
    self.created = Self.epochFromEnvironment ?? created
  }

  private static var epochFromEnvironment: Int? {
    getenv("SOURCE_DATE_EPOCH").flatMap { Int(String(cString: $0)) }.flatMap { $0 >= 0 ? $0 : nil }
  }

  /// Writes it into a PDF.
  func write(to surface: OpaquePointer) {
    let fields: [(cairo_pdf_metadata_t, String)] = [
      (CAIRO_PDF_METADATA_TITLE, title), (CAIRO_PDF_METADATA_AUTHOR, author),
      (CAIRO_PDF_METADATA_SUBJECT, subject), (CAIRO_PDF_METADATA_KEYWORDS, keywords),
      (CAIRO_PDF_METADATA_CREATOR, "lossrepl"),
      (CAIRO_PDF_METADATA_CREATE_DATE, isoDate), (CAIRO_PDF_METADATA_MOD_DATE, isoDate),
    ]
    for (field, value) in fields where !value.isEmpty {
      cairo_pdf_surface_set_metadata(surface, field, value)
    }
  }

  /// `created` as "2026-11-23T01:02:03Z"; Cairo drops a date it cannot read without a word.
  var isoDate: String {
    // Beyond the year 9999 the notation ends.
    let seconds = min(max(created, 0), 253_402_300_799)
    let (year, month, day) = civilDate(daysSince1970: seconds / 86400)
    let clock = [seconds % 86400 / 3600, seconds % 3600 / 60, seconds % 60]
    let date = [padded(year, 4), padded(month, 2), padded(day, 2)].joined(separator: "-")
    return date + "T" + clock.map { padded($0, 2) }.joined(separator: ":") + "Z"
  }
}

/// The Gregorian date of a day not before 1970, by Howard Hinnant's `civil_from_days`.
private func civilDate(daysSince1970 days: Int) -> (year: Int, month: Int, day: Int) {
  let shifted = days + 719_468
  let era = shifted / 146_097
  let dayOfEra = shifted % 146_097
  let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
  let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
  let march = (5 * dayOfYear + 2) / 153
  let month = march < 10 ? march + 3 : march - 9
  let day = dayOfYear - (153 * march + 2) / 5 + 1
  return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
}

private func padded(_ number: Int, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
