import Foundation
import Testing

@Suite("genlog follow: logs in segments", .serialized)
struct SegmentTests {
  /// The header of segment `number` of a log.
  static func header(_ number: Int) -> String {
    """
    Application name: confserv
    Application type: ConfigurationServer (21)
    Command line:     confserv -c confserv.cfg
    Host name:        cs-host
    DST:              TZ = 0, timeb = 0
    Time zone:        0, UTC, UTC
    UTC time:         2026-11-23T08:00:00.000
    Local time:       2026-11-23T08:00:00.000
    Start time (UTC): 2026-11-23T08:00:00
    Running time:     0:00:00:00
    Host info:        Linux
    File:             (\(number)) app.log


    """
  }

  private static let names = (0...3).map { "logs/app.20261123_1\($0)0000_000.log" }

  private func numbers(_ following: Following) -> [Int] {
    following.events().numbers.filter { $0 >= 0 }
  }

  @Test(
    "F14: segments come one after the other, however they are found, and the old ones are let go")
  func order() async throws {
    let program = try Program()
    let server = LogServer(program, Self.names[0])
    for (index, name) in Self.names[..<3].enumerated() {
      server.open(name)
      server.write(text: Self.header(index + 1))
      server.write(2_000)
      // The first looks like the newest by its time.
      server.setModified(-3600 * (index + 1))
    }
    let following = try Following(in: program)
    #expect(await following.waits { numbers(following).count == server.written.count })
    #expect(numbers(following) == server.written)
    server.open(Self.names[3])
    server.write(text: Self.header(4))
    server.write(100)
    #expect(await following.waits { numbers(following).count == server.written.count })
    server.write(100)
    #expect(await following.waits { numbers(following).count == server.written.count })
    #expect(await following.stop() == 0)
    #expect(numbers(following) == server.written)
  }

  @Test("F10: a record that goes on in the next segment is one event", arguments: [false, true])
  func joined(restarts: Bool) async throws {
    let program = try Program()
    let server = LogServer(program, Self.names[0])
    server.write(text: Self.header(1))
    server.write(50)
    server.write(
      text: "10:00:01.000 Trc 24216 Transaction [777] is committed\n  its beginning\n  and its")
    let following = try Following(["logs"], ["--record-timeout", "1h"], in: program)
    #expect(await following.waits { numbers(following).count == 50 })
    if restarts { following.kill() }
    // As if nothing had been added for hours.
    server.setModified(-7200)
    server.open(Self.names[1])
    server.write(text: Self.header(2) + " end\n")
    server.write(50)
    server.setModified(-7200)
    if restarts { try following.start() }
    #expect(await following.waits { numbers(following).count >= 100 })
    #expect(await following.stop() == 0)
    try following.start(["--once"])
    #expect(await following.stop(nil) == 0)
    let joined = try #require(following.events().first { $0.number == 777 })
    #expect(joined.text.hasSuffix("\n  its beginning\n  and its end"))
    #expect(Balance(server.written + [777], numbers(following)) == .even)
    #expect(numbers(following).firstIndex(of: 777) == 50)
  }

  @Test("F10: a record that a renaming cuts comes in two parts, all of it, in its order")
  func cut() async throws {
    let program = try Program()
    let server = LogServer(program)
    server.write(50)
    server.write(text: "10:00:01.000 Trc 24216 Transaction [777] is committed\n  its beginning\n")
    let following = try Following(["logs"], ["--record-timeout", "100ms"], in: program)
    #expect(await following.balance(server.written + [777]) == .even)
    program.rename("logs/app.log", to: "logs/app.log.1")
    server.open("logs/app.log")
    server.write(text: "  its end\n")
    server.write(50)
    #expect(await following.balance(server.written + [777, -1]) == .even)
    #expect(await following.stop() == 0)
    let end = try #require(following.events().first { $0.number == -1 })
    #expect(end.text.contains("its end"))
    #expect(end.path == "logs/app.log")
  }
}
