import PacketCapture

/// The protocols of which streams are read, in the order in which they are asked about unknown bytes.
enum StreamProtocol: CaseIterable {
  case sip, http, webSocket, tls

  /// What a flow is said to carry whose streams have it.
  var network: NetworkProtocol {
    switch self {
    case .sip: .sip
    case .http: .http
    case .webSocket: .webSocket
    case .tls: .tls
    }
  }
}

/// The reader of each protocol.
struct StreamReaders: ~Copyable {
  /// SIP, in streams and in datagrams.
  var sip = SIPReader()
  /// HTTP/1.x.
  var http = HTTPReader()
  /// WebSockets, and the SIP in them.
  var webSocket = WebSocketReader()
  /// TLS, up to where it is encrypted.
  var tls = TLSReader()
}

/// Who reads what: a line for each protocol.
extension StreamReaders {
  /// As ``StreamReading/judge(_:_:)``.
  static func judge(
    _ name: StreamProtocol, _ bytes: Span<UInt8>, _ edge: StreamEdge
  ) -> Recognition {
    switch name {
    case .sip: SIPReader.judge(bytes, edge)
    case .http: HTTPReader.judge(bytes, edge)
    case .webSocket: WebSocketReader.judge(bytes, edge)
    case .tls: TLSReader.judge(bytes, edge)
    }
  }

  /// As ``StreamReading/begins(_:)``.
  static func begins(_ name: StreamProtocol, _ segment: Span<UInt8>) -> Bool {
    switch name {
    case .sip: SIPReader.begins(segment)
    case .http: HTTPReader.begins(segment)
    case .webSocket: WebSocketReader.begins(segment)
    case .tls: TLSReader.begins(segment)
    }
  }

  /// As ``StreamReading/read(_:of:_:_:into:)``.
  @inline(__always)
  mutating func read(
    _ name: StreamProtocol, _ bytes: Span<UInt8>, of stream: StreamNumber, _ place: StreamPlace,
    _ head: PacketHead, into output: inout EventOutput
  ) -> StreamVerdict {
    switch name {
    case .sip: sip.read(bytes, of: stream, place, head, into: &output)
    case .http: http.read(bytes, of: stream, place, head, into: &output)
    case .webSocket: webSocket.read(bytes, of: stream, head, sip: &sip, into: &output)
    case .tls: tls.read(bytes, of: stream, place, head, into: &output)
    }
  }

  /// As ``StreamReading/skip(_:of:into:)``.
  mutating func skip(
    _ name: StreamProtocol, _ count: Int, of stream: StreamNumber, into output: inout EventOutput
  ) {
    switch name {
    case .sip: sip.skip(count, of: stream, into: &output)
    case .http: http.skip(count, of: stream, into: &output)
    case .webSocket: webSocket.skip(count, of: stream, into: &output)
    case .tls: tls.skip(count, of: stream, into: &output)
    }
  }

  /// As ``StreamReading/end(_:into:)``.
  mutating func end(
    _ name: StreamProtocol, _ stream: StreamNumber, into output: inout EventOutput
  ) {
    switch name {
    case .sip: sip.end(stream, into: &output)
    case .http: http.end(stream, into: &output)
    case .webSocket: webSocket.end(stream, into: &output)
    case .tls: tls.end(stream, into: &output)
    }
  }

  /// Says that a stream has ended to the readers that put both directions together, besides the one that had it: it may
  /// be one of which they have only the other.
  mutating func endBeside(
    _ owner: StreamProtocol?, _ stream: StreamNumber, into output: inout EventOutput
  ) {
    if owner != .http { http.end(stream, into: &output) }
    if owner != .tls { tls.end(stream, into: &output) }
  }
}
