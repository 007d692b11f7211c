import Tensors

/// Orders the tasks and cuts the order into phases with a barrier between them.
///
/// Within a phase no thread touches what another one writes. Of the tasks that are ready, those come
/// first that need no barrier, so a step usually ends up with two phases: everything along rows of
/// the batch, then everything along rows of the parameters.
struct Scheduling {
  /// Task numbers, phase by phase.
  private(set) var phases: [[Int]] = []

  init(_ tasks: [PlanTask]) {
    var waiting = tasks.map { $0.prerequisites.count }
    var users = [[Int]](repeating: [], count: tasks.count)
    for (number, task) in tasks.enumerated() {
      for prerequisite in task.prerequisites { users[prerequisite].append(number) }
    }
    var ready = tasks.indices.filter { waiting[$0] == 0 }
    var phase = Phase()
    while !ready.isEmpty {
      guard let position = ready.firstIndex(where: { phase.admits(tasks[$0]) }) else {
        phases.append(phase.members)
        phase = Phase()
        continue
      }
      let number = ready.remove(at: position)
      phase.add(number, tasks[number])
      for user in users[number] {
        waiting[user] -= 1
        if waiting[user] == 0 {
          ready.insert(user, at: ready.firstIndex { $0 > user } ?? ready.count)
        }
      }
    }
    if !phase.members.isEmpty { phases.append(phase.members) }
  }

  /// The tasks between two barriers.
  private struct Phase {
    private(set) var members: [Int] = []
    private var accesses: [Int: [Access]] = [:]

    func admits(_ task: PlanTask) -> Bool {
      task.accesses.allSatisfy { access in
        !(accesses[access.value] ?? []).contains(where: access.conflicts)
      }
    }

    mutating func add(_ number: Int, _ task: PlanTask) {
      members.append(number)
      for access in task.accesses { accesses[access.value, default: []].append(access) }
    }
  }
}
