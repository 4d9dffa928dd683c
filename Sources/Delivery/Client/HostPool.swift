/// The hosts of a destination, taken in turn; one that fails is left alone for a while.
struct HostPool {
  /// One host, and how it has been doing.
  private struct Host {
    let url: String
    /// Faults since the last good reply.
    var faults = 0
    /// Nothing is sent to it before.
    var closedUntil: ContinuousClock.Instant?
    var running = 0

    /// Whether it may be sent something: as a trial, one request, after faults.
    func isOpen(_ now: ContinuousClock.Instant) -> Bool {
      guard let closedUntil else { return true }
      return now >= closedUntil && running == 0
    }
  }

  private var hosts: [Host]
  private var turn = 0
  /// A refusal counts as so many faults: 8 s with the usual pauses.
  private static let refusalFaults = 3
  private let backoff: Backoff

  /// Takes turns among `urls`.
  init(_ urls: [String], backoff: Backoff) {
    hosts = urls.map { Host(url: $0) }
    self.backoff = backoff
  }

  /// Takes the next host that may be sent something; nil while there is none.
  mutating func take(_ now: ContinuousClock.Instant) -> Int? {
    for step in 0..<hosts.count {
      let index = (turn + step) % hosts.count
      guard hosts[index].isOpen(now) else { continue }
      turn = index + 1
      hosts[index].running += 1
      return index
    }
    return nil
  }

  /// When a host may be sent something; nil if that depends on what is running.
  func nextOpening(_ now: ContinuousClock.Instant) -> ContinuousClock.Instant? {
    hosts.compactMap { host in
      guard let closedUntil = host.closedUntil else { return now }
      return host.running == 0 ? closedUntil : nil
    }.min()
  }

  /// Gives back a host that was taken and sent nothing.
  mutating func release(_ index: Int) {
    hosts[index].running -= 1
  }

  /// The URL of a host.
  func url(_ index: Int) -> String { hosts[index].url }

  /// Notes that a host has replied and is well.
  mutating func succeed(_ index: Int) {
    hosts[index].running -= 1
    hosts[index].faults = 0
    hosts[index].closedUntil = nil
  }

  /// Notes that a host has failed, and leaves it alone for as long as it asks, or longer each time.
  ///
  /// - Parameter isRefusal: whether people have to put something right, for which it is left alone longer.
  mutating func fail(
    _ index: Int, _ now: ContinuousClock.Instant, retryAfter: Duration?, isRefusal: Bool = false
  ) {
    hosts[index].running -= 1
    if isRefusal { hosts[index].faults = max(hosts[index].faults, HostPool.refusalFaults) }
    hosts[index].closedUntil = now + (retryAfter ?? backoff.pause(after: hosts[index].faults))
    hosts[index].faults += 1
  }
}
