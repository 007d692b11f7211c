import ArgumentParser

/// What a command line asks for.
struct Invocation {
  /// What to do.
  enum Task: Equatable {
    /// Read entries from standard input, at a terminal or not.
    case converse
    /// Run a script.
    case runFile(String)
    /// Run the lines given with -c.
    case runLines(String)
    /// Look for mistakes in scripts.
    case check([String])
  }

  /// Why there is nothing to do.
  enum Refusal: Error {
    /// Help or the version was asked for.
    case answer(String)
    /// The command line is wrong; one sentence.
    case mistake(String)
  }

  var task: Task
  var options: ProgramOptions

  /// What the script reads as `arguments`.
  var arguments: [String] = []

  /// Reads the words after the program's name.
  ///
  /// Only the words before the file are shown to ArgumentParser: a script may have a `--help` of its
  /// own.
  init(_ words: [String]) throws(Refusal) {
    let (own, rest) = Self.split(words)
    if rest.first == "run" || rest.first == "check" {
      let (more, files) = Self.split(Array(rest.dropFirst()))
      options = try Self.parse(own + more)
      if options.lines != nil { throw .mistake("-c takes no file to \(rest[0])") }
      guard let file = files.first else {
        throw .mistake("\(rest[0]) needs a file: lossrepl \(rest[0]) file.lossrepl")
      }
      task = rest[0] == "check" ? .check(files) : .runFile(file)
      arguments = rest[0] == "check" ? [] : Array(files.dropFirst())
    } else {
      options = try Self.parse(own)
      (task, arguments) = Self.task(options, rest)
    }
    try checkNumbers()
  }

  private static func task(_ options: ProgramOptions, _ rest: [String]) -> (Task, [String]) {
    if let lines = options.lines { return (.runLines(lines), rest) }
    guard let file = rest.first else { return (.converse, []) }
    return (file == "-" ? .converse : .runFile(file), Array(rest.dropFirst()))
  }

  /// The words that are options with their values, and the rest.
  private static func split(_ words: [String]) -> (own: [String], rest: [String]) {
    var index = 0
    while index < words.count, words[index].hasPrefix("-"), words[index] != "-" {
      if words[index] == "--" {
        return (Array(words[..<index]), Array(words[(index + 1)...]))
      }
      index += ProgramOptions.valued.contains(words[index]) ? 2 : 1
    }
    let end = min(index, words.count)
    return (Array(words[..<end]), Array(words[end...]))
  }

  private static func parse(_ words: [String]) throws(Refusal) -> ProgramOptions {
    do { return try ProgramOptions.parse(words) } catch {
      if ProgramOptions.exitCode(for: error).isSuccess {
        throw .answer(ProgramOptions.fullMessage(for: error))
      }
      throw .mistake(ProgramOptions.message(for: error))
    }
  }

  private func checkNumbers() throws(Refusal) {
    if let threads = options.threads, !(1...1024).contains(threads) {
      throw .mistake("--threads \(threads) is not a whole number from 1 to 1024")
    }
  }
}
