/// An address with its parameters, as From, To, Contact and others have it (RFC 3261 s 20.10).
///
///     "Alice \"A\"" <sip:alice@example.com;transport=tcp>;tag=88sja8x
struct SIPAddress {
  /// All of it.
  private(set) var whole: Range<Int>
  /// The name before the URI.
  private(set) var display: SIPText?
  /// The URI, without brackets; empty if none could be read.
  private(set) var uri: Range<Int>
  /// The parameters, from the first semicolon on.
  private(set) var parameters: Range<Int>
  /// What is wrong with it.
  private(set) var problem: SIPProblem?

  private let header: SIPHeader

  /// Reads the only address of a value; nil if the value is empty.
  static func only(_ bytes: Span<UInt8>, _ value: Range<Int>, _ header: SIPHeader) -> SIPAddress? {
    guard !value.isEmpty else { return nil }
    var address = SIPAddress(value, header)
    let end = address.read(bytes, value.upperBound, isInList: false)
    if end < value.upperBound { address.note(.separator(header, at: end)) }
    address.whole = value
    return address
  }

  /// Reads the next address of a list and moves `place` behind the comma after it; nil at the end.
  static func next(
    _ bytes: Span<UInt8>, _ place: inout Int, _ end: Int, _ header: SIPHeader
  ) -> SIPAddress? {
    let start = SIPGrammar.skipBlanks(bytes, place, end)
    guard start < end else { return nil }
    var address = SIPAddress(start..<end, header)
    place = address.read(bytes, end, isInList: true)
    address.whole = SIPGrammar.trimmed(bytes, start, place)
    guard place < end else { return address }
    guard bytes[place] == UInt8(ascii: ",") else {
      address.note(.separator(header, at: place))
      place = end
      return address
    }
    place = SIPGrammar.skipBlanks(bytes, place + 1, end)
    if place == end { address.note(.separator(header, at: end - 1)) }
    return address
  }

  /// Whether the address is the `*` that stands for all contacts (RFC 3261 s 10.2.2).
  func isAll(_ bytes: Span<UInt8>) -> Bool {
    header == .contact && uri.count == 1 && bytes[uri.lowerBound] == UInt8(ascii: "*")
  }

  private init(_ whole: Range<Int>, _ header: SIPHeader) {
    self.whole = whole
    self.header = header
    uri = whole.lowerBound..<whole.lowerBound
    parameters = uri
  }

  private mutating func note(_ found: SIPProblem) {
    if problem == nil { problem = found }
  }

  /// Reads name, URI and parameters; returns the place after them, without blanks.
  private mutating func read(_ bytes: Span<UInt8>, _ end: Int, isInList: Bool) -> Int {
    var place = whole.lowerBound
    if bytes[place] == UInt8(ascii: "\"") {
      guard let close = SIPGrammar.closingQuote(bytes, place + 1, end) else {
        note(.unclosed(header, at: place))
        return end
      }
      display = SIPText(place + 1..<close, isQuoted: true)
      place = SIPGrammar.skipBlanks(bytes, close + 1, end)
      guard place < end, bytes[place] == UInt8(ascii: "<") else {
        note(.uri(header, at: place))
        return end
      }
    } else if let open = openBracket(bytes, place, end, isInList: isInList) {
      readWords(bytes, place..<open)
      place = open
    } else {
      return readParameters(bytes, readBareURI(bytes, place, end), end)
    }
    guard let close = SIPGrammar.find(UInt8(ascii: ">"), bytes, place, end) else {
      note(.unclosed(header, at: place))
      return end
    }
    uri = SIPGrammar.trimmed(bytes, place + 1, close)
    if uri.count != close - place - 1 { note(.uri(header, at: place + 1)) }
    return readParameters(bytes, close + 1, end)
  }

  /// The place of the `<` of this address; nil if its URI stands without brackets.
  private func openBracket(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, isInList: Bool
  ) -> Int? {
    var place = start
    while place < end {
      switch bytes[place] {
      case UInt8(ascii: "<"): return place
      case UInt8(ascii: ";"): return nil
      case UInt8(ascii: ","): if isInList { return nil }
      default: break
      }
      place += 1
    }
    return nil
  }

  /// Takes the words before a bracket for the name; they must be tokens.
  private mutating func readWords(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    let words = SIPGrammar.trimmed(bytes, range.lowerBound, range.upperBound)
    guard !words.isEmpty else { return }
    display = SIPText(words)
    for index in words {
      // Beyond ASCII no token either, but what names are written in.
      let byte = bytes[index]
      if byte < 0x80, !SIPGrammar.isToken(byte), !SIPGrammar.isBlank(byte) {
        return note(.displayName(header, at: index))
      }
    }
  }

  /// Reads a URI without brackets, which ends at a semicolon, comma or blank; returns its end.
  private mutating func readBareURI(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    var place = start
    while place < end, bytes[place] != UInt8(ascii: ";"), bytes[place] != UInt8(ascii: ","),
      !SIPGrammar.isBlank(bytes[place])
    {
      place += 1
    }
    uri = start..<place
    if place == start {
      note(.separator(header, at: place))
    } else if let mark = SIPGrammar.find(UInt8(ascii: "?"), bytes, start, place) {
      // Headers of a URI are told from the rest by brackets only (RFC 3261 s 20).
      note(.uri(header, at: mark))
    }
    return place
  }

  private mutating func readParameters(_ bytes: Span<UInt8>, _ place: Int, _ end: Int) -> Int {
    var reader = SIPParameters(place..<end)
    while reader.next(in: bytes) != nil {}
    parameters = place..<reader.place
    if let place = reader.emptyPlace { note(.separator(header, at: min(place, end))) }
    if let place = reader.unclosedPlace { note(.unclosed(header, at: place)) }
    return SIPGrammar.skipBlanks(bytes, reader.place, end)
  }
}
