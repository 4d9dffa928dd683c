import Delivery
import Event
import Foundation
import TestPackets
import Testing

@testable import GenesysLog
@testable import Pipeline

/// The one list of fields says all, and nothing wrong.
@Suite("the table of fields")
struct FieldTableTests {
  private let kinds = Dictionary(uniqueKeysWithValues: FieldTable.rows.map { ($0.name, $0.kind) })
  /// Numbers in one place and words in another: the server keeps both, and finds the numbers.
  private static let mixed: Set = ["genesys.client.id"]
  /// Codes: numbers or names, found as they are written.
  private static let codes: Set = ["error.code", "genesys.spool.category"]

  /// The kind of a field; below an open field, that of the open one.
  private func kind(_ path: String) -> FieldKind? {
    if let kind = kinds[path] { return kind }
    var parent = path[...]
    while let dot = parent.lastIndex(of: ".") {
      parent = parent[..<dot]
      if kinds[String(parent)] == .open { return .open }
    }
    return nil
  }

  private func expect(_ path: String, holds shape: String, _ source: String) {
    guard let kind = kind(path) else {
      Issue.record("\(path), \(shape) of \(source), is not in Tables/FieldText.swift")
      return
    }
    if kind == .open || Self.codes.contains(path) || Self.mixed.contains(path) { return }
    #expect(kind.shapes.contains(shape), "\(path) is \(kind), and \(source) has a \(shape)")
  }

  private static func shape(_ type: ScalarType) -> String {
    switch type {
    case .string, .lowercase, .uppercase: "string"
    case .integer, .hexadecimal, .seconds, .milliseconds, .microseconds: "number"
    case .float: "fraction"
    case .boolean: "boolean"
    }
  }

  private func expect(_ field: EventField, _ source: String) {
    guard case .slots(let values) = field.source else { return }
    for value in values {
      expect(field.path.joined(separator: "."), holds: Self.shape(value.type), source)
    }
  }

  @Test("it has every field of the rules, of a kind that takes its values")
  func rules() throws {
    let rules = try RuleSet()
    for rule in rules.rules {
      for field in rule.constants {
        switch field.value {
        case .string: expect(field.name, holds: "string", rule.name)
        case .integer: expect(field.name, holds: "number", rule.name)
        case .double: expect(field.name, holds: "fraction", rule.name)
        case .boolean: expect(field.name, holds: "boolean", rule.name)
        case .list: break
        }
      }
    }
    for number in rules.patterns.indices {
      for field in try rules.compiled(number).eventFields(firstSlot: 0) {
        expect(field, "pattern \(number)")
      }
    }
    for field in BracketExtractor.Field.allCases {
      if let name = field.name {
        expect(name, holds: field.isInteger ? "number" : "string", "brackets")
      }
    }
  }

  @Test("it has every field of bodies, also those that are JSON")
  func bodies() {
    for field in RecordBody.fields {
      let path = field.path.joined(separator: ".")
      expect(field, "RecordBody")
      guard case .json = field.source else { continue }
      let isKnown = FieldTable.rows.contains { $0.name == path || $0.name.hasPrefix(path + ".") }
      #expect(isKnown, "\(path) of RecordBody")
    }
  }

  @Test("it has every field of the events of samples/")
  func samples() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let seen = try SeenFields(parsing: [root.appendingPathComponent("samples").path])
    #expect(seen.kinds.count > 250)
    for (path, shapes) in seen.kinds {
      for shape in shapes { expect(path, holds: shape, "samples/") }
    }
  }

  @Test("it has every field of the events of captures")
  func captures() throws {
    // A gap, a tag and a VLAN are in none of the recorded ones.
    var connection = TestConnection(.v4(10, port: 40_000), .v4(20, port: 5060))
    connection.send([TestMessage.request(call: 1)])
    connection.lose(100)
    connection.send([TestMessage.response(call: 1)])
    // Nor are flows with evidence, with a greeting, and without ports.
    var other = TestConnection(.v4(10, port: 40_001), .v4(20, port: 2020))
    other.open()
    other.send([Array("cfglib".utf8)])
    other.send(fromClient: false, [Array("welcome\n".utf8)])
    let plain = TestPacket.ip(.v4(1, port: 0), .v4(2, port: 0), 99, [1])
    // Nor are keys, and messages that are sent again.
    var media = TestMedia()
    for _ in 0..<2 { media.open() }
    for number in 0..<2 {
      media.send(
        TestMedia.near, TestMedia.far,
        TestMedia.packet(type: 101, sequence: UInt16(number), timestamp: 0, payload: [1, 0, 0, 0]))
    }
    let path = NSTemporaryDirectory() + "genlog-fields-\(UUID().uuidString).pcap"
    let called = NSTemporaryDirectory() + "genlog-fields-\(UUID().uuidString).pcap"
    try Data(media.capture.pcap()).write(to: URL(fileURLWithPath: called))
    let file = TestCapture(connection.packets + other.packets + [plain], in: .vlan).pcap()
    try Data(file).write(to: URL(fileURLWithPath: path))
    defer { for path in [path, called] { try? FileManager.default.removeItem(atPath: path) } }
    let recorded = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("samples/wire")
    let captures = try FileManager.default.contentsOfDirectory(atPath: recorded.path)
      .filter { $0.contains(".pcap") }.map { recorded.appendingPathComponent($0).path }
    let seen = try SeenFields(decoding: captures + [path, called])
    #expect(seen.kinds.keys.contains("wire.gap_bytes"))
    #expect(seen.kinds.keys.contains("network.vlan.id"))
    #expect(seen.kinds.keys.contains("network.iana_number"))
    #expect(seen.kinds.keys.contains("network.application"))
    for row in FieldTable.rows where row.name.hasPrefix("rtp.") || row.name.hasPrefix("call.") {
      #expect(seen.kinds.keys.contains(row.name), "\(row.name)")
    }
    #expect(seen.kinds.keys.contains("wire.retransmission"))
    for name in ["banner", "evidence", "state"] {
      #expect(seen.kinds.keys.contains("flow.\(name)"))
    }
    for (path, shapes) in seen.kinds {
      for shape in shapes { expect(path, holds: shape, "captures") }
    }
  }

  @Test("it has every field of a SIP message with all headers there are")
  func sip() throws {
    let log = NSTemporaryDirectory() + "genlog-fields-\(UUID().uuidString).log"
    try FullMessage.log.write(toFile: log, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(atPath: log) }
    let seen = try SeenFields(parsing: [log])
    for (path, shapes) in seen.kinds {
      for shape in shapes { expect(path, holds: shape, "the message") }
    }
    // What the message is for; the rest has its part in it as a response has.
    let ofResponses: Set = [
      "sip.code", "sip.status", "sip.content_encoding", "sip.body.missing_bytes",
      "sip.body.truncated",
      "sip.body.parts.bytes", "sip.body.parts.content_type",
    ]
    let missing = kinds.keys.filter { $0.hasPrefix("sip.") && seen.kinds[$0] == nil }
      .filter { !ofResponses.contains($0) && !$0.hasSuffix(".original") }
      .filter { !$0.hasSuffix("display_info") && !$0.contains(".uri.") && !$0.contains(".geo.") }
    #expect(missing.sorted() == [], "fields that no message has")
  }

  @Test("it has every field that places are written to")
  func places() throws {
    let log = NSTemporaryDirectory() + "genlog-places-\(UUID().uuidString).log"
    try PlacesLog.text.write(toFile: log, atomically: true, encoding: .utf8)
    let databases = try PlacesLog.databases()
    defer { for path in [log] + databases { try? FileManager.default.removeItem(atPath: path) } }
    let seen = try SeenFields(parsing: [log]) { values in
      values.geo = true
      values.geoIP = databases
      values.geoAddresses = ["sip.from.uri.host=client,source,destination"]
    }
    for (path, shapes) in seen.kinds {
      for shape in shapes { expect(path, holds: shape, "a log with places") }
    }
    let missing = kinds.keys.filter {
      ($0.contains("geo.") || $0.contains(".as.")) && seen.kinds[$0] == nil
    }
    #expect(missing.sorted() == [], "fields that no event has")
  }

  @Test("no name stands twice, none lies in a field that is none, and each word is known")
  func order() {
    #expect(kinds.count == FieldTable.rows.count)
    for row in FieldTable.rows {
      let parts = row.name.split(separator: ".")
      for count in 1..<max(parts.count, 1) {
        let parent = parts.prefix(count).joined(separator: ".")
        #expect(kinds[parent] == nil, "\(row.name) lies in \(parent)")
      }
      #expect(FieldPath(row.name) != nil)
      #expect(!row.summary.contains("|"))
    }
    #expect(FieldTable.sections.allSatisfy { !$0.title.isEmpty && !$0.rows.isEmpty })
  }
}
