import Tensors

/// Decides where updates are written.
///
/// A tape whose result is the new value of a parameter or state writes it straight into its target
/// where the order of tasks allows; otherwise the value gets memory of its own and is copied when
/// everybody has read the old one.
struct UpdatePlacement {
  /// Values that live in the memory of their target.
  private(set) var targetOfValue: [Int: Int] = [:]
  private(set) var tasks: [PlanTask]
  private let graph: FlatGraph

  init(
    _ forming: TaskForming, graph: FlatGraph, updates: [(target: Int, value: Int)], threads: Int,
    inPlace: Bool
  ) {
    tasks = forming.tasks
    self.graph = graph
    for (target, value) in updates {
      let base = graph.base(of: value)
      if inPlace, place(base, in: target, producer: forming.producer[base]) { continue }
      assign(base, to: target, Slices(threads: threads), producer: forming.producer)
    }
    for number in tasks.indices {
      tasks[number].accesses = tasks[number].accesses.map { access in
        Access(
          value: targetOfValue[access.value] ?? access.value, isWrite: access.isWrite,
          ranges: access.ranges)
      }
    }
  }

  /// Tries to let the tape that computes `value` write into `target`.
  private mutating func place(_ value: Int, in target: Int, producer: Int?) -> Bool {
    guard let producer, case .tape(let members) = tasks[producer].kind, members.contains(value),
      graph.isElementwise(value), graph.shape(value).rank > 0, targetOfValue[value] == nil,
      graph.shape(value).count == graph.shape(target).count,
      readsOnlyInStep(target, members)
    else { return false }
    let readers = tasks.indices.filter { number in
      number != producer && tasks[number].accesses.contains { $0.value == target && !$0.isWrite }
    }
    let later = dependents(of: producer)
    guard !readers.contains(where: later.contains) else { return false }
    tasks[producer].prerequisites.formUnion(readers)
    targetOfValue[value] = target
    return true
  }

  /// Whether a tape reads `target` only element by element, so that writing element i cannot spoil
  /// what another element needs.
  private func readsOnlyInStep(_ target: Int, _ members: [Int]) -> Bool {
    members.allSatisfy { member in
      graph.inputs[member].allSatisfy { operand in
        let address = graph.addressing(of: operand, over: graph.domain(member) ?? [])
        return address.node != target || address == .vector(target)
      }
    }
  }

  private mutating func assign(
    _ value: Int, to target: Int, _ slices: Slices, producer: [Int: Int]
  ) {
    let shape = graph.shape(target)
    let ranges = shape.rank == 0 ? slices.first(1) : slices.elements(of: shape)
    var task = PlanTask(
      kind: .assign(value: value, target: target),
      accesses: [.read(value, ranges), .write(target, ranges)])
    if let source = producer[value] { task.prerequisites.insert(source) }
    for (number, other) in tasks.enumerated()
    where other.accesses.contains(where: { $0.value == target && !$0.isWrite }) {
      task.prerequisites.insert(number)
    }
    tasks.append(task)
  }

  /// The tasks that must come after `task`, directly or through others.
  private func dependents(of task: Int) -> Set<Int> {
    var users = [[Int]](repeating: [], count: tasks.count)
    for (number, other) in tasks.enumerated() {
      for prerequisite in other.prerequisites { users[prerequisite].append(number) }
    }
    var found: Set<Int> = []
    var open = [task]
    while let next = open.popLast() {
      for user in users[next] where found.insert(user).inserted { open.append(user) }
    }
    return found
  }
}
