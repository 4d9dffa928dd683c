import ArgumentParser
import TestServers

/// How the double fails at first.
struct FaultOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A fault of requests to _bulk (repeatable): a status, or empty, garbage, truncated, short, "
        + "long, no-status, reset-before, reset-after, hang-up-before, hang-up-after, cut, dribble; with a "
        + "probability (1 by default) and a text that the body must contain.",
      valueName: "name=p:text"))
  var requestFault: [String] = []

  @Option(
    help: ArgumentHelp(
      "A fault of single documents (repeatable): 429, 429-breaker, 503, 500, 403, 400, 400-mapper, "
        + "400-fields, 400-shards or 404.", valueName: "name=p:text"))
  var itemFault: [String] = []

  @Option(help: ArgumentHelp("What 429 and 503 say in Retry-After.", valueName: "seconds"))
  var retryAfter: Int?

  @Option(help: ArgumentHelp("How long each reply takes, 5 or 5-50.", valueName: "ms"))
  var delay: String?

  @Option(
    help: ArgumentHelp(
      "A queue of documents: how many find room, and how many are worked off in a second.",
      valueName: "capacity:rate"))
  var queue: String?

  @Option(help: "What random faults follow from.")
  var seed: UInt64 = 1

  /// The faults.
  func faults() throws -> Faults {
    var faults = Faults()
    do {
      faults.requests = try requestFault.map { try Faults.rule(parsing: $0, Faults.requestNames) }
      faults.items = try itemFault.map { try Faults.rule(parsing: $0, Faults.itemNames) }
    } catch let error as Faults.Unknown {
      throw ValidationError(error.description)
    }
    faults.retryAfter = retryAfter
    if let delay {
      let ends = delay.split(separator: "-").map { Int($0) }
      guard let first = ends.first ?? nil, let last = ends.last ?? nil, 0 <= first, first <= last
      else { throw ValidationError("--delay \(delay): is no number of milliseconds") }
      faults.delay = first...last
    }
    if let queue {
      let parts = queue.split(separator: ":").map { Double($0) }
      guard parts.count == 2, let capacity = parts[0], let rate = parts[1], rate > 0,
        capacity > 0, capacity < 1e15
      else { throw ValidationError("--queue \(queue): is not CAPACITY:RATE") }
      faults.queue = Faults.Queue(capacity: Int(capacity), rate: rate)
    }
    return faults
  }
}
