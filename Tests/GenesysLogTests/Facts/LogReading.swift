import Event
import Foundation
import GenesysLog
import Testing

/// The events that a log's text becomes.
struct LogReading {
  /// The fields of each event, dotted; numbers and lists as JSON prints them.
  private(set) var events: [[String: String]] = []
  /// The JSON of all events.
  private(set) var json = ""
  /// What was not known, as it would be collected.
  private(set) var unmatched: [String] = []

  private static let rules = Result { try RuleSet() }

  /// Reads `text` as the log of `component`, which began on 12 January 2026, UTC.
  init(
    _ text: String, component: String? = nil, path: String = "test.20260112_000000_000.log"
  ) throws {
    let source = LogSource(
      path: path, rules: try Self.rules.get(),
      component: try component.map { try #require(Component.named($0), "component \($0)") },
      today: 1_768_176_000)
    var reader = RecordReader(source, base: source.base())
    let bytes = Array(text.utf8)
    var encoder = GenesysEncoder(reader.context)
    var place = 0
    var record = LogRecord()
    var out = JSONBuffer()
    while reader.next(bytes.span, .end, &place, &record) {
      if record.kind == .header { encoder.begin(reader.context) }
      let outcome = encoder.encode(
        record, of: bytes.span, blockOffset: 0, isASCII: bytes.allSatisfy { $0 < 0x80 },
        isCut: false, into: &out)
      if case .unmatched = outcome {
        unmatched.append(
          String(decoding: encoder.textWithoutSecrets ?? Array(bytes[record.range]), as: UTF8.self))
      }
    }
    json = out.text()
    for line in json.split(separator: "\n") {
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
      var fields: [String: String] = [:]
      Self.flatten(object, "", into: &fields)
      events.append(fields)
    }
  }

  private static func flatten(_ value: Any, _ path: String, into fields: inout [String: String]) {
    switch value {
    case let object as [String: Any]:
      for (key, value) in object {
        flatten(value, path.isEmpty ? key : "\(path).\(key)", into: &fields)
      }
    case let list as [Any]: fields[path] = list.map { "\($0)" }.joined(separator: ",")
    default: fields[path] = "\(value)"
    }
  }
}

/// One format of a component: a text, and what its events must say.
struct Fact: Sendable, CustomTestStringConvertible {
  /// What it shows.
  let name: String
  /// The component that prints it.
  let component: String
  /// The lines.
  let text: String
  /// Fields of the first event, among others.
  let fields: [String: String]
  /// How many events there are.
  let count: Int

  var testDescription: String { "\(component): \(name)" }

  init(
    _ name: String, _ component: String, _ text: String, _ fields: [String: String],
    count: Int = 1
  ) {
    self.name = name
    self.component = component
    self.text = text
    self.fields = fields
    self.count = count
  }

  /// Expects what the fact says.
  func check() throws {
    let reading = try LogReading(text, component: component)
    #expect(reading.events.count == count, "\(name): \(reading.json)")
    #expect(reading.unmatched.isEmpty, "\(name)")
    let event = try #require(reading.events.first)
    for (field, value) in fields {
      #expect(event[field] == value, "\(name): \(field) in \(reading.json)")
    }
  }
}
