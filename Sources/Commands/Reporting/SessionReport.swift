import DataSources
import Figures
import Language
import Learning

/// A session composed as a document: the result, what it rests on, and how one came there.
///
/// Nothing in it depends on the clock or on the machine's speed, so that the same session gives
/// the same bytes.
struct SessionReport {
  let session: Session
  let title: String
  let author: String
  /// The judgement of the part that says most; nil while nothing is trained.
  let judgement: Judgement?
  /// The judgements of all parts, training first.
  let judgements: [Judgement]
  /// The cell that asks for the report, left out of the transcript's outputs.
  let cell: Int

  /// Gathers what the report tells; parts that were not judged yet are judged now.
  init(_ session: inout Session, title: String?, author: String?, cell: Int) throws {
    self.cell = cell
    self.author = author ?? ""
    let parts = session.data?.parts.present ?? []
    judgements =
      session.trained == nil || session.loss == nil ? [] : try parts.map { try session.judge($0) }
    let chosen = session.partToJudge
    judgement = judgements.first { $0.part == chosen }
    self.title = title ?? session.transcript.firstHeading ?? session.data?.name ?? "Session"
    self.session = session
  }

  /// The document.
  var document: Document {
    Document(
      metadata: DocumentMetadata(
        title: title, author: author, subject: verdict.string, keywords: keywords),
      subtitle: subtitle,
      blocks: summary + dataSection + modelSection + trainingSection + evaluationSection
        + comparisonSection + transcriptSection)
  }

  private var subtitle: String {
    let data = session.data.map { "\($0.name), \(counted($0.rowCount, "row"))" }
    return [data, author.isEmpty ? nil : author].compactMap { $0 }.joined(separator: " · ")
  }

  private var keywords: String {
    let run = session.lastRun.map { "run \($0.name)" }
    let hash = session.data.flatMap { $0.contentHash.isEmpty ? nil : "data \($0.contentHash)" }
    return [run, hash, "seed \(session.seed)"].compactMap { $0 }.joined(separator: ", ")
  }
}

extension Transcript {
  /// The first heading among the prose, for a title.
  var firstHeading: String? {
    for cell in cells {
      for case .prose(let text) in cell.events {
        for line in text.split(separator: "\n") where line.hasPrefix("#") {
          let heading = line.drop { $0 == "#" || $0 == " " }
          if !heading.isEmpty { return String(heading) }
        }
      }
    }
    return nil
  }
}
