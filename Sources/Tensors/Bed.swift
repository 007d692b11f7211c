import Glibc

/// Where idle workers sleep: a mutex and a condition variable at fixed addresses.
///
/// Unchecked: the two are made for use from several threads, and the pointers never change.
final class Bed: @unchecked Sendable {
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  init() {
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(condition, nil)
  }

  deinit {
    pthread_cond_destroy(condition)
    pthread_mutex_destroy(mutex)
    condition.deallocate()
    mutex.deallocate()
  }

  /// Sleeps until `isMorning` holds.
  ///
  /// It is asked again only after a `wake`.
  func sleep(until isMorning: () -> Bool) {
    pthread_mutex_lock(mutex)
    while !isMorning() { pthread_cond_wait(condition, mutex) }
    pthread_mutex_unlock(mutex)
  }

  /// Makes `change` and wakes every sleeper.
  ///
  /// The lock keeps a worker from falling asleep in between.
  func wake(after change: () -> Void) {
    pthread_mutex_lock(mutex)
    change()
    pthread_cond_broadcast(condition)
    pthread_mutex_unlock(mutex)
  }
}
