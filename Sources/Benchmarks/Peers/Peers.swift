import FoundationEssentials
import Glibc

/// The libraries people would use otherwise, where they are installed.
///
/// $LOSSREPL_PEERS is the python of a virtual environment with them, $LOSSREPL_PEERS_SCRIPT a script
/// that is called `script PEER WORKLOAD --batch B --epochs E --threads T` and prints one JSON object
/// with `all`: the seconds of each epoch or call, warm-up left out.
struct Peers {
  private let python: String?
  private let script: String?

  init() throws {
    // Not resolved: a virtual environment's python is a link, and known by where that lies.
    python = environment("LOSSREPL_PEERS").map { path in
      path.hasPrefix("/") ? path : (getcwd(nil, 0).map { String(cString: $0) + "/" } ?? "") + path
    }
    script = try environment("LOSSREPL_PEERS_SCRIPT").map(absolutePath)
  }

  /// Whether a peer can be asked; `why` says what is missing.
  func find(_ peer: String, module: String, in workspace: Workspace) -> (isThere: Bool, why: String)
  {
    guard let python, let script else {
      return (false, "\(peer) not compared: LOSSREPL_PEERS and LOSSREPL_PEERS_SCRIPT are not set")
    }
    guard access(script, R_OK) == 0 else {
      return (false, "\(peer) not compared: \(script) cannot be read")
    }
    let trial = try? Child.run([python, "-c", "import \(module)"], in: workspace)
    let isThere = trial?.status == 0
    return (isThere, isThere ? "" : "\(peer) not compared: not installed for \(python)")
  }

  private struct Answer: Decodable {
    let all: [Double]
  }

  /// The seconds a peer takes.
  func measure(
    _ words: [String], in workspace: Workspace, onOneProcessor: Bool = false
  ) throws -> ([Double], processorSeconds: Double) {
    guard let python, let script else { return ([], 0) }
    let child = try Child.run(
      [python, script] + words, in: workspace, onOneProcessor: onOneProcessor
    ).succeeded(words.joined(separator: " "))
    let line = child.output.split(separator: UInt8(ascii: "\n")).last ?? []
    guard let answer = try? JSONDecoder().decode(Answer.self, from: Data(line)) else {
      throw BenchmarkFailure("\(words.joined(separator: " ")) printed no figures")
    }
    return (answer.all, child.processorSeconds)
  }
}
