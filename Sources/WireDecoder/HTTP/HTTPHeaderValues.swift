extension HTTPHead {
  /// Reads a header with the lines it is folded into (RFC 9112 s 5).
  mutating func readHeader(_ bytes: Span<UInt8>, _ line: Range<Int>) {
    let (start, end) = (line.lowerBound, line.upperBound)
    let colon = SIPGrammar.find(UInt8(ascii: ":"), bytes, start, end)
    guard let colon, colon > start, !HTTPGrammar.isBlank(bytes[start]) else {
      return note(.headerLine(at: start))
    }
    var nameEnd = colon
    while nameEnd > start, HTTPGrammar.isBlank(bytes[nameEnd - 1]) { nameEnd -= 1 }
    if nameEnd < colon { note(.blankBeforeColon(at: nameEnd)) }
    for place in start..<nameEnd where !HTTPGrammar.isToken(bytes[place]) {
      return note(.headerLine(at: start))
    }
    keep(bytes, start..<nameEnd, SIPGrammar.trimmed(bytes, colon + 1, end))
  }

  private mutating func keep(_ bytes: Span<UInt8>, _ name: Range<Int>, _ value: Range<Int>) {
    func isNamed(_ word: StaticString) -> Bool { SIPGrammar.matches(bytes, name, word) }
    switch name.count {
    case 4 where isNamed("host"): host = host ?? value
    case 6 where isNamed("server"): server = server ?? value
    case 7 where isNamed("referer"): referrer = referrer ?? value
    case 7 where isNamed("upgrade"): upgrade = upgrade ?? value
    case 10 where isNamed("user-agent"): userAgent = userAgent ?? value
    case 12 where isNamed("content-type"): contentType = contentType ?? value
    case 12 where isNamed("x-request-id"): requestID = requestID ?? value
    case 14 where isNamed("content-length"): readLengths(bytes, value)
    case 16 where isNamed("content-encoding"): contentEncoding = contentEncoding ?? value
    case 17 where isNamed("transfer-encoding"): readCodings(bytes, value)
    case 22 where isNamed("sec-websocket-protocol"):
      webSocketProtocol = webSocketProtocol ?? value
    case 24 where isNamed("sec-websocket-extensions"):
      webSocketExtensions = webSocketExtensions ?? value
    default: break
    }
  }

  /// The same number several times is that number (RFC 9112 s 6.3).
  private mutating func readLengths(_ bytes: Span<UInt8>, _ value: Range<Int>) {
    var place = value.lowerBound
    var isFound = false
    while let element = HTTPGrammar.nextElement(bytes, &place, value.upperBound) {
      isFound = true
      let number = SIPGrammar.number(bytes, element, limit: 1 << 52)
      if let number, !hasBadLength, contentLength ?? number == number {
        contentLength = number
      } else {
        refuseLength(at: element.lowerBound)
      }
    }
    if !isFound { refuseLength(at: value.lowerBound) }
  }

  private mutating func refuseLength(at place: Int) {
    (contentLength, hasBadLength) = (nil, true)
    note(.contentLength(at: place))
  }

  private mutating func readCodings(_ bytes: Span<UInt8>, _ value: Range<Int>) {
    hasTransferEncoding = true
    var place = value.lowerBound
    while let element = HTTPGrammar.nextElement(bytes, &place, value.upperBound) {
      isChunked = SIPGrammar.matches(
        bytes, HTTPGrammar.withoutParameters(bytes, element), "chunked")
    }
  }
}
