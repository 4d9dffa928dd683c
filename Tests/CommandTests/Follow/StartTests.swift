import Foundation
import Glibc
import Testing

@Suite("genlog follow: where it begins, and goes on", .serialized)
struct StartTests {
  @Test("F78: --start end leaves out what is there, but nothing of files that come later")
  func end() async throws {
    let program = try Program()
    let server = LogServer(program)
    server.write(100)
    let following = try Following(["logs"], ["--start", "end"], in: program)
    #expect(await following.begins())
    server.write(10)
    let new = LogServer(program, "logs/new.log", first: 10_000)
    new.write(100)
    let expected = server.written[100...] + new.written
    #expect(await following.balance(expected) == .even)
    #expect(await following.stop() == 0)
    #expect(await following.balance(expected) == .even)
  }

  @Test("F78: --start 2h begins at the first record of the last two hours")
  func time() async throws {
    let program = try Program()
    let formatter = ISO8601DateFormatter()
    formatter.formatOptions = [.withFullDate, .withFullTime, .withFractionalSeconds]
    let text = (0..<240).map { minute -> String in
      let time = Date(timeIntervalSinceNow: Double(60 * (minute - 240)))
      return
        "\(formatter.string(from: time).dropLast()) Trc 24216 Transaction [\(minute)] is committed\n"
    }
    try program.write("logs/app.log", text.joined())
    try program.write("logs/old.log", text[..<100].joined())
    let old = LogServer(program, "logs/old.log")
    old.setModified(-3 * 3600)
    let following = try Following(
      ["logs"], ["--start", "2h", "--timezone", "UTC"], in: program)
    #expect(await following.balance(121..<240) == .even)
    #expect(await following.stop() == 0)
    let first = following.events().numbers.first ?? 0
    #expect((120...121).contains(first))
  }

  @Test("F79: files that come while it starts are read from their beginning, once")
  func starting() async throws {
    let program = try Program()
    let following = try Following(in: program)
    var servers: [LogServer] = []
    for number in 0..<60 {
      let server = LogServer(program, "logs/\(number).log", first: number * 100)
      server.write(50)
      servers.append(server)
      usleep(10_000)
    }
    let all = servers.flatMap(\.written)
    #expect(await following.balance(all) == .even)
    #expect(await following.stop() == 0)
    #expect(await following.balance(all) == .even)
  }

  @Test(
    "F80, F81: what is added while nobody follows comes, to old files too, whatever --start says")
  func between() async throws {
    let program = try Program()
    let server = LogServer(program)
    server.write(100)
    let old = LogServer(program, "logs/old.log", first: 10_000)
    old.write(100)
    old.setModified(-365 * 86_400)
    let following = try Following(in: program)
    #expect(await following.balance(server.written + old.written) == .even)
    #expect(await following.stop() == 0)
    server.write(50)
    old.write(50)
    let new = LogServer(program, "logs/new.log", first: 20_000)
    new.write(50)
    try following.start(["--start", "end"])
    let all = server.written + old.written + new.written
    #expect(await following.balance(all) == .even)
    #expect(await following.stop() == 0)
    #expect(await following.balance(all) == .even)
  }

  @Test("F73: a second process for the same destination is told who the first is, and ends")
  func second() async throws {
    let program = try Program()
    let server = LogServer(program)
    server.write(100)
    let following = try Following(in: program)
    #expect(await following.balance(server.written) == .even)
    let second = try program.run(["follow", "logs", "--state", "state", "--to", "out.ndjson"])
    #expect(second.status == 2)
    #expect(second.errors.contains("state"), "\(second.errors)")
    // For another destination it may.
    let other = try program.run(
      ["follow", "logs", "--once", "--state", "state", "--to", "other.ndjson"])
    #expect(other.status == 0)
    #expect(following.events("other.ndjson").numbers == server.written)
    server.write(10)
    #expect(await following.balance(server.written) == .even)
    #expect(await following.stop() == 0)
  }

  @Test(
    "F72: while the disk of its memory is full, events come all the same, and it catches up",
    .enabled(if: canMount))
  func fullDisk() async throws {
    let program = try Program()
    let mounted = try program.shell("mkdir state && mount -t tmpfs -o size=256k none state")
    #expect(mounted.status == 0)
    defer { _ = try? program.shell("umount -l state") }
    let server = LogServer(program)
    server.write(100)
    let following = try Following(in: program)
    #expect(await following.balance(server.written) == .even)
    _ = try program.shell("cat /dev/zero > state/filler")
    for _ in 1...5 {
      server.write(200)
      let new = LogServer(program, "logs/\(server.written.count).log", first: 10_000)
      _ = new
      #expect(await following.balance(server.written) == .even)
    }
    #expect(
      await following.waits { following.errors.contains("no space left") }, "\(following.errors)")
    program.delete("state/filler")
    server.write(10)
    #expect(await following.balance(server.written) == .even)
    #expect(await following.stop() == 0)
    try following.start()
    server.write(10)
    #expect(await following.balance(server.written) == .even)
    #expect(await following.stop() == 0)
  }

  @Test("F72: a destination whose disk is full is waited for", .enabled(if: canMount))
  func fullDestination() async throws {
    let program = try Program()
    let mounted = try program.shell("mkdir out && mount -t tmpfs -o size=128k none out")
    #expect(mounted.status == 0)
    defer { _ = try? program.shell("umount -l out") }
    _ = try program.shell("head -c 100k /dev/zero > out/filler")
    let server = LogServer(program)
    server.write(200)
    let following = try Following(to: ["out/events.ndjson"], in: program)
    #expect(await following.waits { following.errors.contains("trying again each second") })
    program.delete("out/filler")
    #expect(await following.balance(server.written, in: "out/events.ndjson") == .even)
    #expect(await following.stop() == 0)
    #expect(following.events("out/events.ndjson").numbers == server.written)
  }

  /// Whether file systems may be mounted here: as root, outside of most containers.
  static let canMount: Bool = {
    let program = try? Program()
    let result = try? program?.shell("mkdir m && mount -t tmpfs -o size=64k none m && umount m")
    return result?.status == 0
  }()

  @Test("F72: a place for its memory that cannot be one is an error at the start")
  func noDirectory() throws {
    let program = try Program()
    try program.write("state", "a file")
    try program.write("logs/app.log", "")
    let result = try program.run(
      ["follow", "logs", "--once", "--state", "state", "--to", "out.ndjson"])
    #expect(result.status == 2)
    #expect(result.errors.contains("state"), "\(result.errors)")
  }
}
