import Foundation
import Glibc
import Testing

@Suite("genlog follow: logs that are copied and truncated", .serialized)
struct TruncationTests {
  @Test("F05: a log that was copied and truncated goes on, and its copy is not delivered again")
  func copied() async throws {
    let program = try Program()
    let server = LogServer(program)
    server.write(100)
    let following = try Following(in: program)
    #expect(await following.balance(server.written) == .even)
    try program.copy("logs/app.log", to: "logs/app.log.1")
    program.truncate("logs/app.log")
    server.write(100)
    #expect(await following.balance(server.written) == .even)
    // Also not by the next run, nor with a copy of the next truncation.
    await following.stop()
    server.write(10)
    program.rename("logs/app.log.1", to: "logs/app.log.2")
    try program.copy("logs/app.log", to: "logs/app.log.1")
    program.truncate("logs/app.log")
    server.write(10)
    try following.start()
    #expect(await following.balance(server.written) == .even)
    #expect(await following.stop() == 0)
    #expect(await following.balance(server.written) == .even)
  }

  @Test("F06: what was not read of a log before it was truncated is read from its copy")
  func behind() async throws {
    let program = try Program()
    let server = LogServer(program)
    server.write(100)
    let following = try Following(in: program)
    #expect(await following.balance(server.written) == .even)
    try following.paused {
      server.write(50)
      try program.copy("logs/app.log", to: "logs/app.log.1")
      program.truncate("logs/app.log")
      server.write(20)
    }
    #expect(await following.balance(server.written) == .even)
    #expect(await following.stop() == 0)
    #expect(await following.balance(server.written) == .even)
  }

  @Test("F07: a log that was truncated and has grown past the old place is seen to be another")
  func regrown() async throws {
    let program = try Program()
    let server = LogServer(program)
    let head = String(repeating: LogServer.line(999_999) + "\n", count: 100)
    server.write(text: head)
    server.write(100)
    let following = try Following(in: program)
    let first = Array(repeating: 999_999, count: 100)
    #expect(await following.balance(server.written + first) == .even)
    following.paused {
      program.truncate("logs/app.log")
      server.write(text: head)
      server.write(300)
    }
    let all = server.written + first + first
    #expect(await following.balance(all) == .even)
    // The same while nobody follows.
    following.kill()
    program.truncate("logs/app.log")
    server.write(text: head)
    server.write(1_000)
    try following.start()
    #expect(await following.balance(server.written + first + first + first) == .even)
    #expect(await following.stop() == 0)
  }

  @Test("F08: a log that was emptied goes on, by truncation and by opening it anew")
  func emptied() async throws {
    let program = try Program()
    let server = LogServer(program)
    server.write(100)
    let following = try Following(in: program)
    #expect(await following.balance(server.written) == .even)
    program.truncate("logs/app.log")
    server.write(10)
    #expect(await following.balance(server.written) == .even)
    try Data().write(to: URL(fileURLWithPath: program.path("logs/app.log")))
    server.write(10)
    #expect(await following.balance(server.written) == .even)
    #expect(await following.stop() == 0)
    #expect(following.events().numbers == server.written)
  }

  @Test("F08: what a truncation leaves of a log is another content, and comes again with it")
  func shortened() async throws {
    let program = try Program()
    let server = LogServer(program)
    server.write(100)
    let following = try Following(in: program)
    #expect(await following.balance(server.written) == .even)
    let lines = (LogServer.line(0) + "\n").utf8.count * 5
    program.truncate("logs/app.log", to: lines)
    server.write(100)
    let all = (server.written + Array(0..<5)).sorted()
    #expect(await following.balance(all) == .even)
    #expect(await following.stop() == 0)
  }

  @Test(
    "F09: the NULs that a truncation leaves under a writer that goes on where it was are passed over"
  )
  func padding() async throws {
    let program = try Program()
    let server = LogServer(program, appends: false)
    server.write(5_000)
    let following = try Following(in: program)
    #expect(await following.balance(server.written) == .even)
    let size = try program.read("logs/app.log").utf8.count
    program.truncate("logs/app.log")
    server.write(100)
    #expect(await following.balance(server.written) == .even)
    #expect(await following.stop() == 0)
    #expect(following.errors.contains("\(size) NULs passed over"), "\(following.errors)")
    #expect(!following.events().contains { $0.text.contains("\0") })
  }
}
