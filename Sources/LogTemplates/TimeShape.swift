/// Dates and times, in the forms that logs print.
enum TimeShape {
  /// The date or time at a place, and its end.
  static func scan(
    _ bytes: Span<UInt8>, at place: Int, end: Int
  ) -> (type: ValueType, end: Int)? {
    let reader = ByteReader(place: place, end: end)
    guard TextBytes.isDigit(bytes[place]) else { return syslog(bytes, reader) }
    return dated(bytes, reader) ?? web(bytes, reader) ?? timeOfDay(bytes, reader)
  }

  /// `2026-01-12T09:12:44.100Z`, `2026/01/12 09:12:44`, `12.01.2026`, `2026-01-12`.
  private static func dated(
    _ bytes: Span<UInt8>, _ start: ByteReader
  ) -> (type: ValueType, end: Int)? {
    guard var reader = date(bytes, start) else { return nil }
    let dateEnd = reader.place
    let separator = reader.take(bytes, oneOf: "T _")
    if separator != nil, let time = clock(bytes, reader) {
      return (.timestamp, zone(bytes, time).place)
    }
    return (.date, dateEnd)
  }

  private static func date(_ bytes: Span<UInt8>, _ start: ByteReader) -> ByteReader? {
    var reader = start
    let digits = reader.take(bytes, upTo: 5, while: TextBytes.isDigit)
    reader = start
    guard digits == 4 || digits == 2 || digits == 1,
      let first = reader.number(bytes, 1...4),
      let separator = reader.take(bytes, oneOf: "-/."),
      let second = reader.number(bytes, 1...2), (1...31).contains(second),
      reader.take(bytes, oneOf: "-/.") == separator,
      let third = reader.number(bytes, digits == 4 ? 1...2 : 4...4)
    else { return nil }
    if digits == 4 {
      return (1900...2999).contains(first) && second <= 12 && (1...31).contains(third)
        ? reader : nil
    }
    return (1...31).contains(first) && (first <= 12 || second <= 12)
      && (1900...2999).contains(third) ? reader : nil
  }

  /// `09:12:44`, with or without a fraction.
  private static func timeOfDay(
    _ bytes: Span<UInt8>, _ start: ByteReader
  ) -> (type: ValueType, end: Int)? {
    clock(bytes, start).map { (.time, $0.place) }
  }

  private static func clock(_ bytes: Span<UInt8>, _ start: ByteReader) -> ByteReader? {
    var reader = start
    guard let hour = reader.number(bytes, 1...2), hour < 25, reader.take(bytes, ":"),
      let minute = reader.number(bytes, 2...2), minute < 60, reader.take(bytes, ":"),
      let second = reader.number(bytes, 2...2), second < 62
    else { return nil }
    var fraction = reader
    if fraction.take(bytes, oneOf: ".,") != nil,
      fraction.take(bytes, upTo: 9, while: TextBytes.isDigit) > 0
    {
      return fraction
    }
    return reader
  }

  /// Behind a time: `Z`, `+01:00`, `-0500`, or nothing.
  private static func zone(_ bytes: Span<UInt8>, _ start: ByteReader) -> ByteReader {
    var reader = start
    if reader.take(bytes, "Z") { return reader }
    guard reader.take(bytes, oneOf: "+-") != nil,
      reader.take(bytes, upTo: 2, while: TextBytes.isDigit) == 2
    else { return start }
    _ = reader.take(bytes, ":")
    return reader.take(bytes, upTo: 2, while: TextBytes.isDigit) == 2 ? reader : start
  }

  /// `12/Jan/2026:09:12:44 +0000`.
  private static func web(
    _ bytes: Span<UInt8>, _ start: ByteReader
  ) -> (type: ValueType, end: Int)? {
    var reader = start
    guard let day = reader.number(bytes, 1...2), (1...31).contains(day), reader.take(bytes, "/"),
      month(bytes, &reader), reader.take(bytes, "/"), reader.number(bytes, 4...4) != nil,
      reader.take(bytes, ":"), var time = clock(bytes, reader), time.take(bytes, " "),
      time.take(bytes, oneOf: "+-") != nil, time.number(bytes, 4...4) != nil
    else { return nil }
    return (.httpDate, time.place)
  }

  /// `Jan 12 09:12:44`.
  private static func syslog(
    _ bytes: Span<UInt8>, _ start: ByteReader
  ) -> (type: ValueType, end: Int)? {
    var reader = start
    guard month(bytes, &reader), reader.take(bytes, " ") else { return nil }
    _ = reader.take(bytes, " ")
    guard let day = reader.number(bytes, 1...2), (1...31).contains(day), reader.take(bytes, " "),
      let time = clock(bytes, reader)
    else { return nil }
    return (.syslogTime, time.place)
  }

  private static let months: [StaticString] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  private static func month(_ bytes: Span<UInt8>, _ reader: inout ByteReader) -> Bool {
    guard (0x41...0x5A).contains(reader.peek(bytes)) else { return false }
    for name in months where reader.word(bytes, name) { return true }
    return false
  }
}
