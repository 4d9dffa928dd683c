import Foundation
import Glibc
import TestServers
import Testing

@Suite("genlog follow: --metrics")
struct FollowMetricsTests {
  private static let line = "17:00:00.000 Trc 24216 Transaction [7] is committed\n"

  private func program() throws -> Program {
    let program = try Program()
    try program.write("logs/cs.log", ParseEventTests.header + ParseEventTests.line + "\n")
    return program
  }

  private func append(_ program: Program, _ text: String) throws {
    let file = try #require(FileHandle(forWritingAtPath: program.path("logs/cs.log")))
    try file.seekToEnd()
    try file.write(contentsOf: Data(text.utf8))
    try file.close()
  }

  private func start(
    _ program: Program, _ arguments: [String], environment: [String: String] = [:]
  ) throws -> (LongRun, UInt16) {
    let run = try LongRun(
      program, ["follow", "logs", "--state", "state", "--metrics", "0"] + arguments,
      environment: environment)
    var port: UInt16?
    _ = LongRun.until {
      port = run.port
      return port != nil
    }
    return (run, try #require(port, "\(run.errors)"))
  }

  private func page(_ port: UInt16) throws -> MetricsPage {
    let answer = try #require(PortClient.get("/metrics", port))
    #expect(answer.status == 200)
    #expect(answer.head.contains("Content-Type: text/plain; version=0.0.4"))
    return try MetricsPage(answer.body)
  }

  @Test("every line is as Prometheus wants it, and figures move when the log grows")
  func moves() throws {
    let program = try program()
    let (run, port) = try start(program, ["--to", "events.ndjson"])
    let delivered = #"genlog_events_total{destination="events.ndjson",outcome="delivered"}"#
    #expect(try LongRun.until { try page(port)[delivered] == 2 })
    try append(program, String(repeating: Self.line, count: 10))
    #expect(try LongRun.until { try page(port)[delivered] == 12 })
    let size = Double(
      ParseEventTests.header.utf8.count + ParseEventTests.line.utf8.count + 1
        + Self.line.utf8.count * 10)
    let file = #"{destination="events.ndjson",path="logs/cs.log"}"#
    // A lane tells how far its files are once a second.
    #expect(try LongRun.until { try page(port)["genlog_file_offset_bytes" + file] == size })
    let told = try page(port)
    let destination = #"{destination="events.ndjson"}"#
    #expect(told["genlog_file_size_bytes" + file] == size)
    #expect(told["genlog_file_lag_bytes" + file] == 0)
    #expect(told["genlog_file_lag_seconds" + file] == 0)
    #expect(told["genlog_lag_bytes" + destination] == 0)
    #expect(told["genlog_files" + destination] == 1)
    #expect(told["genlog_records_total" + destination] == 12)
    #expect(told["genlog_read_bytes_total" + destination] == size)
    #expect(told["genlog_lane_up" + destination] == 1)
    #expect((told["genlog_state_writes_total" + destination] ?? 0) > 0)
    #expect((told["process_resident_memory_bytes"] ?? 0) > 1e6)
    #expect((told["process_open_fds"] ?? 0) > 3)
    #expect(run.stop() == 0)
  }

  @Test("docs/metrics.md lists exactly what is told, with its kind")
  func documented() throws {
    let program = try program()
    let (run, port) = try start(program, ["--to", "events.ndjson"])
    let told = try page(port)
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let text = try String(
      contentsOf: root.appendingPathComponent("docs/metrics.md"), encoding: .utf8)
    var documented: [String: String] = [:]
    for match in text.matches(of: #/\| `([a-z_]+)` \| ([a-z]+) \|/#) {
      documented[String(match.output.1)] = String(match.output.2)
    }
    #expect(documented == told.kinds)
    #expect(told.helped == Set(told.kinds.keys))
    #expect(run.stop() == 0)
  }

  @Test("while a server refuses connections: healthy, not ready since then, and the lag grows")
  func refused() throws {
    let free = HTTPServer { _ in .hangUp }
    free.stop()
    let program = try program()
    let url = "http://127.0.0.1:\(free.port)"
    let (run, port) = try start(program, ["--to", url, "--to", "events.ndjson"])
    #expect(LongRun.until { PortClient.get("/readyz", port)?.status == 503 })
    // Whether it fails, and not only waits for the first time.
    #expect(LongRun.until { PortClient.get("/readyz", port)?.body.contains("failing") == true })
    let answer = try #require(PortClient.get("/readyz", port))
    let body = try #require(
      try JSONSerialization.jsonObject(with: Data(answer.body.utf8)) as? [String: Any])
    #expect(body["status"] as? String == "not ready")
    let destinations = try #require(body["destinations"] as? [[String: Any]])
    #expect(destinations.count == 1)
    #expect(destinations.first?["name"] as? String == url)
    #expect(destinations.first?["problem"] as? String == "failing")
    #expect((destinations.first?["since"] as? String)?.hasSuffix("Z") == true)
    #expect(PortClient.get("/healthz", port)?.status == 200)
    let label = "{destination=\"\(url)\"}"
    #expect(try LongRun.until { (try page(port)["genlog_lag_bytes" + label] ?? 0) > 0 })
    #expect(try LongRun.until { (try page(port)["genlog_lag_seconds" + label] ?? 0) > 1 })
    #expect(try page(port)["genlog_destination_up" + label] == 0)
    #expect(try page(port)[#"genlog_destination_up{destination="events.ndjson"}"#] == 1)
    let server = ElasticsearchDouble(port: free.port)
    #expect(LongRun.until { PortClient.get("/readyz", port)?.status == 200 })
    #expect(try LongRun.until { try page(port)["genlog_lag_bytes" + label] == 0 })
    #expect(server.events.count == 2)
    #expect(run.stop() == 0)
  }

  @Test("SIGHUP keeps the port and the counters; a configuration with a mistake is counted")
  func reload() throws {
    let program = try program()
    try program.write("genlog.yml", "to: [events.ndjson]\n")
    let (run, port) = try start(program, ["--config", "genlog.yml"])
    let records = #"genlog_records_total{destination="events.ndjson"}"#
    #expect(try LongRun.until { try page(port)[records] == 2 })
    run.send(SIGHUP)
    #expect(try LongRun.until { try page(port)["genlog_reloads_total"] == 1 })
    #expect(try page(port)[records] == 2)
    try append(program, Self.line)
    #expect(try LongRun.until { try page(port)[records] == 3 })
    try program.write("genlog.yml", "too: [events.ndjson]\n")
    run.send(SIGHUP)
    #expect(try LongRun.until { try page(port)["genlog_refused_reloads_total"] == 1 })
    #expect(PortClient.get("/healthz", port)?.status == 200)
    #expect(run.stop() == 0)
  }

  @Test("SIGHUP and SIGTERM end in time while a server is down", arguments: 0..<4)
  func reloadWhileDown(round: Int) throws {
    let free = HTTPServer { _ in .hangUp }
    free.stop()
    let program = try program()
    let to = ["--to", "http://127.0.0.1:\(free.port)", "--drain-timeout", "\(50 * round)ms"]
    let (run, port) = try start(program, to)
    #expect(LongRun.until { PortClient.get("/readyz", port)?.body.contains("failing") == true })
    run.send(SIGHUP)
    #expect(try LongRun.until { try page(port)["genlog_reloads_total"] == 1 })
    #expect(run.stop() == 0)
  }

  @Test("garbage, huge heads, slow clients and floods of connections do following no harm")
  func hostile() throws {
    let program = try program()
    let (run, port) = try start(program, ["--to", "events.ndjson"])
    let slow = (0..<100).map { _ in PortClient(port) }
    for client in slow { client.send("GET /metrics HTTP/1.1\r\nX: ".utf8) }
    for round in 0..<200 {
      let client = PortClient(port)
      switch round % 4 {
      case 0: client.send((0..<500).map { _ in UInt8.random(in: 0...255) })
      case 1: client.send([UInt8](repeating: UInt8(ascii: "a"), count: 100_000))
      case 2: client.send("GET /metrics HTTP/1.1\r\n\r\n".utf8)  // and goes without the answer
      default: break
      }
      for client in slow { client.send("a".utf8) }
      try append(program, Self.line)
    }
    #expect(
      try LongRun.until {
        try program.read("events.ndjson").split(separator: "\n").count == 202
      })
    #expect(PortClient.get("/healthz", port)?.status == 200)
    let descriptors = try #require(try page(port)["process_open_fds"])
    #expect(descriptors < 120)
    #expect(run.stop() == 0)
  }

  @Test("an address that is none, or is taken, is told at once, and nothing is followed")
  func addresses() throws {
    let program = try program()
    let arguments = ["follow", "logs", "--state", "state", "--to", "x", "--metrics"]
    let wrong = try program.run(arguments + ["example.com:9400"])
    #expect(wrong.status == 2)
    #expect(wrong.errors.contains("--metrics example.com:9400: is no address to listen at\nhelp: "))
    let server = HTTPServer { _ in .hangUp }
    let taken = try program.run(arguments + ["\(server.port)"])
    #expect(taken.status == 2)
    #expect(taken.errors.contains("127.0.0.1:\(server.port): cannot be listened at: "))
    server.stop()
  }
}
