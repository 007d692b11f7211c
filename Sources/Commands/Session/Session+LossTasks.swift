import Learning

extension Session {
  /// The losses of a task.
  struct LossGroup {
    /// The task.
    let task: LossTask
    /// What can be named for it.
    let losses: [Declaration]
  }

  /// Every loss that can be named at present, under its task; tasks without losses are left out.
  var lossesByTask: [LossGroup] {
    let named = declarations(.loss)
    return LossTask.allCases.compactMap { task in
      let losses = named.filter { self.task(of: $0) == task }
      return losses.isEmpty ? nil : LossGroup(task: task, losses: losses)
    }
  }

  /// The task of a loss; the sum that learns its weights is made of others when it is typed, so it
  /// is no definition until then.
  private func task(of loss: Declaration) -> LossTask {
    lossDefinition(loss.name)?.task ?? .adaptive
  }
}
