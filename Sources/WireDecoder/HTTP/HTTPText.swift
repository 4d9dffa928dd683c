package import Event

extension JSONBuffer {
  /// Appends a header's value as a JSON string; where it is folded, a blank stands (RFC 9112 s 5.2).
  package mutating func append(header bytes: Span<UInt8>, _ value: Range<Int>) {
    append(UInt8(ascii: "\""))
    var place = value.lowerBound
    while place < value.upperBound {
      var end = place
      while end < value.upperBound, !HTTPGrammar.isLineEnd(bytes[end]) { end += 1 }
      var last = end
      while last > place, HTTPGrammar.isBlank(bytes[last - 1]) { last -= 1 }
      append(escaping: bytes, place..<last)
      place = SIPGrammar.skipBlanks(bytes, end, value.upperBound)
      if place < value.upperBound { append(UInt8(ascii: " ")) }
    }
    append(UInt8(ascii: "\""))
  }

  /// Appends a media type as a JSON string: in lower case, without parameters (RFC 9110 s 8.3.1).
  package mutating func append(mediaType bytes: Span<UInt8>, _ value: Range<Int>) {
    append(UInt8(ascii: "\""))
    for index in HTTPGrammar.withoutParameters(bytes, value) {
      let byte = SIPGrammar.lowercase(bytes[index])
      if HTTPGrammar.isToken(byte) || byte == UInt8(ascii: "/") {
        append(byte)
      } else {
        append(escaping: bytes, index..<index + 1)
      }
    }
    append(UInt8(ascii: "\""))
  }
}

extension HTTPHead {
  /// Whether the media type is one of the kind; `type` is in lower case.
  package func isMediaType(_ type: StaticString, _ bytes: Span<UInt8>) -> Bool {
    guard let contentType else { return false }
    return SIPGrammar.matches(bytes, HTTPGrammar.withoutParameters(bytes, contentType), type)
  }

  /// The last of the content codings, which was applied last; nil if there is none but `identity`.
  package func contentCoding(_ bytes: Span<UInt8>) -> HTTPCoding? {
    guard let contentEncoding else { return nil }
    var place = contentEncoding.lowerBound
    var coding: HTTPCoding?
    while let element = HTTPGrammar.nextElement(bytes, &place, contentEncoding.upperBound) {
      func isNamed(_ word: StaticString) -> Bool { SIPGrammar.matches(bytes, element, word) }
      if isNamed("identity") { continue }
      // Of several, none is undone.
      guard coding == nil else { return .other }
      coding =
        isNamed("gzip") || isNamed("x-gzip") ? .gzip : isNamed("deflate") ? .deflate : .other
    }
    return coding
  }
}

/// How a body is compressed (RFC 9110 s 8.4.1).
package enum HTTPCoding: Sendable {
  case gzip
  /// In zlib's format, and by some without its header.
  case deflate
  /// Brotli and others.
  case other
}
