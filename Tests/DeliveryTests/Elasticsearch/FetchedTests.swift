import Glibc
import Synchronization
import Testing

@testable import Delivery

@Suite("What is fetched before requests")
struct FetchedTests {
  private final class Source: Sendable {
    let results = Mutex<[Result<Int, AccessFault>]>([])
    let warnings = Mutex<[String]>([])
    let lifetime: Duration?

    init(_ results: [Result<Int, AccessFault>], lifetime: Duration?) {
      self.lifetime = lifetime
      self.results.withLock { $0 = results }
    }

    func fetched() -> Fetched<Int> {
      var backoff = Backoff()
      backoff.first = .milliseconds(1)
      backoff.most = .milliseconds(2)
      return Fetched(
        backoff: backoff, wake: {}, warning: { text in self.warnings.withLock { $0.append(text) } }
      ) { () throws(AccessFault) in
        let next = self.results.withLock {
          $0.isEmpty ? .failure(.passing("no more")) : $0.removeFirst()
        }
        return (try next.get(), self.lifetime)
      }
    }
  }

  /// Waits until `state` is as wanted; the time that is asked about does not move.
  private func wait(
    _ fetched: Fetched<Int>, _ now: ContinuousClock.Instant,
    until isWanted: (Fetched<Int>.State) -> Bool
  ) {
    let end = ContinuousClock.now + .seconds(10)
    while !isWanted(fetched.state(now)) {
      if ContinuousClock.now > end {
        Issue.record("it never came")
        return
      }
      usleep(1000)
    }
  }

  private func isReady(_ value: Int) -> (Fetched<Int>.State) -> Bool {
    { if case .ready(value) = $0 { true } else { false } }
  }

  @Test("a value without an end is fetched once, and again when the server does not like it")
  func once() {
    let source = Source([.success(1), .success(2)], lifetime: nil)
    let fetched = source.fetched()
    let now = ContinuousClock.now
    wait(fetched, now, until: isReady(1))
    let muchLater = now + .seconds(1_000_000)
    wait(fetched, muchLater, until: isReady(1))
    fetched.renew(now)
    #expect(source.results.withLock { $0.count } == 1, "asked just before")
    fetched.renew(muchLater)
    wait(fetched, muchLater, until: isReady(2))
  }

  @Test("a value is fetched anew five minutes before it ends, and the old one used until then")
  func renewal() {
    let source = Source(
      [.success(1), .failure(.passing("down")), .success(2)], lifetime: .seconds(3600))
    let fetched = source.fetched()
    let now = ContinuousClock.now
    wait(fetched, now, until: isReady(1))
    wait(fetched, now + .seconds(3200), until: isReady(1))
    #expect(source.results.withLock { $0.count } == 2)
    wait(fetched, now + .seconds(3400), until: isReady(2))
    #expect(source.warnings.withLock { $0 } == ["down; going on with what was there before"])
  }

  @Test("what has ended already is used, and not asked for without a pause")
  func ended() {
    let source = Source([.success(1), .success(2)], lifetime: .seconds(-1000))
    let fetched = source.fetched()
    let now = ContinuousClock.now
    wait(fetched, now, until: isReady(1))
    wait(fetched, now + .seconds(20), until: isReady(1))
    wait(fetched, now + .seconds(60), until: isReady(2))
  }

  @Test("each fault is told once, and followed by another try")
  func faults() {
    let source = Source(
      [.failure(.passing("a")), .failure(.final("b")), .success(3)], lifetime: nil)
    let fetched = source.fetched()
    var told: [AccessFault] = []
    let later = ContinuousClock.now + .seconds(60)
    wait(fetched, later) { state in
      if case .failed(let fault) = state { told.append(fault) }
      return isReady(3)(state)
    }
    #expect(told.prefix(2) == [.passing("a"), .final("b")])
    #expect(source.warnings.withLock { $0 }.isEmpty)
  }
}
