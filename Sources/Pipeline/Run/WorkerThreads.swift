import Glibc

/// Operating-system threads for work that blocks on files, which Swift's task pool is not made for.
enum WorkerThreads {
  /// Runs `body` on `count` threads at once, the calling one among them, and waits for all.
  static func run(_ count: Int, _ body: @escaping @Sendable () -> Void) {
    var threads: [pthread_t] = []
    for _ in 1..<max(count, 1) {
      let box = Unmanaged.passRetained(Box(body))
      var thread = pthread_t()
      let result = pthread_create(
        &thread, nil,
        { argument in
          if let argument { Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().body() }
          return nil
        }, box.toOpaque())
      if result == 0 {
        threads.append(thread)
      } else {
        // Out of threads: the others do the work.
        box.release()
      }
    }
    body()
    for thread in threads { pthread_join(thread, nil) }
  }

  /// The number of processors this process may use.
  static var processorCount: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  private final class Box: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }
}
