import Language
import Learning

extension Verbs {
  /// `save "iris.safetensors"`.
  static let save = Verb(
    "save", group: "session", summary: "Write the trained weights to a safetensors file",
    discussion: """
      Names and shapes are those of an equivalent torch.nn.Sequential ("0.weight" is [out, in]), \
      so that PyTorch reads the file. Model, preparation and classes stand in its metadata, so that \
      `open` needs nothing else. The file is written beside its name, synced and renamed.
      """,
    parameters: [
      .positional("file", .path(["safetensors"]), "the file to write, ending in .safetensors")
    ],
    examples: [
      Example(
        #"save "reports/iris.safetensors""#, after: irisModel + ["fit epochs=1"],
        .contains(["reports/iris.safetensors"])),
      Example(#"save "iris.safetensors""#, .fails("trained model")),
    ],
    searchTerms: ["export", "weights", "checkpoint", "write", "store"],
    changesSession: false
  ) { context, arguments in
    let path = try arguments.text("file")
    guard path.hasSuffix(".safetensors") else {
      throw ArgumentProblem(
        "file", SessionError.unknownFileFormat(path: path, known: [".safetensors"]))
    }
    let model = try context.session.requireTrained(for: "save")
    let checkpoint = try SavedModel(model, loss: context.session.loss).checkpoint
    OutputFile.makeFolder(for: path)
    try blaming("file") { try checkpoint.write(to: path) }
    context.emit(
      .text("written: \(path), \(counted(model.network.parameterCount, "parameter"))"))
    return .text(path)
  }
}
