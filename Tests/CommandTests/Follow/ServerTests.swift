import Foundation
import Glibc
import Testing

@Suite("genlog follow: to a server", .serialized)
struct ServerTests {
  private func holds(_ server: SwitchedServer, _ numbers: [Int]) -> Bool {
    server.count >= numbers.count && Balance(numbers, server.events.numbers) == .even
  }

  @Test("F70: killed again and again while logs grow and are rotated, all is there once")
  func killed() async throws {
    let double = SwitchedServer()
    let program = try Program()
    let server = LogServer(program)
    server.write(500)
    let following = try Following(to: [double.url], ["--batch-events", "100"], in: program)
    for round in 1...5 {
      let before = double.count
      server.write(800)
      #expect(await following.waits { double.count > before })
      following.kill()
      server.write(200)
      switch round {
      case 2:
        program.rename("logs/app.log", to: "logs/app.log.1")
        server.open("logs/app.log")
      case 4:
        try program.copy("logs/app.log", to: "logs/app.log.2")
        program.truncate("logs/app.log")
      default: break
      }
      try following.start()
    }
    server.write(100)
    #expect(await following.waits { holds(double, server.written) })
    #expect(await following.stop() == 0)
    #expect(Balance(server.written, double.events.numbers) == .even)
  }

  @Test("F70: killed while it writes to a file, it loses nothing, and repeats a block at most")
  func killedAtFile() async throws {
    let program = try Program()
    let server = LogServer(program)
    server.write(6_000)
    let following = try Following(in: program)
    for _ in 1...3 {
      let before = following.lineCount()
      #expect(await following.waits { following.lineCount() > before })
      following.kill()
      server.write(1_000)
      try following.start()
    }
    #expect(await following.balance(server.written).lost.isEmpty)
    #expect(await following.stop() == 0)
    let events = following.events()
    #expect(Set(events.numbers) == Set(server.written))
    // Half a megabyte of these.
    #expect(events.count - server.written.count <= 3 * 10_000)
  }

  @Test("F04, F95: a server that was down gets all of the logs that were rotated meanwhile")
  func down() async throws {
    let double = SwitchedServer()
    double.isDown = true
    let program = try Program()
    let server = LogServer(program)
    server.write(1_500)
    let following = try Following(to: [double.url], in: program)
    #expect(await following.waits { double.requests > 2 })
    for number in 1...4 {
      program.rename("logs/app.log", to: "logs/app.log.\(number)")
      server.open("logs/app.log")
      server.write(1_500)
    }
    program.delete("logs/app.log.1")
    double.isDown = false
    #expect(await following.waits { holds(double, server.written) })
    #expect(await following.stop() == 0)
    #expect(Balance(server.written, double.events.numbers) == .even)
  }

  @Test(
    "F06, F95: a server that was down gets all of the logs that were copied and truncated meanwhile"
  )
  func copiedWhileDown() async throws {
    let double = SwitchedServer()
    let program = try Program()
    let server = LogServer(program)
    server.write(500)
    let following = try Following(to: [double.url], in: program)
    #expect(await following.waits { holds(double, server.written) })
    double.isDown = true
    for number in 1...3 {
      server.write(400)
      for old in [2, 1] where access(program.path("logs/app.log.\(old)"), F_OK) == 0 {
        program.rename("logs/app.log.\(old)", to: "logs/app.log.\(old + 1)")
      }
      try program.copy("logs/app.log", to: "logs/app.log.1")
      program.truncate("logs/app.log")
      server.write(100 * number)
    }
    double.isDown = false
    #expect(await following.waits { holds(double, server.written) })
    #expect(await following.stop() == 0)
    #expect(Balance(server.written, double.events.numbers) == .even)
  }

  @Test("F95: a server that is not there costs no memory, however much is waiting")
  func memory() async throws {
    let double = SwitchedServer()
    double.stop()
    let program = try Program()
    // With a date: one without is read for it to its end first.
    try program.write("logs/app.log", SegmentTests.header(1))
    _ = try program.shell("yes '\(LogServer.line(1))' | head -c 200000000 >> logs/app.log")
    let following = try Following(
      to: [double.url], ["--drain-timeout", "100ms"], in: program)
    #expect(await following.waits { following.errors.contains("trying again") })
    // Until it stands still.
    var peak = -1
    #expect(
      await following.waits {
        usleep(500_000)
        defer { peak = following.peakMemory }
        return peak == following.peakMemory
      })
    #expect(following.peakMemory < 100_000, "\(following.peakMemory) kB")
    #expect(await following.stop() == 0)
  }

  @Test("F96: a destination that stands still keeps no other waiting, and misses nothing")
  func twoDestinations() async throws {
    let double = SwitchedServer()
    double.isDown = true
    let program = try Program()
    let server = LogServer(program)
    server.write(6_000)
    let following = try Following(to: ["out.ndjson", double.url], in: program)
    #expect(await following.balance(server.written) == .even)
    #expect(double.events.isEmpty)
    program.rename("logs/app.log", to: "logs/app.log.1")
    server.open("logs/app.log")
    server.write(100)
    #expect(await following.balance(server.written) == .even)
    double.isDown = false
    #expect(await following.waits { holds(double, server.written) })
    #expect(await following.stop() == 0)
  }

  @Test(
    "F97: a stop waits for a server that stands still as long as --drain-timeout, and loses nothing"
  )
  func drain() async throws {
    let double = SwitchedServer()
    double.isDown = true
    let program = try Program()
    let server = LogServer(program)
    server.write(1_500)
    let following = try Following(
      to: [double.url], ["--drain-timeout", "300ms"], in: program)
    #expect(await following.waits { double.requests > 0 })
    let start = ContinuousClock.now
    #expect(await following.stop() == 0)
    #expect(ContinuousClock.now - start < .seconds(8))
    #expect(following.errors.contains("on their way, sent again by the next run"))
    double.isDown = false
    try following.start()
    #expect(await following.waits { holds(double, server.written) })
    #expect(await following.stop() == 0)
  }

  @Test("F97: a second signal ends a stop that waits")
  func twice() async throws {
    let double = SwitchedServer()
    double.isDown = true
    let program = try Program()
    let server = LogServer(program)
    server.write(500)
    let following = try Following(
      to: [double.url], ["--drain-timeout", "1h"], in: program)
    #expect(await following.waits { double.requests > 0 })
    following.signal(SIGTERM)
    let requests = double.requests
    #expect(await following.waits { double.requests > requests })
    #expect(await following.stop(SIGINT) == 0)
  }

  @Test(
    "F98: a stop leaves what is unread to the next run; --once reads all there is, archives too")
  func once() async throws {
    let double = SwitchedServer()
    let program = try Program()
    let server = LogServer(program)
    server.write(6_000)
    let following = try Following(to: [double.url], ["--batch-events", "100"], in: program)
    #expect(await following.waits { double.requests > 0 })
    #expect(await following.stop() == 0)
    #expect(Balance(double.events.numbers, server.written).lost.isEmpty)
    let old = LogServer(program, "logs/old.log", first: 100_000)
    old.write(1_000)
    try program.compress("logs/old.log")
    try following.start(["--once"])
    #expect(await following.stop(nil) == 0)
    #expect(Balance(server.written + old.written, double.events.numbers) == .even)
  }
}
