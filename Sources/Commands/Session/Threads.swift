import Tensors

/// Trains with so many threads from now on; false once training has begun with another number.
@discardableResult
public func useThreads(_ count: Int) -> Bool { WorkerPool.configure(threads: count) }
