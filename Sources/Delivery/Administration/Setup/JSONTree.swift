import Event

/// JSON that is made up to be sent: members keep their order.
package indirect enum JSONTree: Sendable, Equatable {
  case object([Member])
  case array([JSONTree])
  case text(String)
  case number(Int)
  case flag(Bool)

  /// One member of an object.
  package struct Member: Sendable, Equatable {
    let key: String
    var value: JSONTree
  }

  /// As it is sent.
  package var bytes: [UInt8] {
    var buffer = JSONBuffer(capacity: 4096)
    append(to: &buffer)
    return buffer.withBytes { bytes in bytes.indices.map { bytes[$0] } }
  }

  /// On lines of their own, for people.
  package var pretty: String { pretty(below: "") }

  /// The same with a member more, which comes last.
  func adding(_ key: String, _ value: JSONTree) -> JSONTree {
    guard case .object(let members) = self else { return self }
    return .object(members + [Member(key: key, value: value)])
  }

  private func append(to buffer: inout JSONBuffer) {
    switch self {
    case .object(let members):
      buffer.append("{")
      for (number, member) in members.enumerated() {
        if number > 0 { buffer.append(",") }
        buffer.append(quoted: member.key)
        buffer.append(":")
        member.value.append(to: &buffer)
      }
      buffer.append("}")
    case .array(let items):
      buffer.append("[")
      for (number, item) in items.enumerated() {
        if number > 0 { buffer.append(",") }
        item.append(to: &buffer)
      }
      buffer.append("]")
    case .text(let text): buffer.append(quoted: text)
    case .number(let number): buffer.append(integer: Int64(number))
    case .flag(let flag): buffer.append(flag ? "true" : "false")
    }
  }

  private func pretty(below indent: String) -> String {
    let inner = indent + "  "
    let line = String(decoding: bytes, as: UTF8.self)
    if line.utf8.count + indent.utf8.count <= 100, depth < 2 { return line }
    switch self {
    case .object(let members):
      let lines = members.map { member in
        let key = String(decoding: JSONTree.text(member.key).bytes, as: UTF8.self)
        return "\(inner)\(key): \(member.value.pretty(below: inner))"
      }
      return "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
    case .array(let items):
      return "[\n" + items.map { inner + $0.pretty(below: inner) }.joined(separator: ",\n")
        + "\n\(indent)]"
    case .text, .number, .flag: return line
    }
  }

  /// How deep objects and arrays stand in each other.
  private var depth: Int {
    switch self {
    case .object(let members): 1 + (members.map(\.value.depth).max() ?? 0)
    case .array(let items): 1 + (items.map(\.depth).max() ?? 0)
    case .text, .number, .flag: 0
    }
  }
}

extension JSONTree: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral,
  ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral
{
  package init(dictionaryLiteral elements: (String, JSONTree)...) {
    self = .object(elements.map { Member(key: $0, value: $1) })
  }

  package init(arrayLiteral elements: JSONTree...) { self = .array(elements) }

  package init(stringLiteral value: String) { self = .text(value) }

  package init(integerLiteral value: Int) { self = .number(value) }

  package init(booleanLiteral value: Bool) { self = .flag(value) }
}
