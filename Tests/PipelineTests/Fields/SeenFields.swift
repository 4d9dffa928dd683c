import Delivery
import Event
import Foundation

@testable import Pipeline

/// The fields that events have, with what stands in them, as the program made them.
struct SeenFields {
  /// By dotted name: the kinds of its values, the values of lists among them.
  private(set) var kinds: [String: Set<String>] = [:]

  /// Reads the logs at `paths` as `genlog parse` does, with what `fill` enters.
  init(parsing paths: [String], _ fill: (inout OptionValues) -> Void = { _ in }) throws {
    try self.init(paths) { values in
      var values = values
      fill(&values)
      let options = try ParseOptions(values)
      _ = try ParseRun(options).run(MessageLog(options))
    }
  }

  /// Reads the captures at `paths` as `genlog-wire decode` does.
  init(decoding paths: [String]) throws {
    try self.init(paths) { values in
      var values = values
      values.payload = "full"
      values.flows = "all"
      let options = try WireOptions(values)
      _ = try WireRun(options).run(MessageLog(options.shared))
    }
  }

  private init(_ paths: [String], _ run: (OptionValues) throws -> Void) throws {
    let output = NSTemporaryDirectory() + "genlog-fields-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: output) }
    var values = OptionValues()
    values.inputs = paths
    values.to = [output]
    values.quiet = true
    try run(values)
    for line in try Data(contentsOf: URL(fileURLWithPath: output)).split(separator: 0x0A) {
      let event = Array(line)
      add(JSONMembers(of: event.span), "", event)
    }
  }

  private mutating func add(_ members: JSONMembers, _ parent: String, _ event: [UInt8]) {
    var members = members
    while let (key, value) = members.next(in: event.span) {
      let name = JSONLookup.text(of: key, in: event.span)
      add(value, parent.isEmpty ? name : parent + "." + name, event)
    }
  }

  private mutating func add(_ value: JSONValueRange, _ path: String, _ event: [UInt8]) {
    switch value.kind {
    case .object:
      let isWhole = FieldTable.rows.contains {
        $0.name == path && ($0.kind == .open || $0.kind == .geoPoint)
      }
      if isWhole {
        kinds[path, default: []].insert("object")
      } else {
        add(JSONMembers(of: value, in: event.span), path, event)
      }
    case .array:
      var elements = JSONElements(of: value)
      while let element = elements.next(in: event.span) { add(element, path, event) }
    case .number:
      let text = JSONLookup.text(of: value, in: event.span)
      kinds[path, default: []].insert(text.contains(".") ? "fraction" : "number")
    case .true, .false: kinds[path, default: []].insert("boolean")
    case .string, .null: kinds[path, default: []].insert("string")
    }
  }
}

extension FieldKind {
  /// What values of the kind are in JSON.
  var shapes: Set<String> {
    switch self {
    case .keyword, .text, .original, .date, .ip: ["string"]
    case .long: ["number"]
    case .double: ["number", "fraction"]
    case .boolean: ["boolean"]
    case .open, .geoPoint: ["object"]
    }
  }
}
