/// What a step of a thread's list belongs to.
enum StepPlace: Equatable {
  /// A task, by its number in the blueprint.
  case task(Int)
  /// The barrier after a phase, counted from 0.
  case barrier(Int)
}
