import Event

/// Finds the lines with which a T-Server says to whom it sent a message that it printed just before.
///
///     @12:21:16.4386 [0] 8.1.010.16 distribute_event: message EventRinging
///         AttributeConnID 006c02462a161006 ...
///     12:21:16.438 Trc 04542 EventRinging sent to [66] (00000e85 Desk_1 192.0.2.61:49280)
///
/// They name no call. What ties them is that nothing else with a name or id stands between.
struct DeliveryLines {
  /// The name of the message that is open.
  private var message: [UInt8] = []
  private var service: [UInt8] = []
  private var owner: Int?

  private static let servicePath = FieldPath("service.name")

  /// Opens a message of the call, the `owner`-th event kept, if it does not say to whom it went.
  mutating func open(after ids: EventIDs, _ event: Span<UInt8>, owner: Int) {
    guard let name = ids.message, !ids.hasPeer else {
      self.owner = nil
      return
    }
    self.owner = owner
    message = DeliveryLines.copy(name, event)
    service = DeliveryLines.service(event)
  }

  /// The place of the message that this event says the receiver of; nil if it does not.
  mutating func owner(of ids: EventIDs, _ event: Span<UInt8>) -> Int? {
    guard let owner else { return nil }
    guard let name = ids.message else {
      if ids.count > 0 { self.owner = nil }
      return nil
    }
    guard ids.count == 0, ids.hasPeer, DeliveryLines.copy(name, event) == message,
      DeliveryLines.service(event) == service
    else {
      self.owner = nil
      return nil
    }
    return owner
  }

  private static func service(_ event: Span<UInt8>) -> [UInt8] {
    guard let path = servicePath, let value = JSONLookup.value(at: path, in: event) else {
      return []
    }
    return copy(value, event)
  }

  private static func copy(_ value: JSONValueRange, _ event: Span<UInt8>) -> [UInt8] {
    value.content.map { event[$0] }
  }
}
