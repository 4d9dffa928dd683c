/// Certificates that tests make up, by the letter of RFC 5280; nobody has signed them.
package struct TestCertificate: Sendable {
  /// Attributes of a name: the last byte of an identifier below 2.5.4, the kind of text, the text.
  package typealias Name = [(attribute: UInt8, tag: UInt8, value: [UInt8])]

  package var subject: Name
  package var issuer: Name
  package var serialNumber: [UInt8] = [0x00, 0x9F, 0x01]
  package var notBefore = value(0x17, Array("260101000000Z".utf8))
  package var notAfter = value(0x18, Array("20510612235959Z".utf8))
  /// Values of the list of alternative names.
  package var alternativeNames: [UInt8] = []

  /// A certificate for a name by an issuer.
  package init(_ subject: String, by issuer: String = "Test CA") {
    self.subject = [
      (6, 0x13, Array("GB".utf8)), (10, 0x0C, Array("Example, Ltd".utf8)),
      (3, 0x0C, Array(subject.utf8)),
    ]
    self.issuer = [(10, 0x0C, Array("Example".utf8)), (3, 0x0C, Array(issuer.utf8))]
  }

  /// The certificate in DER.
  package var bytes: [UInt8] {
    let algorithm = Self.value(0x30, Self.value(0x06, [0x2A, 0x03, 0x04]))
    let key = Self.value(0x30, algorithm + Self.value(0x03, [0] + [UInt8](repeating: 7, count: 65)))
    var signed = Self.value(0xA0, Self.value(0x02, [2])) + Self.value(0x02, serialNumber)
    signed += algorithm + Self.name(issuer) + Self.value(0x30, notBefore + notAfter)
    signed += Self.name(subject) + key
    let usage = Self.value(
      0x30,
      Self.value(0x06, [0x55, 0x1D, 0x0F]) + Self.value(0x01, [0xFF]) + Self.value(0x04, [3, 1, 6]))
    let names = Self.value(
      0x30,
      Self.value(0x06, [0x55, 0x1D, 0x11])
        + Self.value(0x04, Self.value(0x30, alternativeNames)))
    signed += Self.value(0xA3, Self.value(0x30, usage + names))
    let signature = Self.value(0x03, [UInt8](repeating: 9, count: 72))
    return Self.value(0x30, Self.value(0x30, signed) + algorithm + signature)
  }

  /// A value of DER.
  package static func value(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
    let count = content.count
    if count < 0x80 { return [tag, UInt8(count)] + content }
    if count < 0x100 { return [tag, 0x81, UInt8(count)] + content }
    return [tag, 0x82] + TestPacket.big16(UInt16(count)) + content
  }

  private static func name(_ name: Name) -> [UInt8] {
    value(
      0x30,
      name.flatMap {
        value(
          0x31,
          value(0x30, value(0x06, [0x55, 0x04, $0.attribute]) + value($0.tag, $0.value)))
      })
  }
}
