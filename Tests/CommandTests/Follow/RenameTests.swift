import Foundation
import Glibc
import Testing

@Suite("genlog follow: logs that are renamed and deleted", .serialized)
struct RenameTests {
  @Test(
    "F01: what is written to a log after it was renamed comes, as what is written to the new one")
  func renamed() async throws {
    let program = try Program()
    let old = LogServer(program)
    old.write(100)
    let following = try Following(in: program)
    #expect(await following.balance(old.written) == .even)
    program.rename("logs/app.log", to: "logs/app.log.1")
    let new = LogServer(program, first: 10_000)
    for _ in 1...20 {
      old.write(5)
      new.write(5)
      usleep(5_000)
    }
    let all = old.written + new.written
    #expect(await following.balance(all) == .even)
    #expect(await following.stop() == 0)
    let events = following.events()
    #expect(events.numbers.filter { $0 < 10_000 } == old.written)
    #expect(events.numbers(at: "logs/app.log").filter { $0 >= 10_000 } == new.written)
  }

  @Test("F02: a log that was renamed while nobody followed is gone on with, then comes the new one")
  func renamedBetween() async throws {
    let program = try Program()
    let server = LogServer(program)
    server.write(100)
    let following = try Following(in: program)
    #expect(await following.balance(server.written) == .even)
    await following.stop()
    server.write(20)
    program.rename("logs/app.log", to: "logs/app.log.1")
    server.open("logs/app.log")
    server.write(20)
    try following.start()
    #expect(await following.balance(server.written) == .even)
    #expect(await following.stop() == 0)
    #expect(await following.balance(server.written) == .even)
  }

  @Test("F03: a log that is renamed to a name nobody asked for is read to its end, then let go")
  func leaves() async throws {
    let program = try Program()
    let old = LogServer(program)
    old.write(100)
    let following = try Following(["logs/*.log"], in: program)
    #expect(await following.balance(old.written) == .even)
    program.rename("logs/app.log", to: "logs/app.log.1")
    let new = LogServer(program, first: 10_000)
    new.write(100)
    old.write(20)
    let all = old.written + new.written
    #expect(await following.balance(all) == .even)
    // As if that had been hours ago.
    old.setModified(-7200)
    #expect(await following.waits { !following.openFiles.contains { $0.hasSuffix("app.log.1") } })
    #expect(following.openFiles.contains { $0.hasSuffix("app.log") })
    #expect(await following.stop() == 0)
  }

  @Test("F04: logs that were renamed several times in a moment are each read to their end")
  func severalTimes() async throws {
    let program = try Program()
    let server = LogServer(program)
    server.write(100)
    let following = try Following(in: program)
    #expect(await following.balance(server.written) == .even)
    following.paused {
      for _ in 1...3 {
        server.write(50)
        for number in [2, 1] where access(program.path("logs/app.log.\(number)"), F_OK) == 0 {
          program.rename("logs/app.log.\(number)", to: "logs/app.log.\(number + 1)")
        }
        program.rename("logs/app.log", to: "logs/app.log.1")
        server.open("logs/app.log")
      }
      server.write(50)
    }
    #expect(await following.balance(server.written) == .even)
    await following.stop()
    #expect(await following.balance(server.written) == .even)
  }

  @Test("F11, F12: logs that swap their names, or pass them on in a circle, stay what they are")
  func circle() async throws {
    let program = try Program()
    let servers = (0...2).map { LogServer(program, "logs/\($0).log", first: $0 * 10_000) }
    for server in servers { server.write(100) }
    let following = try Following(in: program)
    let before = servers.flatMap(\.written)
    #expect(await following.balance(before) == .even)
    following.paused {
      program.rename("logs/0.log", to: "logs/x")
      program.rename("logs/1.log", to: "logs/0.log")
      program.rename("logs/x", to: "logs/1.log")
      for server in servers { server.write(10) }
    }
    let swapped = servers.flatMap(\.written)
    #expect(await following.balance(swapped) == .even)
    following.paused {
      program.rename("logs/0.log", to: "logs/x")
      program.rename("logs/1.log", to: "logs/0.log")
      program.rename("logs/2.log", to: "logs/1.log")
      program.rename("logs/x", to: "logs/2.log")
      for server in servers { server.write(10) }
    }
    let all = servers.flatMap(\.written)
    #expect(await following.balance(all) == .even)
    #expect(await following.stop() == 0)
    #expect(await following.balance(all) == .even)
  }

  @Test(
    "F13: a log that was deleted and made again is a new one, also with the inode of the old one")
  func sameInode() async throws {
    let program = try Program()
    let server = LogServer(program)
    server.write(100)
    let following = try Following(in: program)
    #expect(await following.balance(server.written) == .even)
    following.kill()
    // Longer than the old one was: by its size it could be that.
    try program.compress("logs/app.log")
    program.delete("logs/app.log.gz")
    server.open("logs/app.log")
    server.write(300)
    try following.start()
    #expect(await following.balance(server.written) == .even)
    #expect(await following.stop() == 0)
  }

  @Test("F21: a log that is deleted while it is read comes to its end, and is let go only then")
  func deleted() async throws {
    let program = try Program()
    let server = LogServer(program)
    server.write(100)
    let following = try Following(in: program)
    #expect(await following.balance(server.written) == .even)
    following.paused {
      server.write(5_000)
      program.delete("logs/app.log")
    }
    #expect(await following.balance(server.written) == .even)
    server.write(10)
    #expect(await following.balance(server.written) == .even)
    server.setModified(-7200)
    #expect(await following.waits { following.openFiles.isEmpty })
    #expect(await following.stop() == 0)
    #expect(following.events().numbers == server.written)
  }

  @Test(
    "F22: a log that is replaced again and again is always the file that was opened, never by its name"
  )
  func replaced() async throws {
    let program = try Program()
    let following = try Following(in: program)
    var last: LogServer?
    for round in 0..<100 {
      let server = LogServer(program, "new", first: round * 100)
      server.write(20)
      try FileManager.default.createDirectory(
        atPath: program.path("logs"), withIntermediateDirectories: true)
      program.rename("new", to: "logs/app.log")
      last = server
    }
    let final = try #require(last)
    final.write(20)
    #expect(await following.waits { following.events().numbers.contains(final.written.last ?? 0) })
    #expect(await following.stop() == 0)
    // Which of the others were seen is chance; each that was came whole.
    let numbers = following.events().numbers
    #expect(Set(numbers).count == numbers.count)
    for round in 0..<99 { #expect([0, 20].contains(numbers.count { $0 / 100 == round })) }
    #expect(numbers.filter { $0 / 100 == 99 } == final.written)
  }
}
