/// The attributes of T-Library messages that genlog knows by name (Genesys Events and Models Reference
/// Manual, event attributes); all others are read by their form.
enum TLibraryAttribute {
  case connectionID, callUUID, interactionID, referenceID, thisDN, otherDN
  case timeInSeconds, timeInMicroseconds
  /// Key-value lists: user data, extensions, reasons.
  case list
  /// Any other whose value is an identifier, and stays text even when it has only digits.
  case identifier
  case other

  /// The attribute of that name, without the word `Attribute`.
  @inline(__always)
  init(_ bytes: Span<UInt8>, _ name: Range<Int>) {
    switch name.count {
    case 6 where DumpText.equals(bytes, name, "ConnID"): self = .connectionID
    case 6 where DumpText.equals(bytes, name, "ThisDN"): self = .thisDN
    case 6 where DumpText.equals(bytes, name, "Reason"): self = .list
    case 7 where DumpText.equals(bytes, name, "OtherDN"): self = .otherDN
    case 7 where DumpText.equals(bytes, name, "Reasons"): self = .list
    case 8 where DumpText.equals(bytes, name, "CallUUID"): self = .callUUID
    case 8 where DumpText.equals(bytes, name, "UserData"): self = .list
    case 10 where DumpText.equals(bytes, name, "Extensions"): self = .list
    case 10 where DumpText.equals(bytes, name, "TimeinSecs"): self = .timeInSeconds
    case 11 where DumpText.equals(bytes, name, "ReferenceID"): self = .referenceID
    case 11 where DumpText.equals(bytes, name, "attr_itx_id"): self = .interactionID
    case 11 where DumpText.equals(bytes, name, "attr_ref_id"): self = .referenceID
    case 11 where DumpText.equals(bytes, name, "TimeinuSecs"): self = .timeInMicroseconds
    default: self = TLibraryAttribute.isIdentifier(bytes, name) ? .identifier : .other
    }
  }

  /// Whether a value of only digits is not a number.
  var isText: Bool {
    switch self {
    case .connectionID, .callUUID, .interactionID, .thisDN, .otherDN, .identifier: true
    default: false
    }
  }

  /// Whether it is a key-value list.
  var isList: Bool { self == .list }

  /// Whether nothing is known of it but its name.
  var isUnknown: Bool { self == .other }

  /// Hexadecimal numbers and the like: a value that happens to have only digits is no number either.
  private static func isIdentifier(_ bytes: Span<UInt8>, _ name: Range<Int>) -> Bool {
    ends(bytes, name, "ConnID") || ends(bytes, name, "UUID") || ends(bytes, name, "GUID")
      || ends(bytes, name, "NetworkCallID") || ends(bytes, name, "SequenceNumber")
  }

  private static func ends(
    _ bytes: Span<UInt8>, _ name: Range<Int>, _ text: StaticString
  ) -> Bool {
    let start = name.upperBound - text.utf8CodeUnitCount
    return start >= name.lowerBound
      && DumpText.starts(bytes, at: start, end: name.upperBound, with: text)
  }
}
