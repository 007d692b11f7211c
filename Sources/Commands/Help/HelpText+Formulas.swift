import Language

extension HelpText {
  /// What may stand in the formula of a loss, and what happens at its kinks and poles.
  static var formulas: String {
    let functions = FormulaFunction.all.map { ("  " + $0.usage, $0.summary) }
    return ([formulaRules, "", "Functions:"] + columns(functions)).joined(separator: "\n")
  }

  /// The rules, in plain text.
  static let formulaRules = """
    A loss of your own is a formula over targets and predictions:

      loss tukey(y, p, c=4.7) = where(abs(y - p) < c, c^2/6 * (1 - (1 - ((y - p)/c)^2)^3), c^2/6)

    The first name stands for the targets, the second for the predictions; further ones are numbers
    with defaults, and become options: loss tukey(c=6). The loss is in force at once and is used like
    any other: in sums, in fit, score, check and compare, saved with the model. Defining it again
    replaces it. A file of definitions is shared by sourcing it. Variables of the session may be used
    and are taken by value when the loss is defined.

    Operators are those of the language: + - * / % ^, comparisons, and, or, not, brackets; pi and
    infinity. A comparison counts as 1 and 0 where a number is wanted.

    Targets and predictions have one number per output, as many in a row as the model has outputs. If
    the target is a class, y is 1 at the row's class and 0 at the others; with two classes and one
    output, y is 0 or 1.
    sum, mean, max, min and logsumexp of one argument run along the outputs of a row and give one
    number per row, which is repeated where it meets numbers per output. They never run over rows:
    rows are averaged after the formula, as in every loss. So sqrt(mean((y - p)^2)) is a root for
    every row. A mean around the whole formula, or around a summand of it, is the mean that is taken
    anyway and changes nothing. Where the formula gives one number per row, a mean divides by the
    number of rows, else by the number of values; sum(...) of k outputs counts k times as much as
    mean(...).

    The derivative is exact, and defined everywhere:
      kinks: abs, sign and relu have the derivative 0 at 0; equal arguments of min and max, and the
      ends of clamp, share it; floor, ceil, round and comparisons have the derivative 0.
      vertical tangents: sqrt and x^q with 0 < q < 1 have the derivative 0 at 0, asin and acos at -1
      and 1. So sqrt(x^2) is abs(x), derivative included.
      poles: 1/0 and log(0) are infinite, 0/0, the square root and logarithm of negative numbers are
      not numbers; a fit that meets one stops and says in which row.
      where: the branch that is not taken counts for nothing, neither its value nor its derivative,
      so that where(p > 0, log(p), 0) is safe (a sum over a row inside a branch is protected by
      conditions on whole rows). min, max and clamp do not protect so: a derivative of 0 times an
      infinite one is not a number.
      overflow: log of exp, cosh, sigmoid, softmax, sum(exp(x)), exp(a) + exp(b), 1 + exp(x) and
      1 - sigmoid(x), and of multiples of them, is computed without the large number between.
    """
}
