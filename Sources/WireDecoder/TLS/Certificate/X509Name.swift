/// The name of whom a certificate is for, or who issued it: a list of attributes, from the widest to the narrowest
/// (RFC 5280 s 4.1.2.4).
package struct X509Name: Sendable {
  private struct Attribute: Sendable {
    let kind: Range<Int>
    let value: DERCursor.Value
  }

  private let attributes: [Attribute]

  /// More attributes than that are not kept.
  private static let maxAttributes = 64
  /// Longer values are cut.
  private static let maxValue = 1024

  /// Reads a name, as far as it is one.
  init(_ bytes: [UInt8], _ range: Range<Int>) {
    var list = DERCursor(range)
    var found: [Attribute] = []
    while found.count < Self.maxAttributes, let set = list.next(bytes, DERCursor.Tag.set) {
      var members = DERCursor(set)
      while found.count < Self.maxAttributes,
        let member = members.next(bytes, DERCursor.Tag.sequence)
      {
        var cursor = DERCursor(member)
        guard let kind = cursor.next(bytes, DERCursor.Tag.objectIdentifier),
          let value = cursor.next(bytes)
        else { continue }
        found.append(Attribute(kind: kind, value: value))
      }
    }
    attributes = found
  }

  /// Whether there is nothing in it.
  package var isEmpty: Bool { attributes.isEmpty }

  /// The narrowest common name; nil if it has none.
  package func commonName(_ bytes: [UInt8]) -> String? {
    value(of: [0x55, 0x04, 0x03], bytes)
  }

  /// The organization; nil if it has none.
  package func organization(_ bytes: [UInt8]) -> String? {
    value(of: [0x55, 0x04, 0x0A], bytes)
  }

  /// The whole, the narrowest attribute first, as RFC 4514 writes it: `CN=www.example.com,O=Example,C=GB`.
  package func text(_ bytes: [UInt8]) -> String {
    attributes.reversed().map { attribute in
      let kind = X509AttributeNames.name(Array(bytes[attribute.kind]))
      return kind + "=" + Self.escaped(Self.text(bytes, attribute.value))
    }.joined(separator: ",")
  }

  private func value(of kind: [UInt8], _ bytes: [UInt8]) -> String? {
    attributes.last { bytes[$0.kind].elementsEqual(kind) }.map { Self.text(bytes, $0.value) }
  }

  /// A value as text: of two or four bytes a character where its kind says so, UTF-8 or Latin-1 else.
  private static func text(_ bytes: [UInt8], _ value: DERCursor.Value) -> String {
    let content = bytes[value.content].prefix(maxValue)
    switch value.tag {
    case DERCursor.Tag.basicText:
      return String(decoding: Array(content).numbers16(0..<content.count), as: UTF16.self)
    case DERCursor.Tag.universalText:
      let halves = Array(content).numbers16(0..<content.count)
      let codes = stride(from: 0, to: halves.count - 1, by: 2).map {
        UInt32(halves[$0]) << 16 | UInt32(halves[$0 + 1])
      }
      return String(decoding: codes, as: UTF32.self)
    default:
      if let text = String(validating: content, as: UTF8.self) { return text }
      return String(String.UnicodeScalarView(content.map { Unicode.Scalar($0) }))
    }
  }

  /// With a backslash before what would be taken for the end of the value (RFC 4514 s 2.4).
  private static func escaped(_ text: String) -> String {
    var out = ""
    for (index, character) in text.unicodeScalars.enumerated() {
      switch character {
      case ",", "+", "\"", "\\", "<", ">", ";": out += "\\"
      case "#" where index == 0, " " where index == 0: out += "\\"
      default: break
      }
      out.unicodeScalars.append(character)
    }
    if text.utf8.count > 1, text.hasSuffix(" ") {
      out.removeLast()
      out += "\\ "
    }
    return out
  }
}

/// Short names of attributes (RFC 4514 s 3, and those that programs agree on).
private enum X509AttributeNames {
  static func name(_ kind: [UInt8]) -> String {
    switch kind {
    case [0x55, 0x04, 0x03]: return "CN"
    case [0x55, 0x04, 0x04]: return "SN"
    case [0x55, 0x04, 0x05]: return "serialNumber"
    case [0x55, 0x04, 0x06]: return "C"
    case [0x55, 0x04, 0x07]: return "L"
    case [0x55, 0x04, 0x08]: return "ST"
    case [0x55, 0x04, 0x09]: return "street"
    case [0x55, 0x04, 0x0A]: return "O"
    case [0x55, 0x04, 0x0B]: return "OU"
    case [0x55, 0x04, 0x0C]: return "title"
    case [0x55, 0x04, 0x2A]: return "GN"
    case [0x09, 0x92, 0x26, 0x89, 0x93, 0xF2, 0x2C, 0x64, 0x01, 0x01]: return "UID"
    case [0x09, 0x92, 0x26, 0x89, 0x93, 0xF2, 0x2C, 0x64, 0x01, 0x19]: return "DC"
    case [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x01]: return "emailAddress"
    default: return dotted(kind)
    }
  }

  /// An object identifier in numbers, `2.5.4.97` (X.690 s 8.19).
  private static func dotted(_ kind: [UInt8]) -> String {
    var numbers: [UInt64] = []
    var number: UInt64 = 0
    for byte in kind.prefix(32) {
      number = number << 7 | UInt64(byte & 0x7F)
      guard byte & 0x80 == 0 else { continue }
      if numbers.isEmpty {
        let first = min(number / 40, 2)
        numbers = [first, number - first * 40]
      } else {
        numbers.append(number)
      }
      number = 0
    }
    return numbers.map { String($0) }.joined(separator: ".")
  }
}
