/// How a double fails: rules for requests and for single documents, each with a probability.
package struct Faults: Sendable, Equatable {
  /// One way to fail.
  package struct Rule: Sendable, Equatable {
    /// Its name, one of `Faults.requestNames` or `Faults.itemNames`.
    package var fault: String
    /// How often, from 0 to 1.
    package var probability = 1.0
    /// Only for documents, or bodies, that contain this text.
    package var containing: String?
    /// How many times at most.
    package var times: Int?
    /// For how long, from the moment the rule is set.
    package var milliseconds: Int?

    /// Always, until it is taken away.
    package init(_ fault: String, probability: Double = 1, times: Int? = nil) {
      self.fault = fault
      self.probability = probability
      self.times = times
    }
  }

  /// A server that works a queue off.
  package struct Queue: Sendable, Equatable {
    /// Documents that may wait; what finds no room is refused with 429.
    package var capacity: Int
    /// Documents a second.
    package var rate: Double

    /// A queue.
    package init(capacity: Int, rate: Double) {
      self.capacity = capacity
      self.rate = rate
    }
  }

  /// For requests to `_bulk`; the first rule that strikes counts.
  package var requests: [Rule] = []
  /// For documents; the first rule that strikes counts.
  package var items: [Rule] = []
  /// What 429 and 503 say in `Retry-After`, in seconds.
  package var retryAfter: Int?
  /// How long each reply to `_bulk` takes at least, and at most.
  package var delay: ClosedRange<Int>?
  /// How fast documents are worked off.
  package var queue: Queue?
  /// Bytes of a body above which a request is refused with 413.
  package var mostBodyBytes: Int?
  /// Whether every connection is closed without a word.
  package var isDown = false
  /// Whether nobody is let in.
  package var refusesLogins = false

  /// None.
  package init() {}

  /// What may befall a request.
  package static let requestNames: Set = [
    "400", "401", "403", "404", "405", "406", "408", "413", "429", "500", "501", "502", "503",
    "504", "empty", "garbage", "truncated", "short", "long", "no-status", "reset-before",
    "reset-after", "hang-up-before", "hang-up-after", "cut", "dribble",
  ]

  /// What may befall a document.
  package static let itemNames: Set = Set(itemErrors.keys)

  static let itemErrors: [String: (status: Int, type: String, reason: String)] = [
    "429": (429, "es_rejected_execution_exception", "rejected execution of coordinating operation"),
    "429-breaker": (429, "circuit_breaking_exception", "[parent] Data too large"),
    "503": (503, "unavailable_shards_exception", "primary shard is not active Timeout: [1m]"),
    "500": (500, "process_cluster_event_timeout_exception", "failed to process cluster event"),
    "403": (
      403, "cluster_block_exception",
      "index blocked by: [TOO_MANY_REQUESTS/12/disk usage exceeded flood-stage watermark];"
    ),
    "400": (400, "document_parsing_exception", "[1:1] failed to parse"),
    "400-mapper": (400, "mapper_parsing_exception", "failed to parse"),
    "400-fields": (
      400, "illegal_argument_exception",
      "Limit of total fields [1000] has been exceeded while adding new fields [1]"
    ),
    "400-shards": (
      400, "validation_exception",
      "this action would add [2] shards, but this cluster currently has [1000]/[1000] maximum normal shards open;"
    ),
    "404": (404, "index_not_found_exception", "no such index"),
  ]
}

// MARK: - As JSON and as arguments

extension Faults {
  /// Why something is no fault.
  package struct Unknown: Error, CustomStringConvertible, Equatable {
    /// What is wrong, and what could be written.
    package let description: String
  }

  /// Takes over the members that a value has; the others stay as they are.
  package mutating func apply(_ json: JSON) throws(Unknown) {
    guard let members = json.members else { throw Unknown(description: "faults are an object") }
    for (name, value) in members {
      switch name {
      case "requests": requests = try Self.rules(value, Self.requestNames)
      case "items": items = try Self.rules(value, Self.itemNames)
      case "retry_after": retryAfter = value.number
      case "delay_ms":
        let ends = (value.items ?? [value]).compactMap(\.number)
        delay = ends.min().map { $0...(ends.max() ?? $0) }
      case "queue":
        queue = value["capacity"]?.number.flatMap { capacity in
          value["rate"]?.fraction.map { Queue(capacity: capacity, rate: $0) }
        }
      case "max_body_bytes": mostBodyBytes = value.number
      case "down": isDown = value.isTrue ?? false
      case "unauthorized": refusesLogins = value.isTrue ?? false
      default: throw Unknown(description: "unknown member [\(name)]")
      }
    }
  }

  private static func rules(_ json: JSON, _ names: Set<String>) throws(Unknown) -> [Rule] {
    var rules: [Rule] = []
    for item in json.items ?? [] {
      guard let fault = item["fault"]?.text ?? item.text, names.contains(fault) else {
        throw Unknown(
          description:
            "no fault [\(item.line)]; there are \(names.sorted().joined(separator: ", "))")
      }
      var rule = Rule(
        fault, probability: item["probability"]?.fraction ?? 1, times: item["times"]?.number)
      rule.containing = item["containing"]?.text
      rule.milliseconds = item["ms"]?.number
      rules.append(rule)
    }
    return rules
  }

  /// Reads a rule as `NAME`, `NAME=PROBABILITY` or `NAME=PROBABILITY:TEXT`.
  package static func rule(parsing text: String, _ names: Set<String>) throws(Unknown) -> Rule {
    let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
    guard let fault = parts.first, names.contains(fault) else {
      throw Unknown(
        description: "no fault [\(text)]; there are \(names.sorted().joined(separator: ", "))")
    }
    var rule = Rule(fault)
    if parts.count == 2 {
      let rest = parts[1].split(separator: ":", maxSplits: 1).map(String.init)
      guard let number = rest.first.flatMap(Double.init), (0...1).contains(number) else {
        throw Unknown(description: "[\(text)] has no probability from 0 to 1")
      }
      rule.probability = number
      rule.containing = rest.count == 2 ? rest[1] : nil
    }
    return rule
  }

  /// As `GET /_double/faults` shows them.
  package var json: JSON {
    var json: JSON = [
      "requests": .array(requests.map(\.json)), "items": .array(items.map(\.json)),
      "down": .bool(isDown), "unauthorized": .bool(refusesLogins),
    ]
    if let retryAfter { json = json.merging(["retry_after": .integer(retryAfter)]) }
    if let delay {
      json = json.merging(["delay_ms": [.integer(delay.lowerBound), .integer(delay.upperBound)]])
    }
    if let queue {
      json = json.merging([
        "queue": ["capacity": .integer(queue.capacity), "rate": .decimal(queue.rate)]
      ])
    }
    if let mostBodyBytes { json = json.merging(["max_body_bytes": .integer(mostBodyBytes)]) }
    return json
  }
}

extension Faults.Rule {
  fileprivate var json: JSON {
    var json: JSON = ["fault": .string(fault), "probability": .decimal(probability)]
    if let containing { json = json.merging(["containing": .string(containing)]) }
    if let times { json = json.merging(["times": .integer(times)]) }
    if let milliseconds { json = json.merging(["ms": .integer(milliseconds)]) }
    return json
  }
}
