package import Event

extension SIPDecoder {
  /// Appends the JSON object that is the value of an event's `sip` field.
  ///
  /// - Parameter message: the bytes that were decoded last; of others nothing is known, and the
  ///   object is empty.
  package borrowing func appendFields(_ message: Span<UInt8>, to out: inout JSONBuffer) {
    out.append("{")
    let content = out.count
    if message.count == length {
      appendStartLine(message, &out)
      var rest = present
      while rest != 0 {
        let number = rest.trailingZeroBitCount
        rest &= rest - 1
        if let header = SIPHeader(rawValue: UInt8(truncatingIfNeeded: number)),
          let field = first(header)
        {
          append(names.rows[number], message, field, &out)
        }
      }
      appendOthers(message, &out)
      appendBody(message, &out)
      sdp.append(message, &out)
    }
    if out.count > content { out.truncate(to: out.count - 1) }
    out.append("}")
  }

  private borrowing func appendStartLine(_ message: Span<UInt8>, _ out: inout JSONBuffer) {
    if startLine.isResponse {
      out.append(#""type":"response","#)
    } else if startLine.method != nil {
      out.append(#""type":"request","#)
    }
    out.member(#""version":"#, message, startLine.version.map { SIPText($0) })
    out.member(#""method":"#, message, startLine.method.map { SIPText($0) })
    if let uri = startLine.uri { out.member(uri: message, uri) }
    out.member(#""code":"#, startLine.statusCode)
    out.member(#""status":"#, message, startLine.reason.map { SIPText($0) })
  }

  /// Appends the fields of all headers of a kind, of which `field` is the first.
  private borrowing func append(
    _ row: SIPHeader.Row, _ message: Span<UInt8>, _ field: SIPField, _ out: inout JSONBuffer
  ) {
    let value = field.value
    switch row.shape {
    case .text, .date: out.member(row.key, message, value)
    case .number:
      out.member(row.key, SIPGrammar.number(message, value, limit: SIPCheck.limit(row.header)))
    case .mediaType:
      out.member(lowercase: row.key, message, SIPBody.mediaType(message, value))
    case .word: out.member(row.key, message, SIPBody.mediaType(message, value))
    case .original, .seconds, .package, .subscription: appendValue(row, message, value, &out)
    case .sequence, .party, .privateURI, .dialog, .credentials:
      let opening = out.open(row.key)
      appendObject(row, message, value, &out)
      out.close("}", opening)
    case .contacts: appendContacts(row, message, field, &out)
    case .secret: break
    case .words, .lowerWords, .parties, .routes, .vias, .reasons, .challenges, .warnings:
      let opening = out.open(row.key)
      appendElements(row, message, field, &out)
      out.close("]", opening)
    }
  }

  /// Appends the elements that all fields of a header have.
  private borrowing func appendElements(
    _ row: SIPHeader.Row, _ message: Span<UInt8>, _ field: SIPField, _ out: inout JSONBuffer
  ) {
    var field = field
    while true {
      appendElements(row, message, field.value, &out)
      guard let following = next(after: field) else { return }
      field = following
    }
  }

  /// Appends Packetbeat's fields of the first contact and, if there are more, the list of all.
  private borrowing func appendContacts(
    _ row: SIPHeader.Row, _ message: Span<UInt8>, _ field: SIPField, _ out: inout JSONBuffer
  ) {
    var place = field.value.lowerBound
    guard let contact = SIPAddress.next(message, &place, field.value.upperBound, .contact) else {
      return
    }
    let opening = out.open(row.key)
    out.members(of: contact, message, .contact)
    out.close("}", opening)
    guard place < field.value.upperBound || next(after: field) != nil else { return }
    let list = out.open(#""contacts":["#)
    appendElements(row, message, field, &out)
    out.close("]", list)
  }

  /// Appends `headers`: what is not looked into, by its name.
  private borrowing func appendOthers(_ message: Span<UInt8>, _ out: inout JSONBuffer) {
    let opening = out.open(#""headers":{"#)
    for index in fields.indices {
      let field = fields[index]
      guard field.header == .other, field.isFirst else { continue }
      appendOther(message, field, &out)
    }
    out.close("}", opening)
  }

  private borrowing func appendOther(
    _ message: Span<UInt8>, _ field: SIPField, _ out: inout JSONBuffer
  ) {
    let start = out.count
    out.append(UInt8(ascii: "\""))
    for index in field.name { out.append(SIPField.keyByte(message[index])) }
    guard var following = next(after: field) else {
      guard !field.value.isEmpty else { return out.truncate(to: start) }
      out.append("\":")
      return out.element(message, SIPText(field.value))
    }
    out.append("\":[")
    let opening = JSONBuffer.Opening(start: start, content: out.count)
    if !field.value.isEmpty { out.element(message, SIPText(field.value)) }
    while true {
      if !following.value.isEmpty { out.element(message, SIPText(following.value)) }
      guard let next = next(after: following) else { break }
      following = next
    }
    out.close("]", opening)
  }

  /// Appends `body`: its length, what is missing of it, and its parts.
  private borrowing func appendBody(_ message: Span<UInt8>, _ out: inout JSONBuffer) {
    guard !content.range.isEmpty || content.missing > 0 else { return }
    let opening = out.open(#""body":{"#)
    out.member(#""bytes":"#, content.range.count)
    if content.missing > 0 {
      out.append(#""truncated":true,"#)
      out.member(#""missing_bytes":"#, content.missing)
    }
    let parts = out.open(#""parts":["#)
    for index in content.parts.indices {
      let part = content.parts[index]
      let element = out.open("{")
      out.member(lowercase: #""content_type":"#, message, part.type)
      out.member(#""bytes":"#, part.content.count)
      out.close("}", element)
    }
    out.close("]", parts)
    out.close("}", opening)
  }
}
