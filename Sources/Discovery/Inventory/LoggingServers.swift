import Event

/// The endpoints of servers that write logs: their messages name the other end only.
///
/// What a server sends, and what answers it, has its own endpoint as the topmost Via (RFC 3261 s 18.1.1); by that the rest
/// of its log is understood from there on.
struct LoggingServers {
  /// By the path of the log; more logs than that are not read at a time.
  private var ends: [String: Endpoint] = [:]

  private static let maxLogs = 256
  private static let standardPort: Int64 = 5060
  private static let sentBy = FieldPath("sent_by.address")
  private static let sentByPort = FieldPath("sent_by.port")

  /// The end that an event of a log does not name; nil where it names both, or where it is not known yet.
  mutating func own(_ reader: EventReader, _ event: Span<UInt8>) -> Endpoint? {
    guard reader.value(.sourceIP) == nil || reader.value(.destinationIP) == nil,
      reader.value(.direction) != nil, let path = reader.text(.logPath, in: event)
    else { return nil }
    let isRequest = reader.isText(.sipType, "request", in: event)
    if isRequest == reader.isText(.direction, "egress", in: event),
      let via = Self.topmostVia(reader, event), ends[path] != nil || ends.count < Self.maxLogs
    {
      ends[path] = via
    }
    return ends[path]
  }

  private static func topmostVia(_ reader: EventReader, _ event: Span<UInt8>) -> Endpoint? {
    guard let list = reader.value(.sipVia), let address = sentBy, let port = sentByPort else {
      return nil
    }
    var elements = JSONElements(of: list)
    guard let first = elements.next(in: event) else { return nil }
    let via = event.extracting(first.range)
    guard let value = JSONLookup.value(at: address, in: via), value.kind == .string,
      let host = HostAddress(via, value.content)
    else { return nil }
    let number = JSONLookup.value(at: port, in: via).flatMap {
      $0.kind == .number ? Int64(JSONLookup.text(of: $0, in: via)) : nil
    }
    return Endpoint(host, UInt16(clamping: number ?? standardPort))
  }
}
