extension JSONTree {
  /// The value as Python's `str` writes it: a text as it is, another value as ``pythonRepresentation``.
  package var pythonText: [UInt8] {
    if case .string(let text) = self { text } else { Array(pythonRepresentation.utf8) }
  }

  /// The value as Python's `repr` writes it: `{'b': "it's", 'c': None}`.
  var pythonRepresentation: String {
    var text = ""
    appendRepresentation(to: &text)
    return text
  }

  private func appendRepresentation(to text: inout String) {
    switch self {
    case .null: text += "None"
    case .boolean(let value): text += value ? "True" : "False"
    case .integer(let value): text += String(value)
    case .digits(let digits): text += String(decoding: digits, as: UTF8.self)
    case .number(let value): text += JSONTree.pythonNumber(value)
    case .string(let bytes):
      JSONTree.appendQuoted(String(decoding: bytes, as: UTF8.self), to: &text)
    case .array(let elements):
      text += "["
      for (index, element) in elements.enumerated() {
        if index > 0 { text += ", " }
        element.appendRepresentation(to: &text)
      }
      text += "]"
    case .object(let object):
      text += "{"
      for (index, member) in object.members.enumerated() {
        if index > 0 { text += ", " }
        JSONTree.appendQuoted(String(decoding: member.key, as: UTF8.self), to: &text)
        text += ": "
        member.value.appendRepresentation(to: &text)
      }
      text += "}"
    }
  }

  /// A double as Python writes it, which goes over to exponents at 1e16 and not at 2^54 as Swift does.
  static func pythonNumber(_ value: Double) -> String {
    if value.isInfinite { return value < 0 ? "-inf" : "inf" }
    let text = value.description
    guard value.magnitude >= 1e16, !text.contains("e") else { return text }
    let sign = value < 0 ? "-" : ""
    let digits = text.drop { $0 == "-" }.prefix { $0 != "." }
    var fraction = digits.dropFirst()
    while fraction.last == "0" { fraction.removeLast() }
    let point = fraction.isEmpty ? "" : "."
    return "\(sign)\(digits.prefix(1))\(point)\(fraction)e+\(digits.count - 1)"
  }

  /// Python's quotes: single ones, unless the text holds those and no double ones.
  private static func appendQuoted(_ string: String, to text: inout String) {
    let quote: Unicode.Scalar = string.contains("'") && !string.contains("\"") ? "\"" : "'"
    text.unicodeScalars.append(quote)
    for scalar in string.unicodeScalars {
      switch scalar {
      case quote, "\\": text += "\\\(scalar)"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case _ where isPrintable(scalar): text.unicodeScalars.append(scalar)
      default:
        let digits = String(scalar.value, radix: 16)
        let (letter, width) =
          scalar.value < 0x100 ? ("x", 2) : scalar.value < 0x10000 ? ("u", 4) : ("U", 8)
        text += "\\" + letter + String(repeating: "0", count: width - digits.count) + digits
      }
    }
    text.unicodeScalars.append(quote)
  }

  /// Python's `str.isprintable`: all but the categories Other and Separator, the blank excepted.
  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator:
      false
    case .spaceSeparator: scalar == " "
    default: true
    }
  }
}
