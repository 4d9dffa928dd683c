import Foundation
import Testing

/// A log whose records say any time, the date too.
private struct TimedLog {
  let server: LogServer
  private let formatter = ISO8601DateFormatter()
  private var number = 0

  init(_ program: Program, _ name: String = "logs/app.log") {
    server = LogServer(program, name)
    formatter.formatOptions = [.withFullDate, .withFullTime, .withFractionalSeconds]
  }

  /// The lines of records at these times.
  mutating func lines(_ times: [Date]) -> [String] {
    times.map { time in
      number += 1
      let text = formatter.string(from: time).dropLast()
      return "\(text) Trc 24216 Transaction [\(number)] is committed\n"
    }
  }

  /// Writes records at these times.
  mutating func write(_ times: [Date]) { lines(times).forEach { server.write(text: $0) } }
}

@Suite("genlog follow: alert rules", .serialized)
struct AlertFollowTests {
  private static let burst = """
    name: burst
    type: frequency
    filter: event.code = "24216"
    num_events: 20
    timeframe: {seconds: 1}
    realert: {seconds: 2}

    """

  private static let options = ["--timezone", "UTC", "--rules", "rules"]

  private func follow(
    _ program: Program, _ rules: [String], notify: String = "alerts.ndjson"
  ) throws -> Following {
    for (number, rule) in rules.enumerated() { try program.write("rules/\(number).yaml", rule) }
    return try Following(
      ["logs"], Self.options + ["--notify", notify], in: program)
  }

  /// What a notice says: the rule, whether it fires, and which condition it is about.
  private func notices(_ following: Following, _ name: String = "alerts.ndjson") -> [String] {
    following.events(name).compactMap { notice in
      guard let rule = notice.json.text("rule.name"), let state = notice.json.text("alert.state"),
        let id = notice.json.text("event.id")
      else { return nil }
      return "\(rule) \(state) \(id.prefix(32))"
    }
  }

  @Test("a rule fires within seconds of the event that it was waiting for")
  func fires() async throws {
    let program = try Program()
    var log = TimedLog(program)
    log.write([Date()])
    let following = try follow(program, [Self.burst])
    #expect(await following.begins())
    log.write(Array(repeating: Date(), count: 25))
    #expect(await following.waits { !self.notices(following).isEmpty })
    #expect(notices(following).first?.hasPrefix("burst firing ") == true)
    #expect(await following.waits { following.lineCount() == 26 })
    #expect(await following.stop() == 0)
    #expect(following.errors.contains("alerts: 1 alerts, "))
  }

  @Test("what a rule is about to find by time alone it finds while nothing is written")
  func flatline() async throws {
    let program = try Program()
    var log = TimedLog(program)
    log.write([Date()])
    let following = try follow(
      program, ["name: silent\ntype: flatline\nthreshold: 1\ntimeframe: {seconds: 2}\n"])
    #expect(await following.waits { !self.notices(following).isEmpty })
    #expect(notices(following).first?.hasPrefix("silent firing ") == true)
    #expect(await following.stop() == 0)
  }

  @Test("killed at many places and started again, rules find what they find in one run")
  func killed() async throws {
    let program = try Program()
    var log = TimedLog(program)
    var random = SystemRandomNumberGenerator()
    // Ahead of the clock, so that no tick gets there before the events do.
    var time = Date() + 120
    var times: [Date] = []
    for _ in 0..<60 {
      for _ in 0..<Int.random(in: 5...40, using: &random) {
        time += Double.random(in: 0.001...0.06, using: &random)
        times.append(time)
      }
      time += Double.random(in: 0.2...2.5, using: &random)
    }
    let slow = Self.burst.replacing("burst", with: "slow").replacing(
      "seconds: 1", with: "seconds: 9"
    )
    .replacing("num_events: 20", with: "num_events: 70")
    let following = try follow(program, [Self.burst, slow])
    var rest = log.lines(times)[...]
    while !rest.isEmpty {
      let count = min(Int.random(in: 1...160, using: &random), rest.count)
      let part = rest.prefix(count).joined()
      let cut = part.index(
        part.startIndex, offsetBy: Int.random(in: 0..<part.count, using: &random))
      log.server.write(text: String(part[..<cut]))
      log.server.write(text: String(part[cut...]))
      rest = rest.dropFirst(count)
      try await Task.sleep(for: .milliseconds(Int.random(in: 0...1800, using: &random)))
      following.kill()
      try following.start()
    }
    let expected = try oracle(program)
    #expect(expected.count > 10)
    #expect(await following.waits { Set(self.notices(following)).isSuperset(of: expected) })
    #expect(await following.stop() == 0)
    #expect(Set(notices(following)) == expected)
  }

  /// What `alert run` finds in all of the log at once.
  private func oracle(_ program: Program) throws -> Set<String> {
    let result = try program.shell(
      "$GENLOG parse --quiet --timezone UTC logs | $GENLOG alert run --rules rules --format ndjson -"
    )
    #expect(result.errors == "")
    return Set(
      try result.events().compactMap { alert in
        guard let rule = alert.text("rule"), let status = alert.text("status"),
          let id = alert.text("id")
        else { return nil }
        return "\(rule) \(status) \(id)"
      })
  }

  @Test("an output that is down holds up no event, and has its notices after a crash")
  func down() async throws {
    let program = try Program()
    var log = TimedLog(program)
    let following = try follow(program, [Self.burst], notify: "later/alerts.ndjson")
    log.write(Array(repeating: Date(), count: 25))
    #expect(await following.waits { following.errors.contains("alerts wait") })
    log.write([Date()])
    #expect(await following.waits { following.lineCount() == 26 })
    // Its place is behind the events by now, and the notice with it.
    try await Task.sleep(for: .seconds(3))
    following.kill()
    try FileManager.default.createDirectory(
      atPath: program.path("later"), withIntermediateDirectories: true)
    try following.start()
    #expect(await following.waits { !self.notices(following, "later/alerts.ndjson").isEmpty })
    #expect(await following.stop() == 0)
    #expect(notices(following, "later/alerts.ndjson").count { $0.contains("firing") } == 1)
  }

  @Test("a mistake in a rule leaves all as it was at a SIGHUP, and a new rule joins the others")
  func reload() async throws {
    let program = try Program()
    var log = TimedLog(program)
    // Ahead of the clock, so that no tick gets there.
    let start = Date() + 120
    log.write(Array(repeating: start, count: 15))
    let following = try follow(program, [Self.burst])
    #expect(await following.waits { following.lineCount() == 15 })
    try program.write("rules/9.yaml", "name: any\ntype: nonsense\n")
    following.signal(SIGHUP)
    #expect(await following.waits { following.errors.contains("is left as it was") })
    try program.write("rules/9.yaml", "name: each\ntype: any\nfilter: event.code = \"24216\"\n")
    following.signal(SIGHUP)
    #expect(await following.waits { following.errors.contains("was read again") })
    #expect(
      await following.waits { following.errors.contains("the rule `each` is new or was changed") })
    // The other one knows of the first fifteen.
    log.write(Array(repeating: start, count: 10))
    #expect(
      await following.waits {
        let rules = self.notices(following).map { $0.prefix(5) }
        return rules.contains("each ") && rules.contains("burst")
      })
    #expect(await following.stop() == 0)
  }

  @Test("options that cannot stand together are refused")
  func refusals() throws {
    let program = try Program()
    try program.write("rules/0.yaml", Self.burst)
    try program.write("logs/app.log", "")
    func refused(_ options: [String]) throws -> String {
      let result = try program.run(["follow", "logs", "--once", "--state", "state"] + options)
      #expect(result.status == 2)
      return result.errors
    }
    #expect(try refused(["--rules", "rules"]).contains("standard output: events go there"))
    #expect(
      try refused(["--to", "a", "--rules", "rules", "--notify", "a"]).contains("--notify a: events")
    )
    #expect(try refused(["--to", "a", "--notify", "b"]).contains("there are no rules"))
    #expect(
      try refused(["--to", "a", "--rules", "rules", "--notify", "slock+https://h/secret"])
        .contains("--notify slock+https://...:"))
    #expect(try refused(["--to", "a", "--rules", "none"]).contains("none: "))
  }
}
