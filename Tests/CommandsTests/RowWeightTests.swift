import Testing

@testable import Commands

extension AllTests {
  @Suite("What rows count") struct RowWeights {
    private let fit = """
      model dense(1)
      loss mse
      optimizer gradient_descent(lr=0.05)
      seed 3
      fit epochs=4
      let e = evaluate train
      """

    @Test("a row of weight 2 trains and is judged like two rows")
    func doubled() throws {
      try Workspace.write("weighted.csv", "x,w,y\n1,2,2\n3,1,6\n-1,1,0.5\n")
      try Workspace.write("doubled.csv", "x,y\n1,2\n1,2\n3,6\n-1,0.5\n")
      let weighted = trial("load \"weighted.csv\" weights=w\n" + fit)
      let doubled = trial("load \"doubled.csv\"\n" + fit)
      try #require(weighted.outcome == .done, "\(weighted.shown)")
      try #require(doubled.outcome == .done, "\(doubled.shown)")
      #expect(weighted.shown.contains("1 feature, target y, weights w"))
      for name in ["run.losses[0]", "run.losses[3]", "e.loss"] {
        let (a, b) = (number(name, weighted), number(name, doubled))
        #expect(abs(a - b) < 1e-5 * abs(b), "\(name): \(a), not \(b)")
      }
    }

    private func number(_ expression: String, _ trial: Trial) -> Double {
      trial.run("let it = \(expression)")
      return trial.notebook.session.scope.variables["it"]?.asNumber ?? .nan
    }

    @Test("a file of weights needs a row for each row")
    func files() throws {
      try Workspace.write("rows.csv", "x,y\n1,2\n3,6\n")
      try Workspace.write("weights.csv", "w\n1\n2\n3\n")
      let trial = trial("load \"rows.csv\" weights=\"weights.csv\"")
      #expect(trial.outcome == .failed)
      #expect(trial.shown.contains("2 rows") && trial.shown.contains("3"), "\(trial.shown)")
    }

    @Test("the target cannot be a weight, and a mistyped column is named")
    func mistakes() throws {
      try Workspace.write("rows.csv", "x,y\n1,2\n3,6\n")
      #expect(trial("load \"rows.csv\" target=y weights=y").shown.contains("'y' is the target"))
      #expect(trial("load \"rows.csv\" weights=z").shown.contains("no column 'z'"))
    }
  }
}
