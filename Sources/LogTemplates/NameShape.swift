/// Names of places and people: URLs, SIP URIs, mail addresses, paths.
enum NameShape {
  /// The name at a place, and its end.
  static func scan(
    _ bytes: Span<UInt8>, at place: Int, end: Int
  ) -> (type: ValueType, end: Int)? {
    let first = bytes[place]
    if first == UInt8(ascii: "/") {
      // Behind a bracket it parts, as in `key[a]/value[b]`.
      let isPart = place > 0 && "])}>".utf8.contains(bytes[place - 1])
      return isPart ? nil : path(bytes, place, after: 1, end: end)
    }
    guard TextBytes.isWord(first) else { return nil }
    var reader = ByteReader(place: place, end: end)
    // No scheme and no mail name is longer: a long word is looked at once.
    _ = reader.take(bytes, upTo: 64) { TextBytes.isWord($0) || "+-.".utf8.contains($0) }
    switch reader.peek(bytes) {
    case UInt8(ascii: ":"): return uri(bytes, place, colon: reader.place, end: end)
    case UInt8(ascii: "@"): return mail(bytes, reader)
    default: return nil
    }
  }

  private static func uri(
    _ bytes: Span<UInt8>, _ place: Int, colon: Int, end: Int
  ) -> (type: ValueType, end: Int)? {
    let after = ByteReader(place: colon + 1, end: end)
    if colon == place + 1, after.peek(bytes) == UInt8(ascii: "\\") {
      return path(bytes, place, after: 3, end: end)
    }
    let isURL = after.peek(bytes) == UInt8(ascii: "/") && after.peek(bytes, 1) == UInt8(ascii: "/")
    let scheme = ByteReader(place: place, end: colon)
    let schemes: [StaticString] = ["sip", "sips", "tel"]
    // `SIP:` in capitals begins other texts.
    let isSIP =
      bytes[place] >= 0x61
      && schemes.contains { name in
        var scheme = scheme
        return scheme.word(bytes, name) && scheme.place == colon
      }
    guard isURL || isSIP, TextBytes.isLetter(bytes[place]) else { return nil }
    var reader = ByteReader(place: isURL ? colon + 3 : colon + 1, end: end)
    guard reader.take(bytes, while: { isURIByte($0) }) > 0 else { return nil }
    let stop = withoutStops(bytes, from: colon + 1, to: reader.place)
    return stop > (isURL ? colon + 3 : colon + 1) ? (isURL ? .url : .sipURI, stop) : nil
  }

  private static func mail(
    _ bytes: Span<UInt8>, _ at: ByteReader
  ) -> (type: ValueType, end: Int)? {
    var reader = at
    reader.place += 1
    let start = reader.place
    _ = reader.take(bytes) { TextBytes.isWord($0) || "-.".utf8.contains($0) }
    let stop = withoutStops(bytes, from: start, to: reader.place)
    // The top domain has letters only: `call-1@192.0.2.7` is no mail address.
    var letters = stop
    while letters > start, TextBytes.isLetter(bytes[letters - 1]) { letters -= 1 }
    guard stop - letters >= 2, letters > start + 1, bytes[letters - 1] == UInt8(ascii: "."),
      bytes[start] != UInt8(ascii: ".")
    else { return nil }
    return (.email, stop)
  }

  private static func path(
    _ bytes: Span<UInt8>, _ place: Int, after skipped: Int, end: Int
  ) -> (type: ValueType, end: Int)? {
    var reader = ByteReader(place: place + skipped, end: end)
    guard reader.take(bytes, while: { isPathByte($0) }) > 0 else { return nil }
    let stop = withoutStops(bytes, from: place + skipped, to: reader.place)
    return stop > place + skipped ? (.path, stop) : nil
  }

  private static func withoutStops(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Int {
    var stop = end
    while stop > start, ".,;:!?".utf8.contains(bytes[stop - 1]) { stop -= 1 }
    return stop
  }

  private static func isURIByte(_ byte: UInt8) -> Bool {
    byte > 0x20 && byte < 0x7F && !"\"'<>()[]{}|\\^`".utf8.contains(byte)
  }

  private static func isPathByte(_ byte: UInt8) -> Bool {
    byte > 0x20 && byte != 0x7F && !"\"'<>()[]{}|,;=*".utf8.contains(byte)
  }
}
