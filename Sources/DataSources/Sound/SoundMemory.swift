import CSndfile
import Glibc

/// The bytes of a file as libsndfile reads them: with a place that moves.
final class SoundMemory {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var place = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  private func read(_ target: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    let taken = max(0, min(count, bytes.count - place))
    guard taken > 0, let target, let start = bytes.baseAddress else { return 0 }
    target.copyMemory(from: start + place, byteCount: taken)
    place += taken
    return taken
  }

  private func seek(_ offset: Int, _ whence: Int32) -> Int {
    let start = whence == SEEK_CUR ? place : whence == SEEK_END ? bytes.count : 0
    let (target, overflow) = start.addingReportingOverflow(offset)
    if !overflow, target >= 0 { place = target }
    return place
  }

  /// The functions that libsndfile calls; it hands an unretained `SoundMemory` back to each.
  static let functions = SF_VIRTUAL_IO(
    get_filelen: { SoundMemory.from($0).map { sf_count_t($0.bytes.count) } ?? 0 },
    seek: { offset, whence, memory in
      SoundMemory.from(memory).map { sf_count_t($0.seek(Int(offset), whence)) } ?? 0
    },
    read: { target, count, memory in
      SoundMemory.from(memory).map { sf_count_t($0.read(target, Int(count))) } ?? 0
    },
    write: { _, _, _ in 0 },
    tell: { SoundMemory.from($0).map { sf_count_t($0.place) } ?? 0 })

  private static func from(_ pointer: UnsafeMutableRawPointer?) -> SoundMemory? {
    pointer.map { Unmanaged<SoundMemory>.fromOpaque($0).takeUnretainedValue() }
  }
}
