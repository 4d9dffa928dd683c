/// How many requests may run at once: halved when the server is overrun, then slowly more again.
struct RequestAllowance {
  private let most: Double
  private var allowed: Double

  /// Begins with the most.
  init(most: Int) {
    self.most = Double(max(most, 1))
    allowed = self.most
  }

  /// The number of requests.
  var count: Int { Int(allowed) }

  /// Notes that the server took all.
  mutating func grow() { allowed = min(most, allowed + 1 / allowed) }

  /// Notes that the server was overrun.
  mutating func shrink() { allowed = max(1, allowed / 2) }
}
