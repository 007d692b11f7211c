/// The passes of the plan compiler, in the order they run.
///
/// From graph to graph first, then from graph to tasks, then from tasks to memory. Each can be left
/// out without changing what a plan computes; tests run plans with all of them, with each alone and
/// with none.
public enum PlanPass: String, CaseIterable, Sendable {
  // From graph to graph.
  case cancelTranspositions = "cancel transpositions"
  case shareSubexpressions = "share subexpressions"
  case foldConstants = "fold constants"
  case gatherFactors = "gather factors"
  case shareLosses = "share losses"
  // From graph to tasks.
  case fuseElementwise = "fuse elementwise"
  case sinkCheapOperations = "sink cheap operations"
  case recogniseAdam = "recognise Adam"
  case updateInPlace = "update in place"
  // From tasks to code and memory.
  case foldEpilogues = "fold epilogues"
  case gatherAhead = "gather ahead"
  case multiplyAdd = "multiply and add at once"
  case ownProducts = "own products"
  case reuseMemory = "reuse memory"

  /// What the pass does, in one sentence.
  public var summary: String {
    switch self {
    case .cancelTranspositions: "Computes weights and their gradients as they lie in memory"
    case .shareSubexpressions: "Computes equal subexpressions once"
    case .foldConstants: "Computes at compile time what is constant"
    case .gatherFactors:
      "Multiplies constant factors with each other instead of with arrays one after the other"
    case .shareLosses:
      "Takes cross-entropy, CTC and transducer losses from the kernel of their gradient"
    case .fuseElementwise: "Runs chains of elementwise operations in one pass over tiles"
    case .sinkCheapOperations:
      "Computes cheap operations where they are used instead of keeping their results"
    case .recogniseAdam: "Gives Adam's update to a kernel of its own"
    case .updateInPlace: "Lets an update write straight into its target"
    case .foldEpilogues: "Adds bias and takes relu in the product they follow"
    case .gatherAhead: "Gathers rows as products read them, and fetches the next ones meanwhile"
    case .multiplyAdd: "Adds to a product in the instruction that computes it"
    case .ownProducts: "Computes matrix products that fit the cache with a kernel of our own"
    case .reuseMemory: "Lets values whose lifetimes do not meet share memory"
    }
  }
}
