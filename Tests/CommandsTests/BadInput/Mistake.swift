import Foundation
import Language
import Testing

@testable import Commands

/// A text that must be refused: how, where, with which words and with which mend.
struct Mistake: Sendable, CustomTestStringConvertible {
  /// Lines that come before and must run.
  var setUp: [String] = []
  let text: String
  var outcome: Interpreter<Session>.Outcome = .failed
  /// A part of the message.
  let message: String
  /// Line and column, as "1:6".
  let place: String
  /// A part of what is offered: the hint, or what was expected.
  var mend: String?

  init(
    _ text: String, _ message: String, at place: String, mend: String? = nil,
    after setUp: [String] = [], _ outcome: Interpreter<Session>.Outcome = .failed
  ) {
    self.text = text
    self.message = message
    self.place = place
    self.mend = mend
    self.setUp = setUp
    self.outcome = outcome
  }

  var testDescription: String { text.count > 60 ? text.prefix(60) + "…" : text }

  /// Runs the text and compares; the notebook must answer afterwards.
  func check() {
    let trial = Trial()
    trial.run(lines: setUp)
    #expect(trial.outcome == .done, "before `\(text)`:\n\(trial.shown)")
    trial.clear()
    let found = trial.run(text)
    #expect(found == outcome, "`\(text)`:\n\(trial.shown)")
    guard let diagnostic = trial.diagnostics.first else {
      Issue.record("`\(text)` says nothing is wrong:\n\(trial.shown)")
      return
    }
    #expect(diagnostic.message.contains(message), "`\(text)`:\n\(diagnostic.text)")
    let position = diagnostic.span.map { "\($0.position.line):\($0.position.column)" }
    #expect(position == place, "`\(text)`:\n\(diagnostic.text)")
    if let mend {
      let offered = [diagnostic.hint, diagnostic.expected].compactMap { $0 }.joined(separator: "; ")
      #expect(offered.contains(mend), "`\(text)`:\n\(diagnostic.text)")
    }
    #expect(trial.answers, "after `\(text)` the notebook is out of order:\n\(trial.shown)")
  }

  /// Files to read that are wrong in one way each, written once.
  static let files: Void = {
    let gzip = Data(
      // gzip of "a,b\n1,2\n3,4\n": its last 12 bytes are taken away.
      base64Encoded: "H4sIAAAAAAAC/0vUSeIy1DHiMtYx4QIA5enWzgwAAAA=")
    try? Workspace.write("broken.csv.gz", gzip?.dropLast(12) ?? Data())
    try? Workspace.write("ragged.csv", "a,b,c\n1,2,3\n4,5\n")
    try? Workspace.write("empty.csv", "")
    try? Workspace.write("header.csv", "a,b,c\n")
    try? Workspace.write("binary.csv", Data((0..<1024).map { UInt8($0 % 256) }))
    try? Workspace.write("latin.csv", Data("a,b\n1,caf".utf8) + [0xE9, 0x0A])
    try? Workspace.write("quote.csv", "a,b\n1,\"never\n2,3\n")
    try? Workspace.write("text.csv", "a,kind,y\n1,red,0.5\n2,blue,0.7\n3,red,0.1\n")
    try? Workspace.write("gaps.csv", "a,b,y\n1,2,0.5\n,3,0.7\n3,4,0.1\n")
    try? Workspace.write("labels.csv", "a,b,y\n1,2,x\n2,3,y\n3,4,x\n4,5,z\n")
    try? Workspace.write("two.csv", "a,b,y1,y2\n1,2,3,4\n2,3,4,5\n3,4,5,6\n")
    try? Workspace.write("floats.csv", "a,y\n1,0.25\n2,1.5\n3,2.75\n4,3.5\n")
    try? Workspace.write("self.lossrepl", "source \"self.lossrepl\"\n")
    try? Workspace.write("wrong.lossrepl", "let a = (1\nlet b = ]\nprint 1 +\n")
    try? Workspace.write("huge.safetensors", Data([0, 0, 0, 0, 0, 0, 0, 0x10]) + Data("{}".utf8))
    try? Workspace.write("cut.safetensors", Data([0x10, 0]))
    try? FileManager.default.createDirectory(
      atPath: Workspace.path + "/folder", withIntermediateDirectories: true)
    writeImages()
  }()

  /// Two images of different sizes; an image that ends behind its first bytes.
  private static func writeImages() {
    for folder in ["photos/cat", "damaged/cat", "speech"] {
      try? FileManager.default.createDirectory(
        atPath: "\(Workspace.path)/\(folder)", withIntermediateDirectories: true)
    }
    try? Workspace.write("speech/transcripts.csv", "file,text\na.wav,one\n")
    try? Workspace.write("photos/cat/1.pgm", "P2 2 1 255 1 2")
    try? Workspace.write("photos/cat/2.pgm", "P2 3 1 255 1 2 3")
    try? Workspace.write("damaged/cat/1.png", Data([0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10]))
  }
}

/// Classes with a small model, fitted for an epoch.
let smallClasses = [
  #"load "iris""#, "scale standard", "model dense(3)", "loss cross_entropy",
  "optimizer adam(lr=0.01)",
]

/// Numbers with a small model, fitted for an epoch.
let smallNumbers = [
  #"load "diabetes""#, "scale standard", "model dense(1)", "loss mse", "optimizer adam(lr=0.01)",
]
