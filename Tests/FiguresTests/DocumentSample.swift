import Figures

/// A report with one of everything, as long and as full of hard cases as real ones are.
enum DocumentSample {
  static var report: Document {
    var document = Document(
      metadata: DocumentMetadata(
        title: "Iris: does dropout help?", author: "lossrepl", subject: "Two runs on iris",
        keywords: "iris, dropout, seed 7", created: 1_700_000_000),
      subtitle: "iris.csv · 150 rows · 2 runs · seed 7")
    document.append(contentsOf: summary)
    document.append(contentsOf: data)
    document.append(contentsOf: training)
    document.append(contentsOf: evaluation)
    document.append(contentsOf: session)
    return document
  }

  private static let summary: [Document.Block] = [
    .verdict(
      .ok,
      .strong("The regularised model classifies 22 of 23 test rows correctly. ")
        + "It beats always answering the commonest class by 0.62, far outside what chance gives."),
    .headline([
      .init(
        "Test accuracy", "0.957", interval: "95 % interval 0.870 to 1.000",
        baseline: "baseline 0.348, always setosa",
        gauge: .init(0.957, interval: 0.87...1, baseline: 0.348)),
      .init(
        "Test log loss", "0.118", interval: "95 % interval 0.052 to 0.214",
        baseline: "baseline 1.098, class shares",
        gauge: .init(0.118, in: 0...1.2, interval: 0.052...0.214, baseline: 1.098)),
      .init("Macro F1", "0.955", baseline: "baseline 0.172"),
    ]),
    .facts(
      [
        .init("Kept", "epoch 43 of 60, the best on validation"),
        .init("Stopped", "all epochs done"),
        .init("Model", "4 → 32 → 3, 259 parameters"),
        .init("Optimizer", Document.Prose.code("adam(lr=0.01)")),
        .init("Seed", "7"),
        .init("Duration", "0.21 s"),
      ], columns: 2),
    .table(
      .init(
        columns: [.init("Check"), .init("Finding")],
        rows: [
          [.init("Split", verdict: .ok), "stratified, no row in two parts"],
          [.init("Scale", verdict: .ok), "standard, fitted on the training part"],
          [
            .init("Duplicates", verdict: .warn),
            "1 row stands twice in the data: both copies fell into training",
          ],
          [.init("Calibration", verdict: .fail), "probabilities too low above 0.8 (ECE 0.094)"],
        ], caption: "Checks")),
  ]

  private static let data: [Document.Block] = [
    .heading(level: 1, "Data", anchor: "data"),
    .paragraph(
      Markdown.prose(
        "The data are Fisher's *iris* measurements, described at [the UCI repository]"
          + "(https://archive.ics.uci.edu/dataset/53/iris). Four lengths in centimetres, no value"
          + " is missing; the column `species` is the target. What the model made of them is in"
          + " [Evaluation](#evaluation).")),
    .table(
      .init(
        columns: [
          .init("Column"), .init("Kind"), .init("Missing", .number), .init("Mean", .decimal),
          .init("Deviation", .decimal), .init("Range", .number),
        ],
        rows: [
          ["sepal_length", "number", "0", "5.843", "0.828", "4.3 – 7.9"],
          ["sepal_width", "number", "0", "3.05", "0.434", "2.0 – 4.4"],
          ["petal_length", "number", "0", "3.7587", "1.764", "1.0 – 6.9"],
          ["petal_width", "number", "0", "12.", "0.763", "0.1 – 2.5"],
          ["species", "text, 3 classes", "0", "", "", ""],
        ], caption: "Columns",
        footnote: "Mean and deviation are of the training part, before scaling.")),
    .heading(level: 2, "日本語と中文の長い段落"),
    .paragraph(
      """
      損失関数は、モデルの予測と正解のずれを一つの数で表したものです。学習とは、この数を小さくする\
      ように重みを少しずつ動かすことにほかなりません。交叉熵损失衡量两个分布之间的差异，正则化项\
      则惩罚过大的权重。正則化項とデータの損失は、いつも別々に報告されます。
      """),
  ]

  private static let losses = (1...60).map { (epoch: Int) -> Double in
    0.02 + 1.05 / (1 + 0.14 * Double(epoch))
  }
  private static let training: [Document.Block] = [
    .heading(level: 1, "Training"),
    .figures([
      .init(
        LineChart(
          title: "Loss",
          series: [
            .init("training", values: losses),
            .init("validation", values: losses.indices.map { losses[$0] + 0.001 * Double($0) }),
          ]), aspect: 0.42,
        caption: "Data loss without penalties; dropout is off where validation is judged.")
    ]),
    .figures([
      .init(
        LineChart(
          title: "Accuracy", yTitle: "accuracy",
          series: [
            .init("training", values: losses.map { 1 - $0 / 2 })
          ]), aspect: 0.75, caption: "Of the training part."),
      .init(
        LineChart(
          title: "Penalty", yTitle: "penalty",
          series: [
            .init("l2", values: losses.map { 0.05 * (1 - $0) })
          ]), aspect: 0.75, caption: "1e-4 times the sum of squared weights, biases left out."),
    ]),
  ]

  private static let evaluation: [Document.Block] = [
    .heading(level: 1, "Evaluation", anchor: "evaluation"),
    .figures([
      .init(
        ConfusionChart(
          title: "Confusion on test", classes: ["setosa", "versicolor", "virginica"],
          counts: [[8, 0, 0], [0, 7, 1], [0, 0, 7]]), aspect: 0.6)
    ]),
    .table(
      .init(
        columns: [
          .init("Run"), .init("Epochs", .number), .init("Loss", .decimal),
          .init("Accuracy", .decimal), .init("F1 (macro)", .decimal),
        ],
        rows: [
          ["plain", "60", "0.131", "0.913", "0.911"],
          .init(["regularised", "60", "0.118", "0.957", "0.955"], highlighted: true),
        ], caption: "Runs")),
  ]

  private static let session: [Document.Block] =
    [.heading(level: 1, "Session")]
    + Markdown.blocks(
      """
      ## What was tried

      First **without** any penalty, then with

      - `l2(1e-4)`, over weights and not biases
      - `dropout(0.2)` before the output layer
        - it is off in evaluation
        - the *rate* is the share that is dropped
      - nothing else

      1. Fit both.
      2. Compare.

      > A model that is not compared with anything is not judged.
      """)
    + [
      .code(
        .init(lines: [
          .init("load \"iris\"", label: "1"),
          .init("split train=0.7 validation=0.15 test=0.15 stratify=true seed=7", label: "2"),
          .init("model dense(32) -> relu -> dense(3)", label: "3"),
          .init(
            "score predictions=\"a/very/long/path/to/predictions.npy\" targets=\"targets.npy\""
              + " loss=focal(gamma=2) metrics=[accuracy, f1, log_loss] reduction=none", label: "4"),
          .init("23 rows: accuracy 0.957, f1 0.955", muted: true),
        ])),
      .rule,
      .verdict(.warn, "One row stands twice."),
      .verdict(.fail, "The probabilities are not calibrated; see the table of checks."),
      .verdict(.note, "Nothing was assumed about the order of rows."),
      .table(
        .init(
          columns: [
            .init("#", .number), .init("True"), .init("Predicted"), .init("Loss", .decimal),
            .init("Why it may be so"),
          ],
          rows: (1...60).map { row in
            [
              .init(Document.Prose("\(row)")), "versicolor",
              .init("virginica", highlighted: row % 9 == 0),
              .init(Document.Prose("\(Double(row) / 8)")),
              "the petals are as long as those of the next class, and the row lies on the border",
            ]
          }, caption: "Worst rows")),
    ]
}
