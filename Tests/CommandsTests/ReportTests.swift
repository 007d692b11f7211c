import Foundation
import Testing

@testable import Commands

extension AllTests {
  @Suite("Reports and pictures as files") struct Reports {
    static let classes = """
      ## # Irises, 花の分類
      ## Told apart by **petals** and sepals.
      load "iris"
      split train=0.6 validation=0.2 test=0.2 stratify=true seed=7
      scale standard
      model dense(8) -> relu -> dense(3)
      loss cross_entropy
      optimizer adam(lr=0.05)
      seed 7
      fit epochs=20 batch=16 name="small"
      evaluate test
      """
    static let numbers = """
      ## # Diabetes
      load "diabetes"
      split train=0.8 test=0.2 seed=3
      scale standard
      model dense(1)
      loss mse
      optimizer adam(lr=1)
      fit epochs=20 batch=32
      """

    @Test(
      "a report says the result, the prose and the commands, and is a sound PDF",
      arguments: [
        (
          classes, "class.pdf", "Irises, 花の分類",
          ["small reaches accuracy", "Told apart by petals", "花の分類", "optimizer adam(lr=0.05)"]
        ),
        (numbers, "number.pdf", "Diabetes", ["run1 reaches R²", "load \"diabetes\"", "RMSE"]),
      ])
    func report(_ session: String, _ file: String, _ title: String, _ texts: [String]) throws {
      let trial = trial("\(session)\nreport \"\(file)\" author=\"A. Tester\"")
      try #require(trial.outcome == .done, "\(trial.shown)")
      let facts = try output("pdfinfo", file)
      #expect(facts.contains("Title:           \(title)"), "\(facts)")
      #expect(facts.contains("Author:          A. Tester"), "\(facts)")
      #expect(facts.contains("Tagged:          yes"), "\(facts)")
      #expect(facts.contains("(A4)"), "\(facts)")
      let pages = facts.split(separator: "\n").first { $0.hasPrefix("Pages:") }
      #expect(pages.flatMap { Int($0.dropFirst(6).drop { $0 == " " }) }.map { $0 > 1 } == true)
      let text = try output("pdftotext", "-layout", file, "-")
      for wanted in texts { #expect(text.contains(wanted), "\(wanted) is not in\n\(text)") }
      let check = try output("qpdf", "--check", file)
      #expect(check.contains("No syntax or stream encoding errors found"), "\(check)")
      let fonts = try output("pdffonts", file).split(separator: "\n").dropFirst(2)
      #expect(!fonts.isEmpty)
      for font in fonts { #expect(font.contains(" yes "), "not embedded: \(font)") }
    }

    @Test("the same session gives the same bytes, in the same notebook and in another")
    func sameBytes() throws {
      // Times are shown in the session and told nowhere in the report.
      let session = "\(Self.classes)\nplan\ntime evaluate train\nreport \"same1.pdf\""
      let first = trial(session)
      #expect(first.outcome == .done, "\(first.shown)")
      #expect(trial(session).outcome == .done)
      let once = try Workspace.read("same1.pdf")
      #expect(trial(session).outcome == .done)
      #expect(try Workspace.read("same1.pdf") == once)
      let different = Self.classes.replacingOccurrences(of: "seed 7", with: "seed 8")
      #expect(trial("\(different)\nreport \"same1.pdf\"").outcome == .done)
      #expect(try Workspace.read("same1.pdf") != once)
    }

    @Test("SOURCE_DATE_EPOCH is the date inside")
    func date() throws {
      setenv("SOURCE_DATE_EPOCH", "946684800", 1)
      defer { unsetenv("SOURCE_DATE_EPOCH") }
      #expect(trial("\(Self.numbers)\nreport \"dated.pdf\"").outcome == .done)
      let facts = try output("pdfinfo", "-isodates", "dated.pdf")
      #expect(facts.contains("CreationDate:    2000-01-01T00:00:00Z"), "\(facts)")
    }

    @Test("a report without data or without a fit says so")
    func early() throws {
      let empty = trial("## # Nothing yet\nreport \"empty.pdf\"")
      #expect(empty.outcome == .done, "\(empty.shown)")
      #expect(try output("pdftotext", "empty.pdf", "-").contains("Nothing was loaded"))
      #expect(trial("load \"iris\"; report \"data.pdf\"").outcome == .done)
      #expect(try output("pdftotext", "data.pdf", "-").contains("Nothing has been trained yet"))
    }

    @Test("pictures of every kind and format begin as files of that format do")
    func pictures() throws {
      let magic = ["png": "\u{89}PNG", "pdf": "%PDF-", "svg": "<?xml"]
      let kinds = [
        (Self.classes, ["loss", "confusion", "classes"]),
        (Self.numbers, ["loss", "residuals", "predictions"]),
      ]
      for (session, pictures) in kinds {
        let trial = trial(session)
        #expect(trial.outcome == .done, "\(trial.shown)")
        for picture in pictures {
          for (ending, start) in magic {
            trial.clear()
            #expect(
              trial.run("plot \(picture) to \"kind.\(ending)\"") == .done, "\(trial.shown)")
            let bytes = try Workspace.read("kind.\(ending)").prefix(start.unicodeScalars.count)
            let wanted = start.unicodeScalars.map { UInt8($0.value) }
            #expect(Array(bytes) == wanted, "plot \(picture) as \(ending) begins with \(bytes)")
          }
        }
      }
    }

    /// What a program writes to its standard output.
    private func output(_ program: String, _ arguments: String...) throws -> String {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments = [program] + arguments
      process.currentDirectoryURL = URL(fileURLWithPath: Workspace.path)
      let pipe = Pipe()
      process.standardOutput = pipe
      try process.run()
      let bytes = try pipe.fileHandleForReading.readToEnd() ?? Data()
      process.waitUntilExit()
      return String(decoding: bytes, as: UTF8.self)
    }
  }
}
