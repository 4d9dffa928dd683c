import Foundation
import Glibc
import Testing

@Suite("genlog follow: compressed logs", .serialized)
struct ArchiveTests {
  /// A file of the directory, compressed.
  private func compressed(_ program: Program, _ name: String) throws -> [UInt8] {
    let result = try program.shell("gzip -c \(name) > packed")
    precondition(result.status == 0, result.errors)
    return [UInt8](try Data(contentsOf: URL(fileURLWithPath: program.path("packed"))))
  }

  private func append(_ bytes: some Collection<UInt8>, _ name: String, _ program: Program) throws {
    let path = program.path(name)
    if access(path, F_OK) != 0 { try program.write(name, []) }
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    try handle.seekToEnd()
    try handle.write(contentsOf: Data(bytes))
    try handle.close()
  }

  @Test("F30: a log that is compressed while it is read comes once, to its end")
  func whileRead() async throws {
    let program = try Program()
    let server = LogServer(program)
    server.write(1_000)
    let following = try Following(in: program)
    #expect(await following.balance(server.written) == .even)
    try following.paused {
      server.write(500)
      program.rename("logs/app.log", to: "logs/app.log.1")
      try program.compress("logs/app.log.1")
      server.open("logs/app.log")
      server.write(100)
    }
    #expect(await following.balance(server.written) == .even)
    let marker = LogServer(program, "logs/marker.log", first: 900_000)
    marker.write(100)
    #expect(await following.balance(server.written + marker.written) == .even)
    #expect(await following.stop() == 0)
  }

  @Test("F30: a log that was compressed while nobody followed is gone on with where it was")
  func whileDown() async throws {
    let program = try Program()
    let server = LogServer(program)
    server.write(1_000)
    let following = try Following(in: program)
    #expect(await following.balance(server.written) == .even)
    await following.stop()
    server.write(500)
    program.rename("logs/app.log", to: "logs/app.log.1")
    try program.compress("logs/app.log.1")
    server.open("logs/app.log")
    server.write(100)
    try following.start()
    #expect(await following.balance(server.written) == .even)
    #expect(await following.stop() == 0)
    // It is the same content under the next name, too.
    program.rename("logs/app.log.1.gz", to: "logs/app.log.2.gz")
    server.write(10)
    try following.start()
    #expect(await following.balance(server.written) == .even)
    #expect(await following.stop() == 0)
  }

  @Test("F05, F30: a log that was copied, truncated and its copy compressed comes once")
  func copied() async throws {
    let program = try Program()
    let server = LogServer(program)
    server.write(1_000)
    let following = try Following(in: program)
    #expect(await following.balance(server.written) == .even)
    try following.paused {
      server.write(500)
      try program.copy("logs/app.log", to: "logs/app.log.1")
      program.truncate("logs/app.log")
      try program.compress("logs/app.log.1")
      server.write(100)
    }
    #expect(await following.balance(server.written) == .even)
    #expect(await following.stop() == 0)
  }

  @Test("F31: a log that is being compressed is read once its end is there")
  func growing() async throws {
    let program = try Program()
    let server = LogServer(program, "whole.log")
    server.write(5_000)
    let bytes = try compressed(program, "whole.log")
    try append(bytes[..<(bytes.count / 2)], "logs/app.log.gz", program)
    let following = try Following(in: program)
    let marker = LogServer(program, "logs/marker.log", first: 900_000)
    marker.write(100)
    #expect(await following.balance(marker.written) == .even)
    try append(bytes[(bytes.count / 2)..<(bytes.count - 4)], "logs/app.log.gz", program)
    marker.write(10)
    #expect(await following.balance(marker.written) == .even)
    try append(bytes[(bytes.count - 4)...], "logs/app.log.gz", program)
    #expect(await following.balance(marker.written + server.written) == .even)
    #expect(await following.stop() == 0)
    #expect(following.events().numbers(at: "logs/app.log.gz") == server.written)
  }

  @Test("F32: of a compressed log that was cut all whole records come, and the cut is told")
  func cut() async throws {
    let program = try Program()
    let server = LogServer(program, "whole.log")
    server.write(5_000)
    let bytes = try compressed(program, "whole.log")
    try program.write("logs/app.log.gz", Array(bytes[..<(bytes.count / 2)]))
    let following = try Following(["logs"], ["--once"], in: program)
    #expect(await following.stop(nil) == 3)
    let numbers = following.events().numbers
    #expect(numbers.count > 1_000)
    #expect(Array(numbers.dropLast()) == Array(server.written[..<(numbers.count - 1)]))
    #expect(following.errors.contains("logs/app.log.gz"), "\(following.errors)")
    // Once it is whole, so is what comes of it: in the middle of a line it was cut.
    try append(bytes[(bytes.count / 2)...], "logs/app.log.gz", program)
    try following.start()
    #expect(await following.stop(nil) == 0)
    let balance = Balance(server.written, following.events().numbers)
    #expect(balance.lost.count <= 1)
    #expect(balance.twice == [] || balance.twice == [-1])
  }

  @Test("F34: a compressed log that was half read when genlog was killed is read on")
  func killed() async throws {
    let program = try Program()
    let server = LogServer(program, "whole.log")
    server.write(12_000)
    try program.write("logs/app.log.gz", try compressed(program, "whole.log"))
    let double = SwitchedServer(breaksAfter: 10)
    let following = try Following(
      to: [double.url], ["--batch-events", "200", "--requests", "1"], in: program)
    #expect(await following.waits { double.isDown })
    following.kill()
    let before = double.count
    #expect(before > 0 && before < 12_000)
    double.isDown = false
    try following.start()
    #expect(await following.waits { double.count >= 12_000 })
    #expect(await following.stop() == 0)
    #expect(Balance(server.written, double.events.numbers) == .even)
  }

  @Test(
    "F35: what is compressed in another way is told by its content, and not taken for a log",
    arguments: [
      [0x28, 0xB5, 0x2F, 0xFD], [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], [0x50, 0x4B, 3, 4],
    ])
  func otherFormats(magic: [UInt8]) async throws {
    let program = try Program()
    try program.write("logs/a.log", magic + Array(repeating: 0x41, count: 1_000))
    let marker = LogServer(program, "logs/marker.log", first: 900_000)
    marker.write(100)
    let following = try Following(["logs"], ["--once"], in: program)
    await following.stop(nil)
    #expect(await following.balance(marker.written) == .even)
    #expect(following.errors.contains("logs/a.log"), "\(following.errors)")
  }
}
