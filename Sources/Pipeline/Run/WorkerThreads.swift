import Glibc

/// A thread of the operating system, for work that blocks on files, which Swift's task pool is not made for.
package struct WorkerThread {
  private let thread: pthread_t

  /// Starts a thread that does `body`; nil if there can be none.
  package init?(_ body: @escaping @Sendable () -> Void) {
    let box = Unmanaged.passRetained(Box(body))
    var thread = pthread_t()
    let result = pthread_create(
      &thread, nil,
      { argument in
        if let argument { Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().body() }
        return nil
      }, box.toOpaque())
    if result != 0 {
      box.release()
      return nil
    }
    self.thread = thread
  }

  /// Waits until it is done.
  package func join() { pthread_join(thread, nil) }

  private final class Box: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }
}

/// Several threads at the same work.
package enum WorkerThreads {
  /// Runs `body` on `count` threads at once, the calling one among them, and waits for all.
  static func run(_ count: Int, _ body: @escaping @Sendable () -> Void) {
    // If there are fewer threads to be had, those there are do the work.
    let threads = (1..<max(count, 1)).compactMap { _ in WorkerThread(body) }
    body()
    for thread in threads { thread.join() }
  }

  /// The number of processors this process may use.
  package static var processorCount: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
}
