import FoundationEssentials
import Glibc

/// The libraries people would use otherwise, where they are installed.
///
/// $LOSSREPL_PEERS and $LOSSREPL_KERAS are the pythons of virtual environments with them,
/// $LOSSREPL_PEERS_SCRIPT a script that is called
/// `script PEER WORKLOAD --batch B --epochs E --threads T` and prints one JSON object with `all`:
/// the seconds of each epoch or call, warm-up left out.
final class Peers {
  private let workspace: Workspace
  private let pythons: [Peer: String]
  private let script: String?
  /// Each peer's version, or why it is not compared; filled as they are asked for.
  private var found: [Peer: Result<String, BenchmarkFailure>] = [:]

  init(in workspace: Workspace) throws {
    self.workspace = workspace
    let folder = getcwd(nil, 0)
    defer { free(folder) }
    let here = folder.map { String(cString: $0) + "/" } ?? ""
    var pythons: [Peer: String] = [:]
    for peer in Peer.allCases {
      // Not resolved: a virtual environment's python is a link, and known by where that lies.
      pythons[peer] = environment(peer.variable).map { $0.hasPrefix("/") ? $0 : here + $0 }
    }
    self.pythons = pythons
    script = try environment("LOSSREPL_PEERS_SCRIPT").map(absolutePath)
  }

  /// Why a peer cannot be asked; nil if it can.
  func absence(of peer: Peer) -> String? {
    if case .failure(let failure) = version(of: peer) { return failure.sentence }
    return nil
  }

  /// The peers asked so far that are there, with their versions.
  var present: [(peer: Peer, version: String)] {
    Peer.allCases.compactMap { peer in
      guard case .success(let version) = found[peer] else { return nil }
      return (peer, version)
    }
  }

  /// The seconds a peer takes for a workload of the script.
  func measure(
    _ peer: Peer, _ words: [String], onOneProcessor: Bool = false
  ) throws -> Turn {
    guard let script else { return ([], 0) }
    let answer = try run(
      peer, [script, peer.rawValue] + words, Times.self, onOneProcessor: onOneProcessor)
    return (answer.line.all, answer.child.processorSeconds)
  }

  /// Runs a script by a peer's python and reads the object on its last line.
  func run<Line: Decodable>(
    _ peer: Peer, _ words: [String], _ type: Line.Type, onOneProcessor: Bool = false
  ) throws -> (line: Line, child: Child) {
    guard let python = pythons[peer] else { throw BenchmarkFailure("\(peer.title) is not there") }
    let child = try Child.run([python] + words, in: workspace, onOneProcessor: onOneProcessor)
      .succeeded(words.joined(separator: " "))
    let line = child.output.split(separator: UInt8(ascii: "\n")).last ?? []
    guard let answer = try? JSONDecoder().decode(type, from: Data(line)) else {
      throw BenchmarkFailure("\(words.joined(separator: " ")) printed no figures")
    }
    return (answer, child)
  }

  private struct Times: Decodable {
    let all: [Double]
  }

  private func version(of peer: Peer) -> Result<String, BenchmarkFailure> {
    if let known = found[peer] { return known }
    let answer = look(for: peer)
    found[peer] = answer
    return answer
  }

  private func look(for peer: Peer) -> Result<String, BenchmarkFailure> {
    func absent(_ why: String) -> Result<String, BenchmarkFailure> {
      .failure(BenchmarkFailure("\(peer.title) not compared: \(why)"))
    }
    guard let python = pythons[peer] else { return absent("\(peer.variable) is not set") }
    guard let script else { return absent("LOSSREPL_PEERS_SCRIPT is not set") }
    guard access(script, R_OK) == 0 else { return absent("\(script) cannot be read") }
    let line =
      "import \(peer.modules.joined(separator: ", ")); print(\(peer.rawValue).__version__)"
    guard let trial = try? Child.run([python, "-c", line], in: workspace), trial.status == 0,
      let version = trial.text.split(separator: "\n").last
    else { return absent("not installed for \(python)") }
    return .success(String(version))
  }
}
