import Event
import Foundation
import Masking

/// What rules make of one event.
func masked(_ event: String, by rules: MaskRules) -> String {
  var masker = rules.makeMasker()
  return masked(event, with: &masker)
}

/// What a masker makes of one event, after another one that it must leave alone.
func masked(_ event: String, with masker: inout EventMasker) -> String {
  var events = JSONBuffer()
  events.append(text: "{\"before\":\"PIN=1234\"}\n")
  let start = events.count
  events.append(text: event + "\n")
  masker.apply(to: &events, from: start)
  return String(events.text(from: start).dropLast())
}

/// What rules make of a record as it came.
func maskedRecord(_ record: String, by rules: MaskRules) -> String {
  var masker = rules.makeMasker()
  var out = JSONBuffer()
  masker.append(masking: Array(record.utf8).span, to: &out)
  return out.text()
}

/// Rules of a list in YAML, one rule a line.
func rules(_ lines: String, head: String = "") throws -> MaskRules {
  let list = lines.split(separator: "\n").map { "  - \($0)" }.joined(separator: "\n")
  return try MaskRules(text: head + "\nrules:\n" + list + "\n", file: "mask.yml") { name in
    name == "MASK_KEY" ? "0123456789abcdef0123456789abcdef" : nil
  }
}

/// Whether a text is JSON, and no object in it has a key twice.
func isProperJSON(_ text: String) -> Bool {
  guard (try? JSONSerialization.jsonObject(with: Data(text.utf8))) != nil else { return false }
  let bytes = Array(text.utf8)
  var walker = JSONWalker()
  var keys: [Set<String>] = []
  while let step = walker.next(in: bytes.span) {
    if let key = walker.key {
      let name = JSONLookup.text(of: key, in: bytes.span)
      if !keys[keys.count - 1].insert(name).inserted { return false }
    }
    switch step {
    case .open: keys.append([])
    case .close: keys.removeLast()
    case .scalar: break
    }
  }
  return walker.isComplete(in: bytes.span)
}
