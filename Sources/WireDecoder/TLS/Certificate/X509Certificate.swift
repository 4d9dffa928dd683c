/// A certificate (RFC 5280): whose it is, who says so, and for how long.
package struct X509Certificate: Sendable {
  /// Another name of whom it is for (RFC 5280 s 4.2.1.6).
  package struct AlternativeName: Sendable {
    /// Whether it is an address of 4 or 16 bytes, and not the name of a host.
    package let isAddress: Bool
    /// Its bytes, a place in the certificate's.
    package let value: Range<Int>
  }

  /// The certificate itself.
  package let bytes: [UInt8]
  /// Its number at the issuer, without zeros before it.
  package let serialNumber: Range<Int>
  /// Who says so.
  package let issuer: X509Name
  /// Whose it is.
  package let subject: X509Name
  /// The first second in which it is to be believed; nil if that is no time.
  package let notBefore: X509Time?
  /// The last one.
  package let notAfter: X509Time?
  /// Hosts and addresses that it is for.
  package let alternativeNames: [AlternativeName]

  /// More names than that are not kept.
  private static let maxNames = 256
  private static let maxExtensions = 64
  /// `id-ce-subjectAltName`, 2.5.29.17.
  private static let alternativeNamesIdentifier: [UInt8] = [0x55, 0x1D, 0x11]

  private enum Tag {
    /// `[0]`, the version.
    static let version: UInt8 = 0xA0
    /// `[3]`, the extensions.
    static let extensions: UInt8 = 0xA3
    /// `dNSName`.
    static let host: UInt8 = 0x82
    /// `iPAddress`.
    static let address: UInt8 = 0x87
  }

  /// Reads a certificate; nil if it is none.
  package init?(_ bytes: [UInt8]) {
    var cursor = DERCursor(0..<bytes.count)
    guard let whole = cursor.next(bytes, DERCursor.Tag.sequence) else { return nil }
    cursor = DERCursor(whole)
    guard let signed = cursor.next(bytes, DERCursor.Tag.sequence) else { return nil }
    cursor = DERCursor(signed)
    _ = cursor.next(bytes, Tag.version)
    guard let number = cursor.next(bytes, DERCursor.Tag.integer),
      cursor.next(bytes, DERCursor.Tag.sequence) != nil,
      let issuer = cursor.next(bytes, DERCursor.Tag.sequence),
      let validity = cursor.next(bytes, DERCursor.Tag.sequence),
      let subject = cursor.next(bytes, DERCursor.Tag.sequence)
    else { return nil }
    self.bytes = bytes
    serialNumber = Self.withoutZeros(bytes, number)
    self.issuer = X509Name(bytes, issuer)
    self.subject = X509Name(bytes, subject)
    var times = DERCursor(validity)
    notBefore = times.next(bytes).flatMap { X509Time(bytes, $0) }
    notAfter = times.next(bytes).flatMap { X509Time(bytes, $0) }
    alternativeNames = Self.names(bytes, &cursor)
  }

  private static func withoutZeros(_ bytes: [UInt8], _ number: Range<Int>) -> Range<Int> {
    let start = number.first { bytes[$0] != 0 } ?? max(number.upperBound - 1, number.lowerBound)
    return start..<number.upperBound
  }

  /// The names in the extensions, which stand behind the key and numbers that nobody uses.
  private static func names(_ bytes: [UInt8], _ cursor: inout DERCursor) -> [AlternativeName] {
    while let value = cursor.next(bytes) {
      guard value.tag == Tag.extensions else { continue }
      var list = DERCursor(value.content)
      guard let content = list.next(bytes, DERCursor.Tag.sequence) else { return [] }
      list = DERCursor(content)
      for _ in 0..<maxExtensions {
        guard let one = list.next(bytes, DERCursor.Tag.sequence) else { return [] }
        if let names = names(bytes, inExtension: one) { return names }
      }
    }
    return []
  }

  /// The names in an extension; nil if it is another one.
  private static func names(
    _ bytes: [UInt8], inExtension range: Range<Int>
  ) -> [AlternativeName]? {
    var cursor = DERCursor(range)
    guard let kind = cursor.next(bytes, DERCursor.Tag.objectIdentifier),
      bytes[kind].elementsEqual(alternativeNamesIdentifier)
    else { return nil }
    _ = cursor.next(bytes, DERCursor.Tag.boolean)
    guard let octets = cursor.next(bytes, DERCursor.Tag.octets) else { return [] }
    cursor = DERCursor(octets)
    guard let content = cursor.next(bytes, DERCursor.Tag.sequence) else { return [] }
    cursor = DERCursor(content)
    var names: [AlternativeName] = []
    while names.count < maxNames, let value = cursor.next(bytes) {
      let count = value.content.count
      if value.tag == Tag.host, count > 0 {
        names.append(AlternativeName(isAddress: false, value: value.content))
      } else if value.tag == Tag.address, count == 4 || count == 16 {
        names.append(AlternativeName(isAddress: true, value: value.content))
      }
    }
    return names
  }
}
