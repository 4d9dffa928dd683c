/// The name of a field, `host.name`, with all ways in which ElastAlert finds it in an event.
///
/// A key may hold dots itself (`{"host.name": ...}`), the longest key first; `tags[1]` is the second element of a list,
/// by one digit. There is no way back: where the longest key leads nowhere, no shorter one is tried. A name that goes on
/// where the value is no object means that value, so that `host.name.keyword` is `host.name`
/// (elastalert/util.py, `_find_es_dict_by_key`).
package struct EventField: Sendable, Equatable {
  /// One way into an object.
  struct Step: Sendable, Equatable {
    /// The key.
    let key: [UInt8]
    /// The element of the list that the key's value is.
    let index: Int?
    /// What to look for in the value; empty if the value itself is meant, else one name.
    let rest: [EventField]
  }

  /// The longest name that is told apart at its dots.
  private static let mostParts = 16

  /// The name as given.
  package let name: String
  /// The ways, longest key first.
  let steps: [Step]

  /// Takes a name apart.
  package init(_ name: String) {
    self.name = name
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    let most = min(parts.count, Self.mostParts)
    var steps: [Step] = []
    for count in (1...max(most, 1)).reversed() {
      let (key, index, inner) = Self.index(in: parts.prefix(count).joined(separator: "."))
      let rest = (inner.isEmpty ? [] : [inner]) + parts.dropFirst(count).map(String.init)
      steps.append(
        Step(
          key: Array(key.utf8), index: index,
          rest: rest.isEmpty ? [] : [EventField(rest.joined(separator: "."))]))
    }
    self.steps = steps
  }

  /// `a[1]b` as `a`, 1 and `b`: the first bracket that has a digit in it and something before it.
  private static func index(in key: String) -> (String, Int?, String) {
    let bytes = Array(key.utf8)
    guard bytes.count >= 4 else { return (key, nil, "") }
    for place in 1..<bytes.count - 2
    where bytes[place] == UInt8(ascii: "[") && bytes[place + 2] == UInt8(ascii: "]")
      && (0x30...0x39).contains(bytes[place + 1])
    {
      return (
        String(decoding: bytes[..<place], as: UTF8.self), Int(bytes[place + 1]) - 0x30,
        String(decoding: bytes[(place + 3)...], as: UTF8.self)
      )
    }
    return (key, nil, "")
  }

  /// The value of the field; nil where there is none.
  package func value(in object: JSONObject) -> JSONTree? {
    for step in steps {
      guard let value = object[step.key] else { continue }
      return step.value(of: value)
    }
    return nil
  }

  /// Replaces the value of the field where there is one.
  func replace(in object: inout JSONObject, with newValue: JSONTree) {
    for step in steps {
      guard let value = object[step.key] else { continue }
      if step.index == nil, let rest = step.rest.first, case .object(var inner) = value {
        rest.replace(in: &inner, with: newValue)
        object[step.key] = .object(inner)
      } else if step.index == nil {
        object[step.key] = newValue
      }
      return
    }
  }
}

extension EventField.Step {
  /// What the value of the key leads to.
  fileprivate func value(of value: JSONTree) -> JSONTree? {
    guard let index else {
      guard let rest = rest.first, case .object(let object) = value else { return value }
      return rest.value(in: object)
    }
    guard case .array(let elements) = value, index < elements.count else { return nil }
    guard let rest = rest.first else { return elements[index] }
    if case .object(let object) = elements[index] { return rest.value(in: object) }
    return value
  }
}
