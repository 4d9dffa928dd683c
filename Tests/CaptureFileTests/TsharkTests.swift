import CaptureFile
import Foundation
import Testing

/// What Wireshark's dissectors say of a capture.
@Suite("tshark (skipped where it is not installed)", .enabled(if: Tshark.path != nil))
struct TsharkTests {
  private func capture(port: UInt16, v6: Bool = false) throws -> [UInt8] {
    var writer = CaptureWriter(maxConnections: 2)
    let local = try WireEndpoint(v6 ? "2001:db8::1" : "192.0.2.1", port)
    let transports: [WireMessage.Transport] = [.udp, .tcp, .tls]
    for (call, size) in [0, 5, 1000, 1460, 3000, 30_000, 60_000].enumerated() {
      for (index, transport) in transports.enumerated() {
        let remote = try WireEndpoint(
          v6 ? "2001:db8::7" : "198.51.100.7", UInt16(40_000 + call * 3 + index))
        let name = transport == .udp ? "UDP" : "TCP"
        for (step, method) in ["OPTIONS", "MESSAGE"].enumerated() {
          writer.append(
            WireMessage(
              time: 1_463_156_994_229_001 + Int64(call * 1000 + step), transport: transport,
              local: local, remote: remote, direction: step == 0 ? .sent : .received),
            request(method, call: call * 3 + index, bodyBytes: size, transport: name))
        }
      }
    }
    writer.finish()
    return writer.bytes()
  }

  @Test("every SIP message is listed, in order", arguments: [false, true])
  func methods(v6: Bool) throws {
    let lines = try Tshark.run(
      capture(port: 5060, v6: v6),
      ["-Y", "sip", "-T", "fields", "-e", "sip.Method", "-e", "sip.Call-ID"])
    let expected = (0..<21).flatMap { call in
      ["OPTIONS\t\(call)@example.com", "MESSAGE\t\(call)@example.com"]
    }
    #expect(lines == expected)
  }

  @Test(
    "no frame is malformed, has a bad checksum or makes the analysis of TCP complain",
    arguments: [false, true])
  func complaints(v6: Bool) throws {
    let filter =
      "_ws.malformed || tcp.analysis.flags || ip.checksum.status == 0 || udp.checksum.status == 0 "
      + "|| tcp.checksum.status == 0 || _ws.expert.severity >= 0x600000"
    let capture = try capture(port: 5060, v6: v6)
    #expect(try Tshark.run(capture, ["-Y", filter]) == [])
    // And the checksums were looked at: 1 is good.
    let checked = "udp.checksum.status == 1 || tcp.checksum.status == 1"
    #expect(try Tshark.run(capture, ["-Y", checked]).count == CapturedFrame.read(capture).count)
  }

  @Test("text that went over TLS is SIP once tshark is told so")
  func tls() throws {
    let lines = try Tshark.run(
      capture(port: 5061),
      ["-d", "tcp.port==5061,sip", "-Y", "sip && tcp", "-T", "fields", "-e", "sip.Method"])
    #expect(lines.count == 28)
  }
}

/// The program, where it is installed.
enum Tshark {
  static let path = ["/usr/bin/tshark", "/usr/local/bin/tshark"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  /// The lines that it prints of a capture, checksums looked at.
  static func run(_ capture: [UInt8], _ arguments: [String]) throws -> [String] {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "calls.pcap")
    try Data(capture).write(to: file)
    let process = Process()
    process.executableURL = URL(filePath: try #require(path))
    let checks = ["ip", "udp", "tcp"].flatMap { ["-o", "\($0).check_checksum:TRUE"] }
    process.arguments = ["-n", "-r", file.path] + checks + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let text = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return String(decoding: text, as: UTF8.self).split(separator: "\n").map(String.init)
  }
}
