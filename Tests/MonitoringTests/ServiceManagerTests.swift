import Glibc
import Testing

@testable import Monitoring

@Suite("the service manager")
struct ServiceManagerTests {
  /// A socket on which systemd would listen.
  private final class Manager {
    let socket: Int32
    let path: String

    init(isAbstract: Bool) {
      let name = "genlog-notify-\(getpid())-\(UInt64.random(in: 0...UInt64.max))"
      path = isAbstract ? "@" + name : "/tmp/" + name
      socket = Glibc.socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
      var patience = timeval(tv_sec: 5, tv_usec: 0)
      setsockopt(
        socket, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
      var bytes = Array(path.utf8)
      if isAbstract { bytes[0] = 0 }
      var address = sockaddr_un()
      address.sun_family = sa_family_t(AF_UNIX)
      withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
      let length = socklen_t(MemoryLayout<sa_family_t>.size + bytes.count + (isAbstract ? 0 : 1))
      withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { _ = bind(socket, $0, length) }
      }
    }

    deinit {
      close(socket)
      unlink(path)
    }

    func next() -> String {
      var bytes = [UInt8](repeating: 0, count: 4096)
      let count = recv(socket, &bytes, bytes.count, 0)
      return String(decoding: bytes[..<max(0, count)], as: UTF8.self)
    }
  }

  @Test("is told by datagrams, at a path or an abstract name", arguments: [false, true])
  func tells(isAbstract: Bool) throws {
    let manager = Manager(isAbstract: isAbstract)
    let service = try #require(
      ServiceManager(path: manager.path, watchdogMicroseconds: nil, watchdogProcess: nil))
    service.tellReady()
    #expect(manager.next() == "READY=1")
    service.tellReloading()
    let reload = manager.next().split(separator: "\n")
    #expect(reload.first == "RELOADING=1")
    #expect(reload.last?.hasPrefix("MONOTONIC_USEC=") == true)
    service.tell(status: "one\ntwo")
    #expect(manager.next() == "STATUS=one two")
    service.tellAlive()
    #expect(manager.next() == "WATCHDOG=1")
    service.tellStopping()
    #expect(manager.next() == "STOPPING=1")
  }

  @Test(
    "wants to hear of us as often as it says, if it means this process",
    arguments: [
      ("20000000", nil, 20), ("20000000", "own", 20), ("20000000", "1", nil), (nil, nil, nil),
      ("0", nil, nil), ("-5", nil, nil), ("x", nil, nil), ("99999999999999999999", nil, nil),
    ] as [(String?, String?, Int?)])
  func watchdog(microseconds: String?, process: String?, seconds: Int?) throws {
    let own = process == "own" ? String(getpid()) : process
    let service = try #require(
      ServiceManager(path: "/run/x", watchdogMicroseconds: microseconds, watchdogProcess: own))
    #expect(service.watchdogInterval == seconds.map { .seconds($0) })
  }

  @Test(
    "a socket that cannot be one is none",
    arguments: ["", "@", "/", "relative", "vsock:2:1", "/" + String(repeating: "x", count: 108)])
  func none(path: String) {
    #expect(ServiceManager(path: path, watchdogMicroseconds: nil, watchdogProcess: nil) == nil)
  }

  @Test("one that has gone away is told nothing, and no harm is done")
  func gone() throws {
    let service = try #require(
      ServiceManager(
        path: "/tmp/genlog-nobody-\(getpid())", watchdogMicroseconds: nil, watchdogProcess: nil))
    service.tellReady()
    service.tellAlive()
  }
}
