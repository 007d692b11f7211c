/// The passes of the plan compiler, in the order they run.
///
/// From graph to graph first, then from graph to tasks, then from tasks to memory. Each can be left
/// out without changing what a plan computes; tests run plans with all of them, with each alone and
/// with none.
public enum PlanPass: String, CaseIterable, Sendable {
  // From graph to graph.
  case shareSubexpressions = "share subexpressions"
  case foldConstants = "fold constants"
  case gatherFactors = "gather factors"
  case shareLattices = "share lattices"
  // From graph to tasks.
  case fuseElementwise = "fuse elementwise"
  case sinkCheapOperations = "sink cheap operations"
  case recogniseAdam = "recognise Adam"
  case updateInPlace = "update in place"
  // From tasks to code and memory.
  case multiplyAdd = "multiply and add at once"
  case smallProducts = "small products"
  case reuseMemory = "reuse memory"

  /// What the pass does, in one sentence.
  public var summary: String {
    switch self {
    case .shareSubexpressions: "Computes equal subexpressions once"
    case .foldConstants: "Computes at compile time what is constant"
    case .gatherFactors:
      "Multiplies constant factors with each other instead of with arrays one after the other"
    case .shareLattices: "Takes losses of label sequences from the kernel of their gradient"
    case .fuseElementwise: "Runs chains of elementwise operations in one pass over tiles"
    case .sinkCheapOperations:
      "Computes cheap operations where they are used instead of keeping their results"
    case .recogniseAdam: "Gives Adam's update to a kernel of its own"
    case .updateInPlace: "Lets an update write straight into its target"
    case .multiplyAdd: "Adds to a product in the instruction that computes it"
    case .smallProducts: "Takes small matrix products to a plain loop instead of oneDNN"
    case .reuseMemory: "Lets values whose lifetimes do not meet share memory"
    }
  }
}
