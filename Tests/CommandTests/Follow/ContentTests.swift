import Foundation
import Glibc
import Testing

@Suite("genlog follow: which files, and what is in them", .serialized)
struct ContentTests {
  @Test("F15: two logs that begin alike for 64 KiB are both delivered whole")
  func alike() async throws {
    let program = try Program()
    let beginning = (0..<1_200).map { LogServer.line($0) + "\n" }.joined()
    let servers = [10_000, 20_000].map { LogServer(program, "logs/\($0).log", first: $0) }
    for server in servers { server.write(text: beginning) }
    let following = try Following(in: program)
    let marker = LogServer(program, "logs/marker.log", first: 900_000)
    marker.write(100)
    #expect(await following.balance(Array(0..<1_200) + marker.written).lost.isEmpty)
    for server in servers { server.write(10) }
    let all = Array(0..<1_200) + Array(0..<1_200) + marker.written + servers.flatMap(\.written)
    #expect(await following.balance(all) == .even)
    #expect(await following.stop() == 0)
  }

  @Test("F16: many files without content become logs, each in its time")
  func empty() async throws {
    let program = try Program()
    for number in 0..<200 { try program.write("logs/\(number).log", "") }
    let following = try Following(in: program)
    #expect(await following.begins())
    let servers = (0..<200).map { LogServer(program, "logs/\($0).log", first: $0 * 10) }
    for server in servers { server.write(2) }
    #expect(await following.balance(servers.flatMap(\.written)) == .even)
    #expect(await following.stop() == 0)
  }

  @Test("F17: a log that never becomes longer than some bytes is delivered")
  func short() async throws {
    let program = try Program()
    let server = LogServer(program)
    server.write(1)
    let following = try Following(in: program)
    #expect(await following.balance(server.written) == .even)
    server.write(1)
    #expect(await following.balance(server.written) == .even)
    #expect(await following.stop() == 0)
  }

  @Test("F18: a log with two names, found by two arguments, is delivered once")
  func names() async throws {
    let program = try Program()
    let server = LogServer(program)
    server.write(100)
    #expect(link(program.path("logs/app.log"), program.path("logs/hard.log")) == 0)
    #expect(symlink("app.log", program.path("logs/soft.log")) == 0)
    let following = try Following(["logs", "logs/*.log", "logs/app.log"], in: program)
    #expect(await following.balance(server.written) == .even)
    server.write(10)
    #expect(await following.balance(server.written) == .even)
    #expect(await following.stop() == 0)
    #expect(await following.balance(server.written) == .even)
  }

  @Test("F41: a line without its end is not an event until it has one, and is one event then")
  func partialLine() async throws {
    let program = try Program()
    let server = LogServer(program)
    server.write(100)
    let line = LogServer.line(777)
    server.write(text: String(line.prefix(30)))
    let following = try Following(["logs"], ["--record-timeout", "20ms"], in: program)
    let marker = LogServer(program, "logs/marker.log", first: 900_000)
    marker.write(100)
    #expect(await following.balance(server.written + marker.written) == .even)
    server.write(text: String(line.dropFirst(30)) + "\n")
    #expect(await following.balance(server.written + marker.written + [777]) == .even)
    #expect(await following.stop() == 0)
    let offset = server.written.reduce(0) { $0 + LogServer.line($1).utf8.count + 1 }
    #expect(following.events().first { $0.number == 777 }?.offset == offset)
  }

  @Test("F42: a line of 64 MB is cut, the next one is whole, and memory does not grow with it")
  func longLine() async throws {
    let program = try Program()
    let server = LogServer(program)
    server.write(10)
    let following = try Following(in: program)
    #expect(await following.balance(server.written) == .even)
    server.write(text: "10:00:00.000 Trc 24216 Transaction [777] is committed ")
    let part = String(repeating: "x", count: 1 << 20)
    for _ in 0..<64 { server.write(text: part) }
    server.write(text: "\n")
    server.write(10)
    #expect(await following.balance(server.written + [777]) == .even)
    #expect(following.peakMemory < 100_000, "\(following.peakMemory) kB")
    #expect(await following.stop() == 0)
    let long = try #require(following.events().first { $0.number == 777 })
    #expect(long.json.value("tags") as? [String] == ["_truncated"])
  }

  @Test(
    "F59: directories that come later, and names with blanks, newlines and other letters, are followed"
  )
  func later() async throws {
    let program = try Program()
    let following = try Following(["logs/**/{a,b}*.log"], ["--exclude", "*-old.log"], in: program)
    let names = ["x/y/z/a 1.log", "x/b\n2.log", "a.log", "ä/bé.log", "x/a-old.log", "x/c.log"]
    let servers = names.enumerated().map { index, name in
      LogServer(program, "logs/" + name, first: index * 1_000)
    }
    for server in servers { server.write(20) }
    let all = servers[..<4].flatMap(\.written)
    #expect(await following.balance(all) == .even)
    #expect(await following.stop() == 0)
    #expect(await following.balance(all) == .even)
  }

  @Test("F60: times of files in the future and long ago change nothing")
  func clocks() async throws {
    let program = try Program()
    let server = LogServer(program)
    server.write(100)
    server.setModified(10 * 365 * 86_400)
    let old = LogServer(program, "logs/old.log", first: 10_000)
    old.write(100)
    old.setModified(-10 * 365 * 86_400)
    let following = try Following(in: program)
    #expect(await following.balance(server.written + old.written) == .even)
    for _ in 1...3 {
      server.write(10)
      server.setModified(10 * 365 * 86_400)
      old.write(10)
      old.setModified(-10 * 365 * 86_400)
      #expect(await following.balance(server.written + old.written) == .even)
    }
    #expect(await following.stop() == 0)
  }
}
