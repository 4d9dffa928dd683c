import Event

extension SIPDecoder {
  /// Appends a field that begins with the value's first word or number.
  func appendValue(
    _ row: SIPHeader.Row, _ message: Span<UInt8>, _ value: Range<Int>, _ out: inout JSONBuffer
  ) {
    switch row.shape {
    case .original:
      guard !value.isEmpty else { return }
      out.member(row.key, message, value)
      out.endObject()
    case .seconds:
      guard let (seconds, rest) = SIPSeconds.read(message, value) else { return }
      out.member(row.key, seconds)
      guard row.header == .sessionExpires else { return }
      out.member(#""refresher":"#, message, SIPParameters.value(of: "refresher", message, rest))
      out.endObject()
    default:
      let word = SIPBody.mediaType(message, value)
      guard !word.isEmpty else { return }
      let rest = word.upperBound..<value.upperBound
      out.member(row.key, message, word)
      if row.shape == .package {
        out.member(#""id":"#, message, SIPParameters.value(of: "id", message, rest))
      } else {
        out.member(#""reason":"#, message, SIPParameters.value(of: "reason", message, rest))
        out.number(#""expires":"#, of: "expires", message, rest)
        out.number(#""retry_after":"#, of: "retry-after", message, rest)
      }
      out.endObject()
    }
  }

  /// Appends the members of a header that is one object.
  func appendObject(
    _ row: SIPHeader.Row, _ message: Span<UInt8>, _ value: Range<Int>, _ out: inout JSONBuffer
  ) {
    switch row.shape {
    case .sequence:
      let sequence = SIPSequence(message, value)
      out.member(#""code":"#, sequence.number)
      out.member(#""method":"#, message, sequence.method.map { SIPText($0) })
    case .party:
      guard let address = SIPAddress.only(message, value, row.header) else { return }
      out.members(of: address, message, row.header)
    case .privateURI:
      var place = value.lowerBound
      guard let address = SIPAddress.next(message, &place, value.upperBound, row.header),
        !address.uri.isEmpty
      else { return }
      out.member(uri: message, address.uri)
    case .dialog: appendDialog(message, value, &out)
    default: out.members(ofCredentials: message, value)
    }
  }

  /// Appends the elements that one value of a header has.
  func appendElements(
    _ row: SIPHeader.Row, _ message: Span<UInt8>, _ value: Range<Int>, _ out: inout JSONBuffer
  ) {
    var place = value.lowerBound
    let end = value.upperBound
    switch row.shape {
    case .contacts, .parties:
      while let address = SIPAddress.next(message, &place, end, row.header) {
        let element = out.open("{")
        out.members(of: address, message, row.header)
        out.close("}", element)
      }
    case .routes:
      while let address = SIPAddress.next(message, &place, end, row.header) {
        let uri = address.uri.isEmpty ? address.whole : address.uri
        if !uri.isEmpty { out.element(uri: message, uri) }
      }
    case .vias:
      while let via = SIPVia.next(message, &place, end) { out.element(via, message) }
    case .reasons:
      while let reason = SIPList.next(message, &place, end) { appendReason(message, reason, &out) }
    case .warnings:
      while let warning = SIPWarning.next(message, &place, end) {
        let element = out.open("{")
        out.member(#""code":"#, warning.code)
        out.member(#""agent":"#, message, warning.agent)
        out.member(#""text":"#, message, warning.text)
        out.close("}", element)
      }
    case .challenges:
      let element = out.open("{")
      out.members(ofChallenge: message, value)
      out.close("}", element)
    case .lowerWords:
      while let word = SIPList.next(message, &place, end) { out.element(lowercase: message, word) }
    default:
      while let word = SIPList.next(message, &place, end) { out.element(message, SIPText(word)) }
    }
  }

  /// `Q.850;cause=16;text="Terminated"` (RFC 3326).
  private func appendReason(
    _ message: Span<UInt8>, _ value: Range<Int>, _ out: inout JSONBuffer
  ) {
    let word = SIPBody.mediaType(message, value)
    let rest = word.upperBound..<value.upperBound
    let element = out.open("{")
    out.member(#""protocol":"#, message, word)
    out.number(#""cause":"#, of: "cause", message, rest)
    out.member(#""text":"#, message, SIPParameters.value(of: "text", message, rest))
    out.close("}", element)
  }

  /// `425928@192.0.2.10;to-tag=7743;from-tag=6472;early-only` (RFC 3891, 3911, 4538).
  private func appendDialog(
    _ message: Span<UInt8>, _ value: Range<Int>, _ out: inout JSONBuffer
  ) {
    let end =
      SIPGrammar.find(UInt8(ascii: ";"), message, value.lowerBound, value.upperBound)
      ?? value.upperBound
    let rest = end..<value.upperBound
    out.member(#""call_id":"#, message, SIPGrammar.trimmed(message, value.lowerBound, end))
    out.member(#""to_tag":"#, message, SIPParameters.value(of: "to-tag", message, rest))
    out.member(#""from_tag":"#, message, SIPParameters.value(of: "from-tag", message, rest))
    out.member(#""local_tag":"#, message, SIPParameters.value(of: "local-tag", message, rest))
    out.member(#""remote_tag":"#, message, SIPParameters.value(of: "remote-tag", message, rest))
  }
}

extension JSONBuffer {
  /// Closes an object whose last member has its comma.
  mutating func endObject() {
    truncate(to: count - 1)
    append("},")
  }

  /// Appends a parameter that is a number, if there is one.
  mutating func number(
    _ key: StaticString, of name: StaticString, _ message: Span<UInt8>, _ parameters: Range<Int>
  ) {
    guard let value = SIPParameters.value(of: name, message, parameters) else { return }
    member(key, SIPGrammar.number(message, value.range, limit: SIPCheck.maxNumber))
  }
}
