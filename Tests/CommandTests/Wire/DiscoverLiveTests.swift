import Foundation
import Glibc
import TestPackets
import Testing

/// `genlog-wire discover`, on loopback, with real sockets.
@Suite(
  "genlog-wire discover, on an interface",
  .enabled(if: LoopbackSender.mayCapture, "only root may capture"), .serialized)
struct DiscoverLiveTests {
  @Test(
    "what an interface showed is told when it is stopped, in files opened before rights are given up"
  )
  func live() throws {
    let program = try Program()
    let sender = LoopbackSender()
    let run = try LongRun(
      program,
      [
        "discover", "-i", "lo", "--filter", "udp dst port \(sender.port)", "--to", "-", "--to",
        "genlog.yml",
      ], executable: Program.wireExecutable)
    #expect(LongRun.until { run.errors.contains("listening on ") }, "\(run.errors)")
    for number in 1..<4 {
      sender.send(TestMessage.request(call: number, transport: "UDP"))
    }
    #expect(run.stop(SIGINT) == 0)
    #expect(run.output.contains("127.0.0.1:\(sender.port)"), "\(run.output)\(run.errors)")
    #expect(run.errors.contains("press Ctrl-C, or give --duration 10m"))
    let configuration = try program.read("genlog.yml")
    #expect(configuration.contains("interface:\n  - 'lo'\n"))
    #expect(configuration.contains("filter: 'udp port \(sender.port) or "))
  }
}
