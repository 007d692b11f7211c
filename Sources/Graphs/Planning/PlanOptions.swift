/// What a plan's compilation may do.
///
/// Tests switch passes off one by one: the results must not care.
public struct PlanOptions: Sendable, Equatable {
  /// Computes equal subexpressions once.
  public var sharesSubexpressions = true
  /// Computes at compile time what is constant.
  public var foldsConstants = true
  /// Multiplies constant factors with each other instead of with arrays one after the other.
  public var gathersFactors = true
  /// Runs chains of elementwise operations as one tape.
  public var fusesElementwise = true
  /// Adds to a product in the instruction that computes it.
  public var joinsProducts = true
  /// Computes cheap operations where they are used instead of keeping their results.
  public var sinksCheapOperations = true
  /// Lets an update write straight into its target.
  public var updatesInPlace = true
  /// Lets values whose lifetimes do not meet share memory.
  public var reusesMemory = true
  /// Takes losses of label sequences from the kernel that computes their gradient.
  public var sharesLattices = true
  /// Gives Adam's update to a kernel of its own.
  public var recognisesAdam = true
  /// Takes small products to a plain loop instead of oneDNN.
  public var usesSmallProducts = true
  /// 1 for one thread, any larger number for all of the pool's; nil: what the work is worth.
  public var threads: Int?

  /// Everything on.
  public init() {}

  /// Every pass off.
  public static let plain: PlanOptions = {
    var options = PlanOptions()
    options.sharesSubexpressions = false
    options.foldsConstants = false
    options.gathersFactors = false
    options.fusesElementwise = false
    options.joinsProducts = false
    options.sinksCheapOperations = false
    options.updatesInPlace = false
    options.reusesMemory = false
    options.sharesLattices = false
    options.recognisesAdam = false
    options.usesSmallProducts = false
    return options
  }()
}
