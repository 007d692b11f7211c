/// What a plan's compilation may do.
public struct PlanOptions: Sendable, Equatable {
  /// The passes that are on; the results must not care.
  public var passes: Set<PlanPass>
  /// 1 for one thread, any larger number for all of the pool's; nil: what the work is worth.
  public var threads: Int?

  /// These passes, every one unless told otherwise.
  public init(_ passes: Set<PlanPass> = Set(PlanPass.allCases), threads: Int? = nil) {
    self.passes = passes
    self.threads = threads
  }

  /// Every pass off.
  public static let plain = PlanOptions([])

  /// Every pass on but one.
  public static func without(_ pass: PlanPass) -> PlanOptions {
    PlanOptions(Set(PlanPass.allCases).subtracting([pass]))
  }

  /// Whether a pass is on.
  func runs(_ pass: PlanPass) -> Bool { passes.contains(pass) }
}
