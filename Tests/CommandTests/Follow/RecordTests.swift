import Foundation
import Testing

@Suite("genlog follow: records of many lines", .serialized)
struct RecordTests {
  private static let head = "10:00:01.000 Trc 24216 Transaction [777] is committed\n"

  @Test("F90: the time-out of a record counts from its last line, not from its first")
  func slowWriter() async throws {
    let program = try Program()
    let server = LogServer(program)
    server.write(50)
    let following = try Following(["logs"], ["--record-timeout", "4s"], in: program)
    #expect(await following.balance(server.written) == .even)
    server.write(text: Self.head)
    for number in 0..<12 {
      server.write(text: "  line \(number)\n")
      // Not a task's sleep: while all other tests run, that may take seconds longer.
      usleep(400_000)
    }
    #expect(await following.balance(server.written + [777]) == .even)
    #expect(await following.stop() == 0)
    let event = try #require(following.events().last)
    #expect(event.text.split(separator: "\n").count == 13)
  }

  @Test("F91: --once ends the last record where the file ends, and the last line, too")
  func once() async throws {
    let program = try Program()
    let server = LogServer(program)
    server.write(50)
    server.write(text: Self.head + "  line 1\n  line")
    let following = try Following(
      ["logs"], ["--once", "--record-timeout", "1h"], in: program)
    #expect(await following.stop(nil) == 0)
    let events = following.events()
    #expect(events.numbers == server.written + [777])
    #expect(events.last?.text.hasSuffix("\n  line 1\n  line") == true)
  }

  @Test("F92: a record that was unfinished when genlog was killed is read from its first line")
  func unfinished() async throws {
    let program = try Program()
    let server = LogServer(program)
    server.write(50)
    server.write(text: Self.head + "  line 1\n")
    let following = try Following(["logs"], ["--record-timeout", "1h"], in: program)
    #expect(await following.balance(server.written) == .even)
    following.kill()
    server.write(text: "  line 2\n")
    try following.start()
    server.write(50)
    server.write(text: Self.head)
    #expect(await following.balance(server.written + [777]) == .even)
    #expect(await following.stop() == 0)
    let event = try #require(following.events().first { $0.number == 777 })
    #expect(event.text.hasSuffix("\n  line 1\n  line 2"))
  }

  @Test("F70, F90: a record that a time-out has ended is ended there again after a crash")
  func cutAgain() async throws {
    let double = SwitchedServer()
    let program = try Program()
    let server = LogServer(program)
    server.write(50)
    let following = try Following(
      ["logs"], to: [double.url], ["--record-timeout", "50ms"], in: program)
    #expect(await following.waits { double.count == 50 })
    double.isDown = true
    let requests = double.requests
    server.write(text: Self.head + "  line 1\n")
    // The cut is known, and nothing of it is acknowledged.
    #expect(await following.waits { double.requests > requests })
    server.write(text: "  line 2\n")
    server.write(50)
    following.kill()
    double.isDown = false
    try following.start()
    let all = server.written + [777, -1]
    #expect(await following.waits { Balance(all, double.events.numbers) == .even })
    #expect(await following.stop() == 0)
    // Had the server taken the first part, its answer lost, the whole would be one that it has.
    let record = try #require(double.events.first { $0.number == 777 })
    #expect(record.text.hasSuffix("\n  line 1"))
    #expect(double.events.first { $0.number == -1 }?.text.contains("line 2") == true)
  }

  @Test("F94: a record of 10,000 lines is what `genlog parse` makes of it")
  func manyLines() async throws {
    let program = try Program()
    let server = LogServer(program)
    server.write(50)
    server.write(text: Self.head)
    let following = try Following(
      ["logs"], ["--record-timeout", "1h", "--max-record-lines", "20000"], in: program)
    for start in stride(from: 0, to: 10_000, by: 500) {
      server.write(text: (start..<start + 500).map { "  line \($0)\n" }.joined())
    }
    server.write(2)
    let all = server.written.dropLast() + [777]
    #expect(await following.balance(all) == .even)
    await following.stop()
    let parsed = try program.run(
      ["parse", "logs/app.log", "--quiet", "--max-record-lines", "20000"])
    #expect(
      try program.read("out.ndjson").split(separator: "\n").map(String.init)
        == parsed.lines.dropLast())
    #expect(
      following.events().first { $0.number == 777 }?.text.split(separator: "\n").count == 10_001)
  }
}
