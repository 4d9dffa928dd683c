import Event

extension JSONBuffer {
  /// Appends the members of an address; of one that could not be read, what stands there.
  mutating func members(of address: SIPAddress, _ message: Span<UInt8>, _ header: SIPHeader) {
    guard !address.uri.isEmpty else {
      return member(#""original":"#, message, address.whole)
    }
    member(#""display_info":"#, message, address.display)
    let uri = SIPURI(message, address.uri)
    member(uri: message, address.uri, uri)
    let parameters = address.parameters
    guard !parameters.isEmpty || header == .contact else { return }
    switch header {
    case .from, .to:
      member(#""tag":"#, message, SIPParameters.value(of: "tag", message, parameters))
    case .contact: contactMembers(address, uri, message)
    case .diversion:
      member(#""reason":"#, message, SIPParameters.value(of: "reason", message, parameters))
      number(#""counter":"#, of: "counter", message, parameters)
      member(#""privacy":"#, message, SIPParameters.value(of: "privacy", message, parameters))
    case .remotePartyID:
      member(#""party":"#, message, SIPParameters.value(of: "party", message, parameters))
      member(#""screen":"#, message, SIPParameters.value(of: "screen", message, parameters))
      member(#""privacy":"#, message, SIPParameters.value(of: "privacy", message, parameters))
    case .historyInfo:
      member(#""index":"#, message, SIPParameters.value(of: "index", message, parameters))
    default: break
    }
  }

  /// Transport and line of the URI, expiry and preference of the contact.
  private mutating func contactMembers(
    _ address: SIPAddress, _ uri: SIPURI?, _ message: Span<UInt8>
  ) {
    if let uri, !uri.parameters.isEmpty {
      if let transport = SIPParameters.value(of: "transport", message, uri.parameters) {
        member(lowercase: #""transport":"#, message, transport.range)
      }
      member(#""line":"#, message, SIPParameters.value(of: "line", message, uri.parameters))
    }
    guard !address.parameters.isEmpty else { return }
    number(#""expires":"#, of: "expires", message, address.parameters)
    if let preference = SIPParameters.value(of: "q", message, address.parameters),
      Self.isPreference(message, preference.range)
    {
      append(#""q":"#)
      append(message, preference.range)
      append(UInt8(ascii: ","))
    }
  }

  /// Whether a range is a `qvalue` that JSON takes for a number: `0.33`, `1.0`, `1`.
  private static func isPreference(_ message: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard range.count == 1 || (3...5).contains(range.count),
      message[range.lowerBound] == UInt8(ascii: "0")
        || message[range.lowerBound] == UInt8(ascii: "1")
    else { return false }
    for index in range.lowerBound + 1..<range.upperBound {
      let isPoint = index == range.lowerBound + 1
      guard isPoint ? message[index] == UInt8(ascii: ".") : SIPGrammar.isDigit(message[index])
      else { return false }
    }
    return true
  }

  /// Appends the member `uri`: the URI as it stands and, of those whose form is known, its parts.
  mutating func member(uri message: Span<UInt8>, _ range: Range<Int>) {
    if !range.isEmpty { member(uri: message, range, SIPURI(message, range)) }
  }

  private mutating func member(uri message: Span<UInt8>, _ range: Range<Int>, _ uri: SIPURI?) {
    append(#""uri":{"original":"#)
    guard let uri else {
      element(message, SIPText(range))
      return endObject()
    }
    element(message, uri)
    if SIPGrammar.matches(message, uri.scheme, "sip") {
      append(#""scheme":"sip","#)
    } else {
      member(lowercase: #""scheme":"#, message, uri.scheme)
    }
    member(#""username":"#, message, uri.username)
    member(#""host":"#, message, uri.host)
    member(#""port":"#, uri.port)
    endObject()
  }

  /// Appends an element of an array: a URI as it stands.
  mutating func element(uri message: Span<UInt8>, _ range: Range<Int>) {
    if let uri = SIPURI(message, range) {
      element(message, uri)
    } else {
      element(message, SIPText(range))
    }
  }

  /// Appends a URI as it stands, but for its password.
  private mutating func element(_ message: Span<UInt8>, _ uri: SIPURI) {
    guard let password = uri.password else { return element(message, SIPText(uri.whole)) }
    append(UInt8(ascii: "\""))
    append(escaping: message, uri.whole.lowerBound..<password.lowerBound)
    append("xxxxx")
    append(escaping: message, password.upperBound..<uri.whole.upperBound)
    append("\",")
  }

  /// Appends an element of an array: a hop.
  mutating func element(_ via: SIPVia, _ message: Span<UInt8>) {
    let opening = open("{")
    member(#""original":"#, message, via.whole)
    if !via.host.isEmpty {
      transport(message, via.transport)
      append(#""sent_by":{"address":"#)
      element(message, SIPText(via.host))
      member(#""port":"#, via.port)
      endObject()
    }
    if !via.parameters.isEmpty { members(ofHop: message, via.parameters) }
    close("}", opening)
  }

  private mutating func transport(_ message: Span<UInt8>, _ range: Range<Int>) {
    if SIPGrammar.matches(message, range, "udp") {
      append(#""transport":"udp","#)
    } else {
      member(lowercase: #""transport":"#, message, range)
    }
  }

  private mutating func members(ofHop message: Span<UInt8>, _ parameters: Range<Int>) {
    member(#""branch":"#, message, SIPParameters.value(of: "branch", message, parameters))
    member(#""received":"#, message, SIPParameters.value(of: "received", message, parameters))
    number(#""rport":"#, of: "rport", message, parameters)
    member(#""maddr":"#, message, SIPParameters.value(of: "maddr", message, parameters))
  }

  /// Appends what a server asks of who wants in; not its nonce.
  mutating func members(ofChallenge message: Span<UInt8>, _ value: Range<Int>) {
    let scheme = scheme(message, value)
    credential(#""realm":"#, "realm", message, scheme, value)
    credential(#""algorithm":"#, "algorithm", message, scheme, value)
    credential(#""qop":"#, "qop", message, scheme, value)
    credential(#""stale":"#, "stale", message, scheme, value)
  }

  /// Appends who wants in, and where; not what proves it.
  mutating func members(ofCredentials message: Span<UInt8>, _ value: Range<Int>) {
    let scheme = scheme(message, value)
    credential(#""realm":"#, "realm", message, scheme, value)
    credential(#""username":"#, "username", message, scheme, value)
    credential(#""algorithm":"#, "algorithm", message, scheme, value)
    credential(#""qop":"#, "qop", message, scheme, value)
    var list = SIPParameters(commas: scheme.upperBound..<value.upperBound)
    if let uri = list.value(of: "uri", in: message) { member(uri: message, uri.range) }
  }

  /// Appends the scheme, and returns where it stands.
  private mutating func scheme(_ message: Span<UInt8>, _ value: Range<Int>) -> Range<Int> {
    let end = SIPGrammar.tokenEnd(message, value.lowerBound, value.upperBound)
    member(#""scheme":"#, message, value.lowerBound..<end)
    return value.lowerBound..<end
  }

  private mutating func credential(
    _ key: StaticString, _ name: StaticString, _ message: Span<UInt8>, _ scheme: Range<Int>,
    _ value: Range<Int>
  ) {
    var list = SIPParameters(commas: scheme.upperBound..<value.upperBound)
    member(key, message, list.value(of: name, in: message))
  }
}
