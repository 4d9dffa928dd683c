/// One hop of a Via header (RFC 3261 s 20.42).
///
///     SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK87asdks7;received=192.0.2.207;rport=5060
struct SIPVia {
  /// All of it.
  private(set) var whole: Range<Int>
  /// The transport; empty if it could not be read.
  private(set) var transport: Range<Int>
  /// The host of `sent-by`; empty if it could not be read.
  private(set) var host: Range<Int>
  /// The port of `sent-by`.
  private(set) var port: Int?
  /// The parameters, from the first semicolon on.
  private(set) var parameters: Range<Int>
  /// What is wrong with it.
  private(set) var problem: SIPProblem?

  /// Reads the next hop of a list and moves `place` behind the comma after it; nil at the end.
  static func next(_ bytes: Span<UInt8>, _ place: inout Int, _ end: Int) -> SIPVia? {
    let start = SIPGrammar.skipBlanks(bytes, place, end)
    guard start < end else { return nil }
    var via = SIPVia(start..<end)
    place = via.read(bytes, end)
    via.whole = SIPGrammar.trimmed(bytes, start, place)
    guard place < end else { return via }
    guard bytes[place] == UInt8(ascii: ",") else {
      via.note(.separator(.via, at: place))
      place = end
      return via
    }
    place = SIPGrammar.skipBlanks(bytes, place + 1, end)
    if place == end { via.note(.separator(.via, at: end - 1)) }
    return via
  }

  private init(_ whole: Range<Int>) {
    self.whole = whole
    transport = whole.lowerBound..<whole.lowerBound
    host = transport
    parameters = transport
  }

  private mutating func note(_ found: SIPProblem) {
    if problem == nil { problem = found }
  }

  /// Reads protocol, transport, host and parameters; returns the place after them, without blanks.
  private mutating func read(_ bytes: Span<UInt8>, _ end: Int) -> Int {
    var place = whole.lowerBound
    // SIP / 2.0 / UDP, with blanks about the slashes.
    for part in 0..<3 {
      let after = SIPGrammar.tokenEnd(bytes, place, end)
      transport = place..<after
      if after == place { return fail(at: place, end) }
      place = SIPGrammar.skipBlanks(bytes, after, end)
      if part == 2 { break }
      guard place < end, bytes[place] == UInt8(ascii: "/") else { return fail(at: place, end) }
      place = SIPGrammar.skipBlanks(bytes, place + 1, end)
    }
    guard let (host, after) = SIPHost.read(bytes, place, end) else { return fail(at: place, end) }
    self.host = host
    place = SIPGrammar.skipBlanks(bytes, after, end)
    if place < end, bytes[place] == UInt8(ascii: ":") {
      let first = SIPGrammar.skipBlanks(bytes, place + 1, end)
      place = first
      while place < end, SIPGrammar.isDigit(bytes[place]) { place += 1 }
      port = SIPGrammar.number(bytes, first..<place, limit: 65_535)
      if port == nil { note(.number(.via, at: first)) }
    }
    return readParameters(bytes, place, end)
  }

  private mutating func readParameters(_ bytes: Span<UInt8>, _ place: Int, _ end: Int) -> Int {
    var reader = SIPParameters(place..<end)
    while reader.next(in: bytes) != nil {}
    parameters = place..<reader.place
    if let place = reader.emptyPlace { note(.separator(.via, at: min(place, end))) }
    if let place = reader.unclosedPlace { note(.unclosed(.via, at: place)) }
    return SIPGrammar.skipBlanks(bytes, reader.place, end)
  }

  private mutating func fail(at place: Int, _ end: Int) -> Int {
    note(.value(.via, at: place))
    return end
  }
}
