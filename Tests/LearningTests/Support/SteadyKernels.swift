import Glibc

/// Runs `body` while the kernels' instruction set stays the same.
///
/// Tests of kernels change it for the whole process, see `at` in TensorsTests: what compares bits
/// must not run meanwhile.
func steadily<Result>(_ body: () throws -> Result) rethrows -> Result {
  let file = open("/tmp/lossrepl-kernels-\(getpid())", O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
  flock(file, LOCK_SH)
  defer { close(file) }
  return try body()
}
