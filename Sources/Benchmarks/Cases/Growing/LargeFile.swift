import Glibc

/// A file of 2 GB, as numbers in single precision (NPY) or as bytes (IDX), trained on for two epochs
/// in batches of 64.
///
/// $LOSSREPL_LARGE_BYTES asks for another size.
struct LargeFile: BenchmarkCase {
  let format: LargeFileWriter.Format
  var name: String { "large-\(format.rawValue)" }
  private static let width = 784

  func run(_ bench: Bench) throws {
    let bytes = environment("LOSSREPL_LARGE_BYTES").flatMap { Int($0) } ?? 2_000_000_000
    guard try bench.workspace.hasRoom(for: bytes, of: name, bench) else { return }
    let rows = max(1000, bytes / (Self.width * format.bytesPerNumber))
    let writer = LargeFileWriter(
      format: format, rows: rows, width: Self.width, in: bench.workspace.root)
    defer { bench.workspace.delete([writer.features, writer.classes]) }
    try writer.write()
    let size = memory(Double(rows * Self.width * format.bytesPerNumber))
    try bench.recordTraining(
      script(writer), work: "\(size) of \(format.rawValue.uppercased())",
      short: "\(size) \(format.rawValue.uppercased())")
  }

  private func script(_ files: LargeFileWriter) -> String {
    """
    load "\(files.features)" targets="\(files.classes)"
    \(format == .idx ? "scale divide=255" : "")
    model dense(128) -> relu -> dense(10)
    loss cross_entropy
    optimizer adam(lr=0.001)
    seed 1
    fit epochs=2 batch=64

    """
  }
}

extension Workspace {
  /// Whether a file of so many bytes fits, with as much again left over; says so if it does not.
  func hasRoom(for bytes: Int, of name: String, _ bench: Bench) throws -> Bool {
    var system = statvfs()
    try require(statvfs(root, &system) == 0, "\(root) has no file system")
    let free = Int(system.f_bavail) * Int(system.f_frsize)
    guard free < 2 * bytes else { return true }
    bench.remark(
      "\(name) skipped: it wants \(memory(Double(2 * bytes))) free in \(root), there are "
        + memory(Double(free)))
    return false
  }

  /// Deletes files at once: they are large.
  func delete(_ paths: [String]) {
    for path in paths { unlink(path) }
  }
}
