import Foundation
import Pipeline
import TestPackets
import TestServers
import Testing

@testable import WireTools

/// `genlog-wire discover`, without the program around it.
@Suite("discover")
struct DiscoverTests {
  private static let captures = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("samples/wire")
    .path

  @Test(
    "the ending of a file's name tells its form",
    arguments: [
      ("map.html", DiscoveryFormat.html), ("a/b.HTM", .html), ("x.dot", .dot), ("x.gv", .dot),
      ("x.mmd", .mermaid), ("x.mermaid", .mermaid), ("genlog.yml", .yml), ("genlog.yaml", .yml),
      ("s.ndjson", .ndjson), ("s.jsonl.gz", .ndjson), ("s.json", .ndjson), ("s.txt", .table),
    ])
  func endings(path: String, format: DiscoveryFormat) {
    #expect(DiscoveryFormat(ofFile: path) == format)
  }

  @Test(
    "other names tell none",
    arguments: ["map", "map.", ".html", "a.html/map", "", "/", "map.gz", "map.pdf"])
  func noEndings(path: String) {
    #expect(DiscoveryFormat(ofFile: path) == nil)
  }

  @Test("what is found again is kept once at a server, what is new is added")
  func server() throws {
    let server = ElasticsearchDouble()
    let folder = NSTemporaryDirectory() + "genlog-discover-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    func discover(_ path: String) throws -> Int32 {
      var values = OptionValues()
      values.inputs = [path]
      values.to = [server.url]
      values.quiet = true
      let options = try DiscoverOptions(values)
      return try DiscoverRun(options, MessageLog(options.wire.shared)).run()
    }
    let call = Self.captures + "/udp-call.pcap"
    #expect(try discover(call) == 0)
    #expect(try discover(call) == 0)
    #expect(server.events.count == 2)
    let later = TestCapture([
      TestPacket.udp(
        .v4(10, port: 5060), .v4(20, port: 5060),
        TestMessage.request(call: 1, transport: "UDP"))
    ])
    try Data(later.pcap()).write(to: URL(fileURLWithPath: folder + "/later.pcap"))
    #expect(try discover(folder + "/later.pcap") == 0)
    #expect(server.events.count == 4)
    #expect(Array(server.seen.events.keys) == ["logs-genesys.discovery-default"])
  }

  @Test("listening and reading are runs of their own, and each option has something to do")
  func contradictions() throws {
    func problem(_ change: (inout OptionValues) -> Void, events: [String] = []) -> String {
      var values = OptionValues()
      change(&values)
      do {
        _ = try DiscoverOptions(values, events: events)
        return ""
      } catch {
        return "\(error)"
      }
    }
    let both = problem {
      $0.interface = ["lo"]
      $0.inputs = ["a.pcap"]
    }
    #expect(both.hasPrefix("--interface: files are named as well\nhelp: "))
    let alone = problem {
      $0.duration = "1m"
      $0.inputs = ["a.pcap"]
    }
    #expect(alone.hasPrefix("options of capturing are given, and no interface\nhelp: "))
    #expect(problem({ _ in }).contains("nothing to read"))
    #expect(problem({ _ in }, events: ["a.ndjson"]) == "")
    #expect(
      problem {
        $0.inputs = ["a"]
        $0.format = "pdf"
      }
        == "--format pdf: is no format\nhelp: write table, ndjson, dot, mermaid, html or yml")
  }
}
