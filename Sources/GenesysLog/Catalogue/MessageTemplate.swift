package import Event

/// A message's text with placeholders, made ready for taking the values out of texts.
///
///     Cannot connect to %s '%s' at host '%s', port %d, reason '%s'
///
/// gives five fields. Immutable: threads share it, each with a ``TemplateMatcher`` of its own.
package final class MessageTemplate: Sendable {
  /// Where a value goes.
  package struct Field: Sendable, Equatable {
    /// Dotted name: `genesys.values.host`.
    package let path: String
    /// Its JSON type.
    package let type: ScalarType
  }

  /// The fields of the values, in the order of the text; no name stands twice.
  package let fields: [Field]
  private let parts: [TemplatePart]
  /// For texts in UTF-8.
  let program: TemplateProgram
  /// For texts in Latin-1, where that is another program.
  let latin1: TemplateProgram?

  /// Compiles a template; `code` is the message id.
  package init(_ template: String, code: Int) {
    let parts = TemplatePart.parts(of: Array(template.utf8))
    fields = ValueNames.fields(of: parts, code: code)
    self.parts = parts
    program = TemplateProgram(parts)
    latin1 = MessageTemplate.latin1(parts).map { TemplateProgram($0) }
  }

  /// A text of this template, with letters and numbers for the values.
  package var sample: String {
    var number = 0
    let bytes: [UInt8] = parts.flatMap { part -> [UInt8] in
      guard case .value(let value) = part else {
        if case .literal(let bytes) = part { return bytes }
        return []
      }
      defer { number += 1 }
      return switch value.kind {
      case .text where fields[number].type == .integer: Array("\(number + 1)".utf8)
      case .text, .character: [UInt8(ascii: "A") + UInt8(number % 26)]
      case .integer: Array("\(number + 1)".utf8)
      case .real: Array("1.5".utf8)
      case .hexadecimal: Array("0x1f".utf8)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The parts as Latin-1 spells them; nil where it cannot, or spells them no other way.
  private static func latin1(_ parts: [TemplatePart]) -> [TemplatePart]? {
    var all: [TemplatePart] = []
    for part in parts {
      guard case .literal(let bytes) = part else {
        all.append(part)
        continue
      }
      let scalars = String(decoding: bytes, as: UTF8.self).unicodeScalars
      guard scalars.allSatisfy({ $0.value < 0x100 }) else { return nil }
      all.append(.literal(scalars.map { UInt8(truncatingIfNeeded: $0.value) }))
    }
    return all == parts ? nil : all
  }
}
