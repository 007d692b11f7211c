import Testing

@testable import Learning

@Suite("Declarations")
struct DeclarationTests {
  @Test("have names of their own and something to say", arguments: Category.allCases)
  func complete(_ category: Learning.Category) {
    let declarations = Catalogue.declarations(category)
    #expect(Set(declarations.map(\.name)).count == declarations.count)
    for declaration in declarations {
      #expect(declaration.category == category)
      #expect(declaration.summary.hasSuffix("."), "\(declaration.name)")
      #expect(!declaration.options.contains { $0.summary.isEmpty }, "\(declaration.name)")
      for option in declaration.options {
        guard let value = option.defaultValue else { continue }
        #expect(option.kind.accepts(value), "\(declaration.name): \(option.name)=\(value)")
      }
    }
  }

  @Test("are printed as they are typed")
  func printing() throws {
    #expect("\(try layer("dense", [.number(32)]))" == "dense(32)")
    #expect("\(try layer("relu"))" == "relu")
    #expect("\(try OptimizerSpecification("adam", [], [("lr", .number(0.01))]))" == "adam(lr=0.01)")
    #expect("\(try OptimizerSpecification("adam", [], [("lr", .number(0.001))]))" == "adam")
    let weights = [("class_weights", OptionValue.pairs([("a", 2)]))]
    #expect(
      "\(try LossSpecification("cross_entropy", [], weights))"
        == "cross_entropy(class_weights=[[\"a\", 2]])")
  }

  /// What is typed, and the sentence and mend it must get.
  typealias Mistake = (
    call: String, positional: [OptionValue], named: [(String, OptionValue)], message: String,
    hint: String?
  )

  static let mistakes: [Mistake] = [
    (
      "dropout", [.number(1.5)], [],
      "dropout(1.5): rate must be at least 0 and below 1; it is the share of units dropped", nil
    ),
    (
      "dropout", [], [("rate", .number(-0.1))],
      "dropout(rate=-0.1): rate must be at least 0 and below 1; it is the share of units dropped",
      nil
    ),
    (
      "dropout", [.number(1)], [],
      "dropout(1): rate must be at least 0 and below 1; it is the share of units dropped", nil
    ),
    (
      "dropout", [.text("half")], [],
      "dropout(half): rate must be at least 0 and below 1; it is the share of units dropped", nil
    ),
    (
      "dense", [.number(0)], [],
      "dense(0): units must be a whole number from 1 to 16777216; it is the number of outputs", nil
    ),
    (
      "dense", [.number(-3)], [],
      "dense(-3): units must be a whole number from 1 to 16777216; it is the number of outputs",
      nil
    ),
    (
      "dense", [.number(2.5)], [],
      "dense(2.5): units must be a whole number from 1 to 16777216; it is the number of outputs",
      nil
    ),
    (
      "dense", [.number(1e12)], [],
      "dense(1000000000000): units must be a whole number from 1 to 16777216; it is the number of "
        + "outputs", nil
    ),
    (
      "dense", [.number(.infinity)], [],
      "dense(infinity): units must be a whole number from 1 to 16777216; it is the number of outputs",
      nil
    ),
    ("dense", [], [], "dense needs units: the number of outputs", nil),
    ("dense", [.number(1), .number(2)], [], "dense takes units without a name, got 2 values", nil),
    ("dense", [.number(1)], [("units", .number(2))], "dense: units is given twice", nil),
    (
      "dense", [.number(1)], [("inti", .text("he"))], "dense has no option inti",
      "init"
    ),
    (
      "dense", [.number(1)], [("init", .text("hee"))],
      "dense(init=hee): init must be auto, glorot, glorot_normal, he, he_normal, lecun, pytorch or "
        + "zeros; it is how the weights are drawn", nil
    ),
    ("relu", [.number(1)], [], "relu takes no value without a name, got 1", nil),
    ("dnse", [.number(1)], [], "there is no layer dnse", "dense"),
    ("leakyrelu", [], [], "there is no layer leakyrelu", "leaky_relu"),
    ("quux", [], [], "there is no layer quux", "help layers lists them all"),
  ]

  @Test("refuse what they do not allow", arguments: mistakes.indices)
  func refusals(_ index: Int) {
    let mistake = Self.mistakes[index]
    do {
      _ = try layer(mistake.call, mistake.positional, mistake.named)
      Issue.record("\(mistake.call) was accepted")
    } catch let error as LearningError {
      #expect(error.message == mistake.message)
      #expect(error.hint == mistake.hint)
    } catch {
      Issue.record("\(error)")
    }
  }

  @Test(
    "find the nearest names",
    arguments: [
      ("rleu", ["relu"]), ("acuracy", ["accuracy"]), ("Adam", ["adam"]), ("xyz", []),
    ])
  func nearest(_ typed: String, _ wanted: [String]) {
    let known = ["relu", "selu", "elu", "accuracy", "adam", "sigmoid"]
    #expect(Array(nearestNames(to: typed, in: known).prefix(1)) == wanted)
  }

  @Test(
    "count edits, a swap of neighbours as one",
    arguments: [
      ("kitten", "sitting", 3), ("", "abc", 3), ("ab", "ba", 1), ("same", "same", 0),
    ])
  func distance(_ a: String, _ b: String, _ wanted: Int) {
    #expect(editDistance(a, b) == wanted)
  }
}

/// A layer as typed.
func layer(
  _ name: String, _ positional: [OptionValue] = [], _ named: [(String, OptionValue)] = []
) throws -> Specification<LayerDefinition> {
  try Specification(name, positional, named)
}
