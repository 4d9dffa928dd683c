import Foundation
import Glibc
import Testing

@Suite("genlog follow: SIGHUP reads the configuration again", .serialized)
struct SignalTests {
  @Test("a good configuration is in force from then on, and nothing is lost or sent twice")
  func good() async throws {
    let program = try Program()
    let server = LogServer(program)
    server.write(200)
    try program.write("genlog.yml", "to: [out.ndjson]\n")
    let following = try Following(["logs"], to: [], ["--config", "genlog.yml"], in: program)
    #expect(await following.balance(server.written) == .even)
    try program.write("genlog.yml", "to: [out.ndjson, more.ndjson]\n")
    server.write(200)
    following.signal(SIGHUP)
    #expect(await following.waits { following.errors.contains("the configuration was read again") })
    server.write(200)
    #expect(await following.balance(server.written) == .even)
    #expect(await following.balance(server.written, in: "more.ndjson") == .even)
    #expect(await following.stop() == 0)
    #expect(await following.balance(server.written) == .even)
  }

  @Test(
    "a bad one is refused with its place, and the old one stays in force",
    arguments: [
      "to: [out.ndjson]\ncolour: red\n", "to: [out.ndjson\n", "to: [out.ndjson]\nwhere: 'a ='\n",
    ])
  func bad(text: String) async throws {
    let program = try Program()
    let server = LogServer(program)
    server.write(200)
    try program.write("genlog.yml", "to: [out.ndjson]\n")
    let following = try Following(["logs"], to: [], ["--config", "genlog.yml"], in: program)
    #expect(await following.balance(server.written) == .even)
    try program.write("genlog.yml", text)
    following.signal(SIGHUP)
    #expect(
      await following.waits { following.errors.contains("the configuration is left as it was: ") })
    server.write(200)
    #expect(await following.balance(server.written) == .even)
    #expect(await following.stop() == 0)
  }
}
