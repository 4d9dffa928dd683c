import Foundation
import TestPackets
import Testing

/// `genlog-wire discover`, on captures of real programs (samples/wire) and others.
@Suite("genlog-wire discover")
struct WireDiscoverTests {
  private static let captures = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("samples/wire").path
  private static let site = captures + "/site.pcap"

  /// The words of the lines of a table, by their first word.
  private func rows(_ text: String) -> [[String]] {
    text.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
  }

  @Test("a site is told as its services and connections, with roles, programs and faults")
  func site() throws {
    let result = try Program().wire(["discover", Self.site])
    #expect(result.status == 0, "\(result.errors)")
    let rows = rows(result.output)
    let services = rows.filter { $0[0].contains(":") }.map { Array($0[0..<3]) }
    #expect(
      services == [
        ["192.0.2.20:3000", "tcp", "unknown"], ["192.0.2.20:3001", "tcp", "refused"],
        ["192.0.2.20:5060", "udp", "sip"], ["192.0.2.40:443", "tcp", "tls"],
        ["192.0.2.40:8080", "tcp", "http"], ["192.0.2.50:2020", "tcp", "unknown"],
        ["192.0.2.50:7001", "tcp", "unknown"],
      ])
    let connections = rows.filter { $0.count > 2 && $0[1].contains(":") && !$0[0].contains(":") }
      .map { "\($0[0]) \($0[1])" }
    #expect(
      connections == [
        "192.0.2.5 192.0.2.20:5060", "192.0.2.20 192.0.2.50:2020", "192.0.2.60 192.0.2.20:3000",
        "192.0.2.60 192.0.2.20:3001", "192.0.2.60 192.0.2.50:2020", "192.0.2.60 192.0.2.50:7001",
        "192.0.2.101 192.0.2.40:443", "192.0.2.101 192.0.2.40:8080",
      ])
    for text in [
      "ExampleSIPServer/8.1.103", "ExampleSBC/2.4", "SiteServer/3.1", "gws.example.com",
      "composer.example.com", "sip.example.com", "220 ready, site program 4.2",
      "tserver protocol", "cfglib", "1 refused", "1 error", "curl/",
    ] {
      #expect(result.output.contains(text), "\(text)")
    }
    #expect(result.errors.contains("\n6 hosts, 7 services, 8 connections; 2026-"))
  }

  @Test("one run writes each form, by the ending of the file's name")
  func forms() throws {
    let program = try Program()
    let names = ["map.html", "map.dot", "map.mmd", "found.ndjson", "genlog.yml", "table.txt"]
    let result = try program.wire(
      ["discover", Self.site, "--quiet"] + names.flatMap { ["--to", $0] })
    #expect(result.status == 0)
    #expect(result.output == "")
    let beginnings = [
      "<!DOCTYPE html>", "digraph discovery {", "flowchart LR", "{\"@timestamp\":\"2026-",
      "# For `genlog-wire capture --config FILE`", "SERVICE ",
    ]
    for (name, beginning) in zip(names, beginnings) {
      #expect(try program.read(name).hasPrefix(beginning), "\(name)")
    }
    let mermaid = try program.wire(["discover", "--format", "mermaid", "--quiet", Self.site])
    #expect(mermaid.output == (try program.read("map.mmd")))
    let zipped = try program.shell(
      "$GENLOG_WIRE discover --quiet --to map.html.gz '\(Self.site)' && gunzip -c map.html.gz")
    #expect(zipped.output == (try program.read("map.html")))
  }

  @Test("the configuration that is made is one that capture takes")
  func configuration() throws {
    let program = try Program()
    _ = try program.wire(["discover", Self.site, "--quiet", "--to", "genlog.yml"])
    let shown = try program.wire(["capture", "--config", "genlog.yml", "--show-config"])
    #expect(shown.status == 0, "\(shown.errors)")
    #expect(shown.output.contains("udp port 5060"))
    #expect(shown.output.contains("tcp port 8080"))
  }

  @Test("events of logs and of captures are read as captures are")
  func events() throws {
    let program = try Program()
    let direct = try program.wire(["discover", Self.captures + "/tcp-calls.pcapng"])
    let piped = try program.shell(
      "$GENLOG_WIRE decode --quiet '\(Self.captures)/tcp-calls.pcapng' | "
        + "$GENLOG_WIRE discover --where 'network.protocol = sip' --events -")
    #expect(piped.status == 0)
    #expect(rows(piped.output).map { $0.first } == rows(direct.output).map { $0.first })
    let none = try program.shell(
      "$GENLOG_WIRE decode --quiet '\(Self.captures)/tcp-calls.pcapng' | "
        + "$GENLOG_WIRE discover --until 2020-01-01 --events -")
    #expect(none.output == "no traffic between hosts was seen\n")
    try program.write("mixed.ndjson", "{\"a\":1}\nno event\n\n{\"b\":2}\nneither\n")
    let mixed = try program.wire(["discover", "--events", "mixed.ndjson"])
    #expect(mixed.status == 3)
    #expect(mixed.output == "no traffic between hosts was seen\n")
    #expect(
      mixed.errors.contains(
        "mixed.ndjson: 2 lines are no event, the first begins at byte 8\nhelp: "))
  }

  @Test("a capture without packets has nobody in it, and one that is none is told")
  func empty() throws {
    let program = try Program()
    try program.write("none.pcap", TestCapture([[UInt8]]()).pcap())
    let none = try program.wire(["discover", "none.pcap", "--to", "-", "--to", "map.html"])
    #expect(none.status == 0)
    #expect(none.output == "no traffic between hosts was seen\n")
    #expect(try program.read("map.html").contains("No traffic between hosts was seen."))
    try program.write("empty.pcap", "")
    let empty = try program.wire(["discover", "empty.pcap"])
    #expect(empty.status == 3)
    #expect(empty.errors.contains("empty.pcap: is no capture file"))
    let missing = try program.wire(["discover", "nowhere.pcap", Self.site])
    #expect(missing.status == 3)
    #expect(missing.output.contains("192.0.2.20:5060"))
    #expect(missing.errors.contains("nowhere.pcap: no such file or directory"))
  }

  @Test(
    "wrong options end with 2, and say what is wrong",
    arguments: [
      (["discover"], "nothing to read"), (["discover", "--nosuch", "a"], "--nosuch"),
      (["discover", "--format", "csv", "a"], "--format csv: is no format"),
      (["discover", "--to", "b.pcap", "a"], "--to b.pcap: takes what is in logs"),
      (["discover", "--filter", "tcp", "a"], "options of capturing are given, and no interface"),
      (["discover", "-i", "lo", "a.pcap"], "--interface: files are named as well"),
    ])
  func usage(arguments: [String], text: String) throws {
    let result = try Program().wire(arguments)
    #expect(result.status == 2)
    #expect(result.errors.contains(text), "\(result.errors)")
    #expect(result.output == "")
  }

  @Test("what is read is not written over, and what cannot be written is told")
  func destinations() throws {
    let program = try Program()
    let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: Self.site)))
    try program.write("site.pcap", bytes)
    let same = try program.shell(
      "ln site.pcap map.html; $GENLOG_WIRE discover --to map.html site.pcap")
    #expect(same.status == 2)
    #expect(same.errors.contains("map.html: is read by this run"))
    #expect(Array(try Data(contentsOf: URL(fileURLWithPath: program.path("site.pcap")))) == bytes)
    let nowhere = try program.wire(["discover", "--to", "no/such/map.html", "site.pcap"])
    #expect(nowhere.status == 4)
    #expect(nowhere.errors.contains("no/such/map.html"))
  }
}
