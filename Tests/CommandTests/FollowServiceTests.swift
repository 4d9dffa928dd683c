import Foundation
import Glibc
import Testing

@Suite("genlog follow: under a service manager")
struct FollowServiceTests {
  /// The socket on which systemd would listen.
  private final class Manager {
    private let socket: Int32

    init(path: String) throws {
      socket = Glibc.socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
      var patience = timeval(tv_sec: 30, tv_usec: 0)
      setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
      var address = sockaddr_un()
      address.sun_family = sa_family_t(AF_UNIX)
      try #require(path.utf8.count < MemoryLayout.size(ofValue: address.sun_path))
      withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
      withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          _ = bind(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
        }
      }
    }

    deinit { close(socket) }

    /// The next message that begins so; others are passed over.
    func next(_ beginning: String) -> String? {
      var bytes = [UInt8](repeating: 0, count: 4096)
      while true {
        let count = recv(socket, &bytes, bytes.count, 0)
        if count <= 0 { return nil }
        let text = String(decoding: bytes[..<count], as: UTF8.self)
        if text.hasPrefix(beginning) { return text }
      }
    }
  }

  @Test("says when it is ready, alive, reloading and stopping, and how far it is")
  func told() throws {
    let program = try Program()
    try program.write("logs/cs.log", ParseEventTests.header + ParseEventTests.line + "\n")
    let path = "/tmp/genlog-notify-" + UUID().uuidString
    let manager = try Manager(path: path)
    defer { unlink(path) }
    let run = try LongRun(
      program, ["follow", "logs", "--state", "state", "--to", "events.ndjson"],
      environment: ["NOTIFY_SOCKET": path, "WATCHDOG_USEC": "400000"])
    #expect(manager.next("READY=1") == "READY=1")
    #expect(manager.next("STATUS=")?.hasPrefix("STATUS=follows ") == true)
    #expect(manager.next("WATCHDOG=1") == "WATCHDOG=1")
    #expect(manager.next("WATCHDOG=1") == "WATCHDOG=1")
    #expect(
      manager.next("STATUS=follows 1 file") == "STATUS=follows 1 file; events.ndjson: up to date")
    run.send(SIGHUP)
    let reloading = try #require(manager.next("RELOADING=1"))
    #expect(reloading.contains("\nMONOTONIC_USEC="))
    #expect(manager.next("READY=1") == "READY=1")
    run.send(SIGTERM)
    #expect(manager.next("STOPPING=1") == "STOPPING=1")
    #expect(run.stop() == 0)
  }
}
