import Language

extension HelpText {
  /// The built-in functions.
  static var functions: String {
    columns(BuiltInFunction.all.map { ($0.usage, $0.summary) }).joined(separator: "\n")
  }

  /// One built-in function.
  static func text(of function: BuiltInFunction) -> String {
    "\(function.usage) (function): \(function.summary)"
  }

  /// One form of the language that is not a verb.
  static func text(of form: LanguageForm) -> String {
    let examples = form.examples.map { "  " + $0.line }.joined(separator: "\n")
    return "\(form.name): \(form.summary)\n\n  \(form.form)\n\nExample:\n\(examples)"
  }

  /// The language on one screen.
  static let language = """
    One statement a line, verb first; ; separates several. A line goes on inside ( [ {, after ->
    and after a trailing \\.

      # a comment                       ## prose, shown in the report (Markdown)
      let rate = 0.1                    a variable; rate = 0.2 changes it
      fit epochs=10 batch=32            a verb with options; let r = fit epochs=10 keeps its value
      "accuracy {test.accuracy}"        text with a value inside
      [1, 2, 3]   1..10   true   none   lists, ranges, truth, nothing
      + - * / % ^   < <= == != >= >     arithmetic and comparison; and, or, not
      dense(32) -> relu -> dense(3)     layers in order
      loss f(y, p, c=1) = c * (y - p)^2   a loss of your own (help formulas)
      for k in [0, 1e-4] { … }          while c { … }    if c { … } else { … }
      def double(x) { 2 * x }           a function: its value is that of its last statement
      assert test.accuracy > 0.9 "why"  stops the script when it does not hold
      source "other.lossrepl"           runs another file here
      _   out[3]   arguments            the last value, that of a cell, what followed the script's name
    """
}
