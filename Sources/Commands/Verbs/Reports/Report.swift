import Figures
import Language
import Tensors
import Timing

extension Verbs {
  /// `report "reports/iris.pdf"`.
  static let report = Verb(
    "report", group: "reports", summary: "Write the session as a PDF report",
    discussion: """
      States the result first, then data, model, training and evaluation, and last the prose \
      (lines that begin with ##) and commands of the session in order. The same session gives the \
      same bytes; SOURCE_DATE_EPOCH sets the date inside. The folder `reports` is made when it is \
      missing.
      """,
    parameters: [
      .positional("file", .path(["pdf"]), "the file to write, ending in .pdf"),
      .option("title", .text, "the title", defaultText: "the first heading of the prose"),
      .option("author", .text, "who signs it"),
    ],
    examples: [
      Example(
        #"report "reports/example.pdf" title="Iris""#, after: irisModel + ["fit epochs=3"],
        .contains(["reports/example.pdf"])),
      Example(#"report "report.docx""#, .fails("pdf")),
      Example(
        #"report "/no/such/folder/x.pdf""#, after: irisModel + ["fit epochs=1"], .fails("/no/such")),
    ],
    searchTerms: ["pdf", "document", "export", "share"],
    changesSession: true
  ) { context, arguments in
    let path = try arguments.text("file")
    guard path.lowercased().hasSuffix(".pdf") else {
      throw ArgumentProblem("file", SessionError.unknownFileFormat(path: path, known: [".pdf"]))
    }
    let report = try timed("judging") {
      try SessionReport(
        &context.session, title: arguments.textIfGiven("title"),
        author: arguments.textIfGiven("author"), cell: context.cell)
    }
    let document = timed("composing") { report.document }
    let pages = timed("layout") { document.layout() }
    let bytes = try timed("drawing") { try document.render(pages) }
    try blaming("file") { try timed("writing") { try OutputFile.write(bytes, to: path) } }
    context.emit(.report(path: path))
    return .text(path)
  }
}
