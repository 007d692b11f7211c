/// What one turn of one side took: several epochs or calls, and the processor time of them all.
typealias Turn = (seconds: [Double], processorSeconds: Double)

/// What both sides took, measured in turn so that both meet the same moods of the machine.
struct Turns {
  let ours: Samples
  /// The peers that are there, in the order in which they were named.
  let theirs: [(peer: Peer, samples: Samples)]
}

extension Bench {
  /// Measures us and the peers that are there, round by round.
  func inTurn(
    rounds: Int, with peers: [Peer], ours: () throws -> Turn, theirs: (Peer) throws -> Turn
  ) throws -> Turns {
    let present = peers.filter { peer in
      if let absence = self.peers.absence(of: peer) {
        remark(absence)
        return false
      }
      return true
    }
    var own = Samples()
    var samples = present.map { _ in Samples() }
    for _ in 0..<rounds {
      try add(to: &own, ours)
      for (index, peer) in present.enumerated() {
        try add(to: &samples[index]) { try theirs(peer) }
      }
    }
    return Turns(ours: own, theirs: Array(zip(present, samples)).map { (peer: $0, samples: $1) })
  }

  private func add(to samples: inout Samples, _ body: () throws -> Turn) throws {
    let (seconds, isDisturbed) = try machine.sample(body)
    samples.add(seconds, isDisturbed: isDisturbed)
  }

  /// Keeps a row for each peer, and one for each goal whose peer is not there; at least one.
  func record(
    _ work: String, short: String, _ turns: Turns, goals: [Peer: Double] = [:]
  ) {
    for (peer, samples) in turns.theirs {
      record(
        Row(
          work, short: short, turns.ours, beside: (peer, samples),
          goal: goals[peer].map { .share($0, of: peer) }))
    }
    let absent = Peer.allCases.filter { peer in
      goals[peer] != nil && !turns.theirs.contains { $0.peer == peer }
    }
    for peer in absent {
      record(Row(work, short: short, turns.ours, goal: goals[peer].map { .share($0, of: peer) }))
    }
    if turns.theirs.isEmpty, absent.isEmpty { record(Row(work, short: short, turns.ours)) }
  }
}
