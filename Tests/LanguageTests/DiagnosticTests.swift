import Language
import Testing

/// What a person reads, whole: headline, source line, caret, what was expected, what to type.
@Suite struct DiagnosticTests {
  @Test(arguments: [
    (
      "fit epoch=5",
      """
      toy:1:5: fit has no option epoch
        fit epoch=5
            ^^^^^
        try: epochs=
      """
    ),
    (
      "fit epochs=ten",
      """
      toy:1:12: epochs: expected an integer of at least 1, got ten, and nothing is called that
        fit epochs=ten
                   ^^^
      """
    ),
    (
      "fit epochs=\"ten\"",
      """
      toy:1:12: epochs: expected an integer of at least 1, got "ten"
        fit epochs=\"ten\"
                   ^^^^^
      """
    ),
    (
      "laod \"iris\"",
      """
      toy:1:1: there is no verb laod
        laod "iris"
        ^^^^
        try: load
      """
    ),
    (
      "load iris",
      """
      toy:1:6: path: expected a file path in quotes, got iris, and nothing is called that
        load iris
             ^^^^
        try: "iris"
      """
    ),
    (
      "load \"missing.csv\"",
      """
      toy:1:6: missing.csv does not exist
        load "missing.csv"
             ^^^^^^^^^^^^^
        try: load "iris"
      """
    ),
    (
      "let a = 1\nif a = 1 { }",
      """
      toy:2:6: unexpected =
        if a = 1 { }
             ^
        expected { to begin a block
        try: ==
      """
    ),
    (
      "1 < 2 < 3",
      """
      toy:1:7: comparisons do not chain
        1 < 2 < 3
              ^
        try: 1 < 2 and 2 < 3
      """
    ),
    (
      "model dense(3) -> relus",
      """
      toy:1:19: there is no layer relus
        model dense(3) -> relus
                          ^^^^^
        try: relu
      """
    ),
    (
      "model mse",
      """
      toy:1:7: there is no layer mse
        model mse
              ^^^
        try: help layers
      """
    ),
    (
      "loss cross_entropy(from=prob)",
      """
      toy:1:25: from: expected one of logits, probabilities, got prob
        loss cross_entropy(from=prob)
                                ^^^^
        try: probabilities
      """
    ),
    (
      "select \"sepal widht\"",
      """
      toy:1:8: columns: expected one of species, petal_length, "sepal width", got "sepal widht"
        select "sepal widht"
               ^^^^^^^^^^^^^
        try: "sepal width"
      """
    ),
    (
      "let acc = 0.85\nassert acc > 0.9 \"too low\"",
      """
      toy:2:8: assertion failed: too low (acc is 0.85)
        assert acc > 0.9 "too low"
               ^^^^^^^^^
      """
    ),
    (
      "def f(a) { a + 1 }\nf(\"x\")",
      """
      toy:1:12: + needs two numbers, got "x" and 1
        def f(a) { a + 1 }
                   ^^^^^
      toy:2:1: note: f is called here
        f("x")
        ^
      """
    ),
    (
      "print(1, 2)",
      """
      toy:1:8: unexpected ,
        print(1, 2)
               ^
        expected a comma or )
      toy:1:6: note: the ( is opened here
        print(1, 2)
             ^
      """
    ),
    (
      "\tprint \"中文\" + nope",
      """
      toy:1:15: nothing is called nope
         print "中文" + nope
                        ^^^^
      """
    ),
    (
      "print fit.loss",
      """
      toy:1:7: fit is a verb and cannot stand inside an expression
        print fit.loss
              ^^^
        try: let result = fit ...
      """
    ),
    (
      "fit 5",
      """
      toy:1:5: fit takes no arguments without a name
        fit 5
            ^
        try: epochs=, batch=, shuffle=, name=, metrics=, tolerance=
      """
    ),
    (
      "model dense(3) -> dropout(1.5)",
      """
      toy:1:27: p: expected a number from 0 and below 1, got 1.5
        model dense(3) -> dropout(1.5)
                                  ^^^
      """
    ),
    (
      "loss fit(y, p) = y - p",
      """
      toy:1:6: fit is a verb and cannot be the name of a formula
        loss fit(y, p) = y - p
             ^^^
        try: my_fit(...) = ...
      """
    ),
    (
      "loss h(y, y) = y",
      """
      toy:1:11: the parameter y stands here twice
        loss h(y, y) = y
                  ^
      """
    ),
    (
      "loss h(y, p) =",
      """
      toy:1:15: unexpected end of the text
        loss h(y, p) =
                      ^
        expected a formula
      """
    ),
    (
      "loss h(y, c=1, p) = y",
      """
      toy:1:16: a parameter without a default follows one with a default
        loss h(y, c=1, p) = y
                       ^
        try: p=none
      """
    ),
    (
      "loss h(y, if) = y",
      """
      toy:1:11: if is a word of the language and cannot be a name
        loss h(y, if) = y
                  ^^
      """
    ),
    (
      "loss h(y, p, c=q) = y",
      """
      toy:1:16: nothing is called q
        loss h(y, p, c=q) = y
                       ^
      """
    ),
    (
      "loss mse - cross_entropy",
      """
      toy:1:6: a loss cannot be subtracted: what counts against the sum would be made large without end
        loss mse - cross_entropy
             ^^^^^^^^^^^^^^^^^^^
        try: loss a + 0.3 * b
      """
    ),
    (
      "loss mse + 2 * (cross_entropy * mse)",
      """
      toy:1:17: * means nothing here: losses are added up, and multiplied by numbers
        loss mse + 2 * (cross_entropy * mse)
                        ^^^^^^^^^^^^^^^^^^^
        try: loss a + 0.3 * b
      """
    ),
    (
      "loss mse + crossentropy",
      """
      toy:1:12: there is no loss crossentropy
        loss mse + crossentropy
                   ^^^^^^^^^^^^
        try: cross_entropy
      """
    ),
    (
      "loss mse + cross_entropy(from=1)",
      """
      toy:1:31: from: expected one of logits, probabilities, got 1
        loss mse + cross_entropy(from=1)
                                      ^
      """
    ),
    (
      "loss (0 - 1) * mse",
      """
      toy:1:6: the weight of a loss must be above 0, got -1
        loss (0 - 1) * mse
             ^^^^^^^^^^^^^
        try: loss a + 0.3 * b
      """
    ),
    (
      "let s = 'abc'",
      """
      toy:1:9: texts stand in double quotes
        let s = 'abc'
                ^^^^^
        try: "abc"
      """
    ),
    (
      "print (1 + 2\nprint \"{\"",
      """
      toy:1:7: the ( is not closed
        print (1 + 2
              ^
        expected )
      toy:2:7: the text is not closed
        print "{"
              ^^^
        expected " before the line ends
      """
    ),
  ])
  func text(of source: String, is expected: String) {
    #expect(toyRun(source).errors == expected)
  }

  @Test func longLinesAreCutAroundTheCaret() {
    let source =
      String(repeating: "1 + ", count: 60) + "nope" + String(repeating: " + 1", count: 60)
    let lines = toyRun(source).errors.split(separator: "\n").map(String.init)
    #expect(lines.count == 3)
    #expect(displayWidth(lines[1]) <= 98)
    let caret = lines[2].firstIndex(of: "^").map {
      lines[2].distance(from: lines[2].startIndex, to: $0)
    }
    #expect(Array(lines[1]).dropFirst(caret ?? 0).prefix(4) == ["n", "o", "p", "e"])
  }

  @Test func controlCharactersDoNotReachTheTerminal() {
    let text = toyRun("print \u{1B}[31m nope").errors
    #expect(!text.contains("\u{1B}"))
    #expect(text.contains("the character U+1B"))
  }
}
