import Foundation
import Language
import Testing

@testable import Commands

/// What people and programs read: the progress line, JSON, durations.
@Suite struct RenderingTests {
  private static let epoch = EpochEvent(
    run: "plain", epoch: 30, epochs: 60, loss: 0.12344, penalty: 0.5, validationLoss: 0.2,
    seconds: 0.25, secondsLeft: 7.5)

  @Test func progressShowsAllThereIsRoomFor() {
    #expect(
      ProgressText.line(Self.epoch, width: 200) == """
        plain  ████████░░░░░░░░  epoch 30/60  loss 0.1234  validation 0.2000  penalty 0.5000  \
        0.25 s/epoch  7.50 s left
        """)
  }

  @Test(arguments: 1...130)
  func progressFitsItsWindow(_ width: Int) {
    #expect(displayWidth(ProgressText.line(Self.epoch, width: width)) < width)
  }

  @Test func narrowProgressKeepsWhatMattersMost() {
    #expect(ProgressText.line(Self.epoch, width: 30) == "epoch 30/60  loss 0.1234")
    #expect(
      ProgressText.line(Self.epoch, width: 46) == "epoch 30/60  loss 0.1234  validation 0.2000")
  }

  @Test func progressOfAnEndlessOrDivergedFitIsWritten() {
    var epoch = Self.epoch
    epoch.epoch = 70
    epoch.loss = .nan
    epoch.secondsLeft = .infinity
    epoch.run = "日本語の名前がとても長い実行の名前です"
    let line = ProgressText.line(epoch, width: 100)
    #expect(line.contains("loss nan") && displayWidth(line) < 100)
  }

  @Test(arguments: [
    (0.0004, "0.4 ms"), (0.025, "25 ms"), (0.35, "0.35 s"), (12.44, "12.4 s"), (200, "3 min 20 s"),
    (7500, "2 h 5 min"), (59.99, "1 min 0 s"), (-1, "?"), (.nan, "?"),
  ])
  func durations(_ seconds: Double, _ expected: String) {
    #expect(Duration.text(seconds: seconds) == expected)
  }

  @Test(arguments: [
    (0.0000012, "1.2 µs"), (0.000425, "425 µs"), (0.00123, "1.2 ms"), (0.35, "0.35 s"), (-1, "?"),
  ])
  func shortDurations(_ seconds: Double, _ expected: String) {
    #expect(Duration.shortText(seconds: seconds) == expected)
  }

  @Test(arguments: [
    (0, "0 B"), (999, "999 B"), (1000, "1.00 kB"), (12_345, "12.3 kB"), (999_500, "1.00 MB"),
    (4_560_000_000, "4.56 GB"), (7_000_000_000_000, "7.00 TB"),
  ])
  func bytes(_ count: Int, _ expected: String) {
    #expect(bytesText(count) == expected)
  }

  @Test func hostileTextsStayInsideTheirJSONString() throws {
    let text = "a\"b\\c\n\r\t\u{0}\u{1F}\u{7F}\u{2028}é日🙂{}"
    let line = JSONText.object([(text, .text(text))]).line
    #expect(!line.contains("\n"))
    let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: String]
    #expect(object == [text: text])
  }

  @Test func numbersThatJSONLacksAreNull() {
    let numbers: [Double] = [.nan, .infinity, -.infinity, 0.1, 1e-7, 1e300, -0.0, 3]
    #expect(
      JSONText.array(numbers.map(JSONText.number)).line
        == "[null,null,null,0.1,1e-7,1e300,0,3]")
  }

  @Test func textsCannotDriveATerminal() {
    #expect(withoutControls("plain\ttext\n日") == "plain\ttext\n日")
    #expect(withoutControls("a\u{1B}[2Jb\u{7}\r\u{9B}\u{202E}") == "a�[2Jb����")
  }
}
