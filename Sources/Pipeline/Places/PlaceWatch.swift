package import Geo
import Glibc

/// Sees to it that databases of addresses which are replaced are read again, on a thread of its own.
package final class PlaceWatch {
  private let thread: WorkerThread
  /// A pipe: what is written into one end ends the thread, which waits at the other.
  private let ends: (out: Int32, in: Int32)

  /// How often files are looked at, in milliseconds.
  private static let interval: Int32 = 1000

  /// Watches the databases of `lookup`; nil if there are none.
  package init?(_ lookup: PlaceLookup?, _ messages: MessageLog) {
    guard let databases = lookup?.databases else { return nil }
    var pipe: (Int32, Int32) = (-1, -1)
    let code = withUnsafeMutablePointer(to: &pipe) {
      $0.withMemoryRebound(to: Int32.self, capacity: 2) { Glibc.pipe($0) }
    }
    guard code == 0 else {
      messages.warning("databases of addresses are not read again: no pipe is to be had")
      return nil
    }
    for end in [pipe.0, pipe.1] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let out = pipe.0
    let thread = WorkerThread {
      var wait = pollfd(fd: out, events: Int16(POLLIN), revents: 0)
      // A signal ends a wait early, which does no harm.
      while poll(&wait, 1, PlaceWatch.interval) <= 0 { databases.refresh { messages.warning($0) } }
    }
    guard let thread else {
      close(pipe.0)
      close(pipe.1)
      messages.warning("databases of addresses are not read again: no thread is to be had")
      return nil
    }
    self.thread = thread
    ends = (pipe.0, pipe.1)
  }

  /// Ends it; what it is reading it reads to the end.
  package func stop() {
    close(ends.in)
    thread.join()
    close(ends.out)
  }
}
