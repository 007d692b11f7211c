import ArgumentParser

/// The program's own options: those before the file.
struct ProgramOptions: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lossrepl",
    abstract: "Find out which loss, penalty and optimizer suit your model.",
    usage: """
      lossrepl [options]                        the prompt, or a program piped in
      lossrepl [options] file.lossrepl [args]   run a script; `lossrepl run file` does the same
      lossrepl [options] -c 'lines' [args]      run these lines
      lossrepl [options] check file ...         look for mistakes, run nothing
      """,
    discussion: """
      What follows the file is the script's: it reads it as `arguments`.
      Results go to standard output, progress and diagnostics to standard error.
      Exit status: 0 done, 1 a statement failed, 2 the script or the command line could not be \
      understood, 130 interrupted.
      """,
    version: "lossrepl \(version)")

  @Option(name: .customShort("c"), parsing: .unconditional, help: "Run these lines and leave.")
  var lines: String?

  @Flag(help: "Write one JSON object a line to standard output.")
  var json = false

  @Flag(help: "Write only results, warnings and errors.")
  var quiet = false

  @Option(help: "Train with so many threads; all processors otherwise.")
  var threads: Int?

  @Option(help: "The session's seed.")
  var seed: UInt64?

  /// Options that take the next word as their value.
  static let valued: Set<String> = ["-c", "--threads", "--seed"]
}
