import Glibc

/// A thread of the operating system: Swift's task pool is not made for work that waits.
enum WatchThread {
  private final class Box: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  /// Starts a thread that does `body`.
  /// - Throws: `cannotWatch` if there can be none.
  static func start(_ body: @escaping @Sendable () -> Void) throws(LogInputError) {
    let box = Unmanaged.passRetained(Box(body))
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { argument in
        if let argument { Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().body() }
        return nil
      }, box.toOpaque())
    if code != 0 {
      box.release()
      throw .cannotWatch(code: code)
    }
    pthread_detach(thread)
  }
}
