import Glibc
import Tensors

/// All bytes of a file that is one.
///
/// The size is taken from the system and bounded by the memory of the machine: a sparse file can
/// claim any.
func readFile(_ path: String) throws(CheckpointError) -> [UInt8] {
  guard !path.utf8.contains(0) else { throw .file(.badPath(path)) }
  // Opening a pipe would otherwise wait for a writer.
  let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
  guard descriptor >= 0 else { throw refusal(path) }
  defer { close(descriptor) }
  var status = stat()
  guard fstat(descriptor, &status) == 0 else { throw refusal(path) }
  guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile(path) }
  let size = Int(status.st_size)
  guard size <= largestFile else { throw .tooLarge(path, bytes: size) }
  return try readAll(descriptor, size, path)
}

/// A third of the memory: the bytes, and Floats that may take twice as many.
private var largestFile: Int { sysconf(Int32(_SC_PHYS_PAGES)) / 3 * sysconf(Int32(_SC_PAGESIZE)) }

private func readAll(
  _ descriptor: Int32, _ size: Int, _ path: String
) throws(CheckpointError) -> [UInt8] {
  var failed = false
  let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
    while count < size {
      let got = read(descriptor, buffer.baseAddress?.advanced(by: count), size - count)
      if got < 0 && errno == EINTR { continue }
      failed = got < 0
      if got <= 0 { return }
      count += got
    }
  }
  guard !failed else { throw refusal(path) }
  return bytes
}

private func refusal(_ path: String) -> CheckpointError {
  .file(.refused(operation: "read", path: path, code: errno))
}
