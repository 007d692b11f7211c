import Testing

@testable import Commands

extension AllTests {
  @Suite("Bad input: scores") struct ScoreMistakes {
    @Test("shapes and values", arguments: Mistake.scores) func score(_ mistake: Mistake) throws {
      try Mistake.scoreFiles()
      mistake.check()
    }

    @Test("label sequences", arguments: Mistake.sequenceScores)
    func sequences(_ mistake: Mistake) throws {
      try Mistake.scoreFiles()
      mistake.check()
    }

    @Test("hostile array files", arguments: Mistake.hostileArrays)
    func hostile(_ mistake: Mistake) throws {
      try Mistake.scoreFiles()
      mistake.check()
    }

    @Test("nothing is written when something is wrong")
    func nothingWritten() throws {
      try Mistake.scoreFiles()
      let trial = trial(
        #"score predictions=[1] targets=[2] loss=mse value="never.npy" gradient="no/never.npy""#)
      #expect(trial.outcome == .failed)
      #expect(trial.diagnostics.first?.message.contains("no/never.npy") == true)
    }
  }
}

extension Mistake {
  static let scores: [Mistake] = [
    Mistake("score", "predictions", at: "1:1"),
    Mistake("score predictions=[1] targets=[1]", "a loss or metrics", at: "1:1", mend: "loss=mse"),
    Mistake(
      "score predictions=[1, 2] targets=[[1], [2]] loss=mse",
      "mse compares predictions [2] with targets [2], not [2, 1]", at: "1:34",
      mend: "targets[:, 0] has [2]"),
    Mistake(
      "score predictions=[[1], [2]] targets=[1, 2] loss=mse", "targets [2, 1], not [2]",
      at: "1:38", mend: "predictions[:, 0] has [2]"),
    Mistake(
      "score predictions=[[1], [2]] targets=[1, 2] metrics=[mae]",
      "mae compares predictions [2, 1] with targets [2, 1], not [2]", at: "1:38"),
    Mistake(
      "score predictions=[1, 2, 3] targets=[1, 2] loss=mse",
      "3 rows of predictions but 2 of targets", at: "1:37"),
    Mistake(
      "score predictions=[[1, 2], [3, 4]] targets=[0, 2] loss=cross_entropy",
      "row 2 of the targets is 2, but there are 2 classes, 0 to 1", at: "1:44",
      mend: "count from 0"),
    Mistake(
      "score predictions=[[1, 2], [3, 4]] targets=[1, 2] loss=cross_entropy",
      "row 2 of the targets is 2", at: "1:44", mend: "start at 1"),
    Mistake(
      "score predictions=[[1, 2], [3, 4]] targets=[0, -1] loss=cross_entropy",
      "row 2 of the targets is -1", at: "1:44", mend: "ignore_index=-1"),
    Mistake(
      "score predictions=[[1, 2], [3, 4]] targets=[0, 0.5] loss=cross_entropy",
      "row 2 of the targets is 0.5, a class is a whole number", at: "1:44"),
    Mistake(
      "score predictions=[[1, 2], [3, 4]] targets=[[0.5, 0.5], [0.5, 0.6]] loss=cross_entropy",
      "row 2 of the targets sums to 1.1", at: "1:44", mend: "divide each row"),
    Mistake(
      "score predictions=[1, 2] targets=[0, 1] loss=cross_entropy",
      "cross_entropy takes predictions [rows, classes], these have the shape [2]", at: "1:19",
      mend: "binary_cross_entropy"),
    Mistake(
      "score predictions=[[[1, 2]]] targets=[0] loss=cross_entropy", "shape [1, 1, 2]", at: "1:19",
      mend: "n · t"),
    Mistake(
      "score predictions=[[1, 2], [3, 4]] targets=[\"a\", \"b\"] loss=cross_entropy",
      "the targets are names (a)", at: "1:44", mend: "classes=[\"a\", ...]"),
    Mistake(
      "score predictions=[[1, 2]] targets=[\"sloth\"] classes=[\"cat\", \"slot\"] loss=cross_entropy",
      "row 1 of the targets is sloth, which is no class", at: "1:36", mend: "slot"),
    Mistake(
      "score predictions=[[1, 2]] targets=[0] classes=[\"cat\"] loss=cross_entropy",
      "1 class names for 2 classes", at: "1:49"),
    Mistake(
      "score predictions=[[1, 2]] targets=[0] classes=[cat, cat] loss=cross_entropy",
      "named twice",
      at: "1:49"),
    Mistake(
      "score predictions=[[1, 2]] targets=[0] loss=cross_entropy(class_weights=[1, 2, 3])",
      "class_weights has 3 numbers", at: "1:45"),
    Mistake(
      "score predictions=[[1, 2]] targets=[0] loss=cross_entropy(class_weights=[[\"x\", 2]])",
      "there is no class x", at: "1:45"),
    Mistake(
      "score predictions=[0.2, 1.2] targets=[0, 1] loss=binary_cross_entropy(from=probabilities)",
      "row 2 of the predictions is 1.2, a probability is from 0 to 1", at: "1:19",
      mend: "raw scores"),
    Mistake(
      "score predictions=[2, 1] targets=[-1, 1] loss=binary_cross_entropy",
      "row 1 of the targets is -1", at: "1:34", mend: "(targets + 1) / 2"),
    Mistake(
      "score predictions=[[1, 2], [3, nan]] targets=[0, 1] loss=cross_entropy",
      "row 2, column 2 of the predictions is nan", at: "1:19"),
    Mistake(
      "score predictions=[[[1], [infinity]]] targets=[[[1], [1]]] loss=mse",
      "element [1, 2, 1] of the predictions is infinity", at: "1:19"),
    Mistake(
      "score predictions=[1, 2] targets=[1, nan] loss=mse", "row 2 of the targets is nan",
      at: "1:34"),
    Mistake(
      "score predictions=[1, 2] targets=[1, 2] loss=mse weights=[1]", "but 1 of weights", at: "1:58"
    ),
    Mistake(
      "score predictions=[1, 2] targets=[1, 2] loss=mse weights=[1, -1]",
      "the weight of row 2 is -1", at: "1:58"),
    Mistake(
      "score predictions=[1, 2] targets=[1, 2] loss=mse weights=[[1, 1], [1, 1]]",
      "weights has the shape [2, 2]", at: "1:58"),
    Mistake("score predictions=[1, 2] loss=mse", "mse needs targets", at: "1:1"),
    Mistake("score predictions=[] targets=[] loss=mse", "the predictions have no rows", at: "1:19"),
    Mistake("score predictions=[[], []] targets=[[], []] loss=mse", "no rows", at: "1:19"),
    Mistake(
      "score predictions=[[1, 2], [3]] targets=[1, 2] loss=mse", "the rows differ in length",
      at: "1:19"),
    Mistake("score predictions=[1, [2]] targets=[1, 2] loss=mse", "beside lists", at: "1:19"),
    Mistake("score predictions=[relu] targets=[1] loss=mse", "names", at: "1:19"),
    Mistake("score predictions=nowhere targets=[1] loss=mse", "nowhere", at: "1:19"),
    Mistake("score predictions=[1] targets=[1] loss=msq", "msq", at: "1:40", mend: "mse"),
    Mistake("score predictions=[1] targets=[1] metrics=[acuracy]", "acuracy", at: "1:44"),
    Mistake(
      "score predictions=[1] targets=[1] loss=mse reduction=max", "one of mean, sum, \"none\"",
      at: "1:54"),
    Mistake(
      "score predictions=[1] targets=[1] loss=mse gradient=\"g.txt\"", "must end in .npy or .csv",
      at: "1:53"),
    Mistake(
      "score predictions=[1] targets=[1] loss=mse value=\"a.npy\" gradient=\"a.npy\"", "same file",
      at: "1:67"),
    Mistake(
      "score predictions=[1] targets=[1] metrics=[mae] value=\"a.npy\"", "without a loss",
      at: "1:55"),
    Mistake(
      "score predictions=[[[1]]] targets=[[[2]]] loss=mse gradient=\"g.csv\"", "takes any shape",
      at: "1:61"),
    Mistake(
      "score predictions=[1] targets=[1] loss=binary_cross_entropy from=probabilities",
      "says otherwise", at: "1:66", mend: "binary_cross_entropy(from=probabilities)"),
    Mistake(
      "score predictions=[[1, 0], [0, 1]] targets=[[1, 1], [0, 1]] metrics=[accuracy]",
      "one class per row", at: "1:70", mend: "binary_cross_entropy"),
    Mistake(
      "score predictions=[0.5, 0.1] targets=[0.3, 1] metrics=[accuracy]",
      "row 1 of the targets is 0.3", at: "1:38"),
    Mistake(
      "score predictions=[[1, 2], [3, 4]] targets=[0, 1] loss=contrastive metrics=[accuracy]",
      "the predictions are vectors", at: "1:77", mend: "from=scores"),
    Mistake(
      "score predictions=[[1, 2]] loss=triplet positive=[[1, 1]]", "negative", at: "1:33"),
    Mistake(
      "score predictions=[[1, 2]] loss=triplet positive=[[1, 1]] negative=[1, 1]",
      "negative has the shape [2], it should be [1, 2]", at: "1:68"),
    Mistake(
      "score predictions=[1, 2] targets=[1, 2] loss=gaussian_nll variance=[1, -1]",
      "row 2 of the array variance is -1", at: "1:68"),
    Mistake(
      "score predictions=[1, -2] targets=[1, 2] loss=msle", "row 2 of the predictions is -2",
      at: "1:19"),
    Mistake(
      "score predictions=[1, 2] targets=[1, -2] loss=poisson_nll", "row 2 of the targets is -2",
      at: "1:34"),
    Mistake(
      "score predictions=[2, 1] targets=[0.5, 1] loss=hinge", "row 1 of the targets is 0.5",
      at: "1:34"),
    Mistake(
      "score predictions=[[1, 2], [3, 4]] targets=[[0.5, 0.5], [0.5, 0.9]] loss=kl_divergence",
      "row 2 of the targets sums to 1.4", at: "1:44", mend: "divide each row by its sum"),
    Mistake(
      "plot roc scored to \"r.png\"", "nothing has been scored yet", at: "1:10", mend: "score"),
    Mistake(
      "plot residuals scored to \"r.png\"", "not one number a row", at: "1:6",
      mend: "plot confusion scored",
      after: ["score predictions=[[1, 2]] targets=[0] loss=cross_entropy"]),
    Mistake(
      "score predictions=[[1, 2], [3, 4]] targets=[[1, 0], [0, 1]] loss=nll",
      "nll compares predictions [2, 2] with targets [2], not [2, 2]", at: "1:44"),
    Mistake(
      "score predictions=[[[1, 2]]] targets=[[0.5, 0.5]] loss=cross_entropy",
      "cross_entropy takes predictions [rows, classes]", at: "1:19"),
    Mistake(
      "score predictions=[[1, 2]] targets=[1] metrics=[accuracy] from=classes",
      "predictions has the shape [1, 2], it should be [1], one class number per row", at: "1:19"),
    Mistake(
      "score predictions=[[1, 2]] loss=js_divergence", "needs targets: a probability", at: "1:1"),
    Mistake("score predictions=[1, 2] metrics=[accuracy]", "accuracy needs targets", at: "1:1"),
  ]

  /// Scores of 3 frames, 2 examples and 4 classes in x.npy.
  static let sequenceScores: [Mistake] = [
    Mistake(
      #"score predictions="x.npy" targets=[[1, 1, 2], [3]] loss=ctc"#,
      "ctc is infinite for row 1: row 1 has T=3 frames for L=3 labels, 1 of them repeated, "
        + "which take 4", at: "1:35", mend: "zero_infinity=true"),
    Mistake(
      #"score predictions="x.npy" targets=[1, 2, 3] loss=ctc"#, "2 examples are in one list",
      at: "1:35", mend: "target_lengths"),
    Mistake(
      #"score predictions="x.npy" targets=[1, 2, 3] target_lengths=[1, 1] loss=ctc"#,
      "add up to 2, but there are 3 labels", at: "1:60"),
    Mistake(
      #"score predictions="x.npy" targets=[[0], [3]] loss=ctc"#, "is 0, which is the blank",
      at: "1:35", mend: "blank=3"),
    Mistake(
      #"score predictions="x.npy" targets=[[5], [3]] loss=ctc"#, "the classes are 0 to 3",
      at: "1:35", mend: "target_lengths"),
    Mistake(
      #"score predictions="x.npy" targets=[[1], [3]] input_lengths=[4, 2] loss=ctc"#,
      "row 1 of input_lengths is 4", at: "1:60"),
    Mistake(
      #"score predictions="x.npy" targets=[[1], [3]] input_lengths=[2.5, 2] loss=ctc"#,
      "row 1 of input_lengths is 2.5", at: "1:60"),
    Mistake(
      #"score predictions="x.npy" targets=[[1], [3]] target_lengths=[1] loss=ctc"#,
      "target_lengths has 1", at: "1:61"),
    Mistake(
      #"score predictions="x.npy" targets=[[1], [3], [2]] loss=ctc"#,
      "ctc takes predictions [time, batch, class]", at: "1:19", mend: "transpose(1, 0, 2)"),
    Mistake(
      #"score predictions="x.npy" targets=[[1], [3]] loss=rnnt"#,
      "rnnt takes predictions", at: "1:19"),
    Mistake(
      #"score predictions=[[[[1, 2]]]] targets=[[1, 1]] loss=rnnt"#, "label+1", at: "1:19"),
    Mistake(
      #"score predictions="x.npy" targets=[[1], [3]] loss=ctc(blank=7)"#, "blank=7", at: "1:51",
      mend: "blank=3"),
    Mistake(
      #"score predictions=[[[1, nan]]] targets=[[1]] loss=ctc"#,
      "time 1, batch 1, class 2 of the predictions is nan", at: "1:19"),
    Mistake(#"score predictions="x.npy" loss=ctc"#, "needs targets", at: "1:1"),
    Mistake(
      #"score predictions="x.npy" targets=[[1], [3]] loss=ctc positive=[1]"#,
      "ctc reads no array positive", at: "1:64", mend: "input_lengths"),
  ]

  static let hostileArrays: [Mistake] = [
    Mistake(#"score predictions="no.npy" targets=[1] loss=mse"#, "no.npy", at: "1:19"),
    Mistake(#"score predictions="cut.npy" targets=[1] loss=mse"#, "cut.npy", at: "1:19"),
    Mistake(#"score predictions="object.npy" targets=[1] loss=mse"#, "type '|O'", at: "1:19"),
    Mistake(#"score predictions="complex.npy" targets=[1] loss=mse"#, "type '<c16'", at: "1:19"),
    Mistake(
      #"score predictions="vast.npy" targets=[1] loss=mse"#, "beyond every memory", at: "1:19"),
    Mistake(
      #"score predictions="wide.npy" targets=[1] loss=mse"#, "beyond every memory", at: "1:19"),
    Mistake(#"score predictions="none.npy" targets=[1] loss=mse"#, "no rows", at: "1:19"),
    Mistake(#"score predictions="hollow.npy" targets=[1, 2] loss=mse"#, "no rows", at: "1:19"),
    Mistake(#"score predictions="names.npy" targets=[1] loss=mse"#, "these are names", at: "1:19"),
    Mistake(#"score predictions="blank.npy" targets=[1] loss=mse"#, "is empty", at: "1:19"),
    Mistake(#"score predictions="text.csv" targets=[1, 2, 3] loss=mse"#, "is text", at: "1:19"),
    Mistake(
      #"score predictions="gaps.csv" targets="gaps.csv" loss=mse"#, "row 2, column 1", at: "1:19"),
    Mistake(#"score predictions="folder" targets=[1] loss=mse"#, "is a folder", at: "1:19"),
    Mistake(#"score predictions=[1] targets="no.npy" loss=mse"#, "no.npy", at: "1:31"),
  ]

  /// An NPY file with any header and body.
  static func npy(_ descr: String, _ shape: String, _ body: [UInt8] = []) -> [UInt8] {
    let header = Array("{'descr': '\(descr)', 'fortran_order': False, 'shape': \(shape), }\n".utf8)
    return [0x93] + Array("NUMPY".utf8) + [
      1, 0, UInt8(header.count % 256), UInt8(header.count / 256),
    ]
      + header + body
  }

  static func scoreFiles() throws {
    files
    let bytes: [(String, [UInt8])] = [
      ("cut.npy", Array(npy("<f8", "(2,)", Array(repeating: 0, count: 15)))),
      ("object.npy", npy("|O", "(1,)", Array(repeating: 0, count: 8))),
      ("complex.npy", npy("<c16", "(1,)", Array(repeating: 0, count: 16))),
      ("vast.npy", npy("<f8", "(4611686018427387904, 4)")),
      ("wide.npy", npy("<f8", "(0, 4611686018427387904, 4611686018427387904)")),
      ("none.npy", npy("<f8", "(0,)")),
      ("hollow.npy", npy("<f8", "(2, 0)")),
      ("names.npy", npy("<U1", "(1,)", [97, 0, 0, 0])),
      ("blank.npy", npy("<U0", "(4611686018427387904,)")),
    ]
    try Reference.write("x.npy", shape: [3, 2, 4], (0..<24).map { Double($0 % 5) })
    for (name, content) in bytes { try Workspace.write(name, .init(content)) }
  }
}
