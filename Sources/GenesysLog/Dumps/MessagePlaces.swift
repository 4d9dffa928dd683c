/// The attributes of a message that are asked for by name, as places in the record: the first of each.
package struct MessagePlaces: Equatable, Sendable {
  /// `AttributeConnID`: the connection of the call, 16 hexadecimal digits.
  package var connectionID: Range<Int>?
  /// `AttributeCallUUID`.
  package var callUUID: Range<Int>?
  /// `attr_itx_id`: the interaction, in the messages of Interaction Server.
  package var interactionID: Range<Int>?
  /// `AttributeReferenceID`, `attr_ref_id`: what ties an answer to its request.
  package var referenceID: Range<Int>?
  /// `AttributeThisDN`.
  package var thisDN: Range<Int>?
  /// `AttributeOtherDN`.
  package var otherDN: Range<Int>?
  /// `AttributeTimeinSecs`: seconds since 1970-01-01T00:00:00Z, in decimal.
  package var timeInSeconds: Range<Int>?
  /// `AttributeTimeinuSecs`: the microseconds of that second, in decimal.
  package var timeInMicroseconds: Range<Int>?

  /// Makes one where nothing was found.
  package init() {}

  /// Keeps the place of a value, if it is asked for and the first.
  mutating func note(_ attribute: TLibraryAttribute, _ value: Range<Int>) {
    if value.isEmpty { return }
    switch attribute {
    case .connectionID: connectionID = connectionID ?? value
    case .callUUID: callUUID = callUUID ?? value
    case .interactionID: interactionID = interactionID ?? value
    case .referenceID: referenceID = referenceID ?? value
    case .thisDN: thisDN = thisDN ?? value
    case .otherDN: otherDN = otherDN ?? value
    case .timeInSeconds: timeInSeconds = timeInSeconds ?? value
    case .timeInMicroseconds: timeInMicroseconds = timeInMicroseconds ?? value
    case .list, .identifier, .other: break
    }
  }
}
