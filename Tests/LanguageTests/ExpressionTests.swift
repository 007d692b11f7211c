import Language
import Testing

@Suite struct ExpressionTests {
  /// Expected values by hand from the rules in DESIGN.md section 2.
  @Test(arguments: [
    ("1 + 2 * 3", "7"), ("(1 + 2) * 3", "9"), ("2 ^ 3 ^ 2", "512"), ("-2 ^ 2", "-4"),
    ("2 ^ -1", "0.5"), ("2 ^ -2 ^ 2", "0.0625"), ("2 ^ (-2) ^ 2", "16"), ("(-2) ^ 2", "4"),
    ("7 % 3", "1"), ("-7 % 3", "2"), ("7 % -3", "-2"), ("7 - 2 - 1", "4"), ("8 / 2 / 2", "2"),
    ("- - 3", "3"), ("1 / 0", "infinity"), ("-1 / 0", "-infinity"), ("0 / 0", "nan"),
    ("nan == nan", "false"), ("infinity > 1e308", "true"), ("0.1 + 0.2", "0.30000000000000004"),
    ("1e300 * 10", "1e301"), ("1e-5", "1e-5"), ("1_000_000", "1000000"), ("-0.0", "0"),
    ("1 < 2 and 2 < 3", "true"), ("not true or true", "true"), ("not not false", "false"),
    ("false and 1 / \"a\" == 1", "false"), ("true or undefined_name", "true"),
    ("\"a\" + \"b\"", "\"ab\""), ("[1, 2] + [3]", "[1, 2, 3]"), ("\"a\" < \"b\"", "true"),
    ("[1, 2, 3][0]", "1"), ("[1, 2, 3][-1]", "3"), ("(1..10)[2]", "3"), ("\"héllo\"[1]", "\"é\""),
    ("1..3 == [1, 2, 3]", "true"), ("3..1 == []", "true"), ("none == none", "true"),
    ("\"{1 + 1} and {\"x{2}\"}\"", "\"2 and x2\""), ("\"{{}}\"", "\"{{}}\""),
    ("\"\\u{4E2D}\\n\\t\\\"\\\\\"", "\"中\\n\\t\\\"\\\\\""), ("[1, 2,\n 3,\n]", "[1, 2, 3]"),
    ("abs(-3) + max(1, 2)", "5"), ("sum(1..10)", "55"), ("mean([1, 2, 6])", "3"),
    ("round(2.5)", "3"), ("round(-2.5)", "-3"), ("round(1.2345, places=2)", "1.23"),
    ("len(\"中文\")", "2"), ("sorted([3, 1, 2])", "[1, 2, 3]"),
    ("join([1, \"a\"], \"-\")", "\"1-a\""),
    ("contains([1, 2], 2)", "true"), ("contains(\"abc\", \"bc\")", "true"),
    ("number(\" 1e3 \")", "1000"), ("text(1 / 3, 2)", "\"0.33\""), ("is_none(none)", "true"),
    ("dense(32) -> relu", "dense(32) -> relu"), ("adam(lr=0.1).lr", "0.1"), ("relu", "relu"),
    ("tanh(0)", "0"), ("tanh()", "tanh"), ("tanh", "tanh"), ("sqrt", "sqrt(x)"),
    ("median([3, 1, 2, 10])", "2.5"), ("std([2, 4, 4, 4, 5, 5, 7, 9]) > 2.13", "true"),
    ("sum([0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1])", "1"),
  ])
  func value(of source: String, is expected: String) {
    let run = toyRun(source)
    #expect(run.errors == "")
    #expect(run.output == expected, "\(source)")
  }

  @Test(arguments: [
    ("print 3 -1", "3 -1"), ("print 3 - 1", "2"), ("print 3-1", "2"),
    ("let a = 3; print a -1", "3 -1"),
    ("print abs (3)", "abs(x) 3"), ("print abs(3)", "3"), ("print [1][0]", "1"),
    ("print [1] [0]", "[1] [0]"), ("print 1 \\\n 2", "1 2"), ("print (1 +\n 2)", "3"),
    ("print \"a\" \"b\" # c", "a b"), ("print", ""), ("print 1; print 2", "1\n2"),
    ("print dense(3) ->\n relu", "dense(3) -> relu"), ("let x = 1; x = x + 1; print x", "2"),
  ])
  func line(_ source: String, prints expected: String) {
    let run = toyRun(source)
    #expect(run.errors == "")
    #expect(run.output == expected)
  }
}
