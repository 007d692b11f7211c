import Glibc
import Language
import Synchronization

/// Ctrl-C and changes of the window's size.
///
/// The handlers only store to atomics and write one byte to a pipe, so that a wait for input can be
/// on the pipe as well: a signal between a look at the flag and the wait is not lost.
enum Interrupts {
  /// The flag that a running program looks at.
  static let control = Interruption()

  /// What ended a wait.
  enum Wake { case input, interrupted, resized }

  private static let leavesAtSecond = Atomic<Bool>(false)
  private static let wakingEnd = Atomic<Int32>(-1)
  private static let waitingEnd = Atomic<Int32>(-1)
  private static let interruptByte = UInt8(ascii: "c")
  private static let resizeByte = UInt8(ascii: "w")

  /// Takes over SIGINT and SIGWINCH.
  ///
  /// - Parameter leavingAtSecond: whether a second Ctrl-C ends the process at once, as it should
  ///   where no prompt is to survive.
  static func install(leavingAtSecond: Bool) {
    control.clear()
    leavesAtSecond.store(leavingAtSecond, ordering: .relaxed)
    var ends: [Int32] = [-1, -1]
    if pipe(&ends) == 0 {
      for end in ends {
        _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        _ = fcntl(end, F_SETFL, O_NONBLOCK)
      }
      waitingEnd.store(ends[0], ordering: .relaxed)
      wakingEnd.store(ends[1], ordering: .relaxed)
    }
    // A script that a shell puts in the background has the signal ignored, and is to stay so.
    if !leavingAtSecond || !isIgnored(SIGINT) { handle(SIGINT) { _ in Interrupts.onInterrupt() } }
    unblock(SIGINT)
    handle(SIGWINCH) { _ in Interrupts.wake(Interrupts.resizeByte) }
    // A reader that leaves early (`| head`) ends the program quietly, even under a parent that
    // ignores the signal.
    signal(SIGPIPE, SIG_DFL)
  }

  /// A parent that works with signals blocked is not to deprive us of Ctrl-C.
  private static func unblock(_ number: Int32) {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, number)
    sigprocmask(SIG_UNBLOCK, &signals, nil)
  }

  private static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    sigaction(number, nil, &action)
    return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
      == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  private static func handle(_ number: Int32, _ handler: @escaping @convention(c) (Int32) -> Void) {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = handler
    // Reads of files are to go on; a wait for input is ended by the pipe.
    action.sa_flags = SA_RESTART
    sigaction(number, &action, nil)
  }

  private static func onInterrupt() {
    if control.isRequested, leavesAtSecond.load(ordering: .relaxed) { _exit(130) }
    control.request()
    wake(interruptByte)
  }

  private static func wake(_ byte: UInt8) {
    let saved = errno
    var byte = byte
    _ = write(wakingEnd.load(ordering: .relaxed), &byte, 1)
    errno = saved
  }

  /// Lowers the flag and forgets signals that came before.
  static func clear() {
    control.clear()
    while nextWake() != nil {}
  }

  /// Waits until standard input has something, or a signal came.
  static func waitForInput() -> Wake {
    while true {
      if let wake = nextWake() { return wake }
      var files = [
        pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
        pollfd(fd: waitingEnd.load(ordering: .relaxed), events: Int16(POLLIN), revents: 0),
      ]
      let count = poll(&files, 2, -1)
      if count > 0, files[1].revents == 0 { return .input }
      if count < 0, errno != EINTR { return .input }
    }
  }

  private static func nextWake() -> Wake? {
    var byte: UInt8 = 0
    guard read(waitingEnd.load(ordering: .relaxed), &byte, 1) == 1 else { return nil }
    return byte == resizeByte ? .resized : .interrupted
  }
}
