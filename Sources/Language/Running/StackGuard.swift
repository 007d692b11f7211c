import Glibc

/// Knows how much stack a run may use, so that deep programs end in an error whatever the build.
///
/// The counted limits come first in ordinary programs; this one is for deep calls of deep blocks.
///
/// Every thread of the system's C library gets the stack size of the resource limit (2 MiB if that
/// is infinite). The run may use three quarters of it below where it starts; the rest is for the
/// callers above and for what verbs need.
struct StackGuard {
  private let lowest: UInt

  init() {
    var limit = rlimit()
    let known = getrlimit(__rlimit_resource_t(RLIMIT_STACK.rawValue), &limit) == 0
    let isFinite = known && limit.rlim_cur < 1 << 40
    let size = isFinite ? min(UInt(limit.rlim_cur), 8 << 20) : 2 << 20
    let here = StackGuard.place
    lowest = here > size ? here - size / 4 * 3 : 0
  }

  /// Whether there is stack left to go deeper; stacks grow downwards on every processor we run on.
  var hasRoom: Bool { StackGuard.place > lowest }

  /// About where the stack's end is now.
  private static var place: UInt {
    var marker: UInt8 = 0
    return withUnsafeMutablePointer(to: &marker) { UInt(bitPattern: $0) }
  }
}
