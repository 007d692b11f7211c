/// A form of the language that is not a verb, declared with what help and completion show of it.
public struct LanguageForm: Sendable {
  /// The word it begins with.
  public let name: String

  /// One line, imperative.
  public let summary: String

  /// How it is written.
  public let form: String

  /// Runnable examples; they need no verb but `print`.
  public let examples: [Example]

  /// Every form, in the order help lists them.
  public static let all: [LanguageForm] = [
    LanguageForm(
      name: "let", summary: "Name a value", form: "let name = value, then name = value",
      examples: [Example("let rate = 0.1; rate = rate / 2; print rate", .prints("0.05"))]),
    LanguageForm(
      name: "for", summary: "Go through a list or a range", form: "for name in list { ... }",
      examples: [Example("for k in 1..3 { print k ^ 2 }", .prints("1\n4\n9"))]),
    LanguageForm(
      name: "while", summary: "Repeat as long as a condition is true",
      form: "while condition { ... }",
      examples: [Example("let n = 1; while n < 100 { n = n * 3 }; print n", .prints("243"))]),
    LanguageForm(
      name: "if", summary: "Choose by a condition",
      form: "if condition { ... } else if condition { ... } else { ... }",
      examples: [Example("if 2 > 1 { print \"yes\" } else { print \"no\" }", .prints("yes"))]),
    LanguageForm(
      name: "def", summary: "Define a function; its value is return's or its last statement's",
      form: "def name(a, b=1) { ... }",
      examples: [Example("def double(x) { 2 * x }; print double(21)", .prints("42"))]),
    LanguageForm(
      name: "return", summary: "Leave a function with a value", form: "return value",
      examples: [
        Example(
          "def sign(x) { if x < 0 { return -1 }; 1 }; print sign(-7)", .prints("-1"))
      ]),
    LanguageForm(
      name: "break", summary: "Leave the loop", form: "break",
      examples: [Example("for k in 1..9 { if k > 2 { break }; print k }", .prints("1\n2"))]),
    LanguageForm(
      name: "continue", summary: "Go on with the loop's next round", form: "continue",
      examples: [Example("for k in 1..3 { if k == 2 { continue }; print k }", .prints("1\n3"))]),
    LanguageForm(
      name: "assert", summary: "Stop with an error unless a condition is true",
      form: "assert condition \"why\"",
      examples: [Example("assert 1 + 1 == 3 \"arithmetic\"", .fails("arithmetic"))]),
    LanguageForm(
      name: "source", summary: "Run another file here",
      form: "source \"other.lossrepl\"",
      examples: [Example("source \"nowhere.lossrepl\"", .fails("there is no such file"))]),
    LanguageForm(
      name: "time", summary: "Run a statement and tell how long it took and where the time went",
      form: "time statement",
      examples: [Example("time print sum(1..10)", .contains(["55"]))]),
  ]
}
