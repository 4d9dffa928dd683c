import YAMLReading
import Yams

/// The YAML tree of a rule file.
typealias RuleTree = YAMLTree<RuleError>

extension RuleTree {
  /// The error for a key that may not stand where it does.
  func unknown(_ key: Scalar, known: [String]) -> RuleError {
    .unknownKey(at: key.place, key: key.text, known: known)
  }

  /// The value of a field: quoted scalars are texts, plain ones what they look like.
  func value(_ node: Node, of key: Scalar, lists: Bool) throws(RuleError) -> RuleValue {
    switch node {
    case .scalar(let scalar):
      if scalar.style != .plain { return .string(scalar.string) }
      if scalar.string == "true" || scalar.string == "false" {
        return .boolean(scalar.string == "true")
      }
      if ["", "~", "null"].contains(scalar.string) {
        throw wrongType(node, key.text, "a value: absent fields are left out")
      }
      guard isNumber(scalar.string) else { return .string(scalar.string) }
      if let integer = Int(scalar.string) { return .integer(integer) }
      if let double = Double(scalar.string), double.isFinite { return .double(double) }
      return .string(scalar.string)
    case .sequence(let sequence) where lists:
      var values: [RuleValue] = []
      for element in sequence { values.append(try value(element, of: key, lists: false)) }
      return .list(values)
    default:
      throw wrongType(node, key.text, lists ? "a text, a number or a list" : "a text or a number")
    }
  }

  /// `true` or `false`.
  func flag(_ node: Node, of key: Scalar) throws(RuleError) -> Bool {
    guard case .boolean(let flag) = try value(node, of: key, lists: false) else {
      throw wrongType(node, key.text, "true or false")
    }
    return flag
  }

  /// Whether a plain scalar is a number as JSON writes it: `0e85` and `007` are texts.
  private func isNumber(_ text: String) -> Bool {
    let digits = text.utf8.first == UInt8(ascii: "-") ? text.utf8.dropFirst() : text.utf8[...]
    guard let first = digits.first, (0x30...0x39).contains(first) else { return false }
    if first == UInt8(ascii: "0"), let next = digits.dropFirst().first,
      next != UInt8(ascii: ".")
    {
      return false
    }
    return digits.allSatisfy { byte in
      (0x30...0x39).contains(byte) || ".eE+-".utf8.contains(byte)
    }
  }
}
