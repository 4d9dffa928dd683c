package import Event

/// Reads a METRIC line of Orchestration Server.
///
///     [T:140] {ScxmlMetric:3} METRIC <eval_expr sid='01E6030I' expression='f('a', 'b');' result='' />
///
/// It looks like XML and is none: quotes in the values are not escaped. OCS has double quotes.
package struct MetricDecoder: ~Copyable {
  /// The metric's name: `eval_expr`.
  package private(set) var name = 0..<0
  /// The session, of the attribute `sid`.
  package private(set) var sessionID: Range<Int>?
  /// Whether the last value has no end.
  package private(set) var isIncomplete = false

  private var tree = DumpTree()
  private var attributes = 0

  /// Makes a decoder.
  package init() {}

  /// Reads the text in `range`, which may go over several lines.
  ///
  /// - Returns: whether it is a metric.
  package mutating func decode(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    tree.removeAll()
    attributes = tree.addRoot()
    sessionID = nil
    isIncomplete = false
    name = 0..<0
    let range = range.clamped(to: 0..<bytes.count)
    guard bytes.count <= Int32.max,
      let start = MetricDecoder.start(bytes, range.lowerBound, range.upperBound)
    else { return false }
    let end = range.upperBound
    var place = DumpText.nameEnd(bytes, from: start, end: end)
    guard place > start else { return false }
    name = start..<place
    while let key = MetricDecoder.attributeName(bytes, from: place, end: end) {
      place = takeValue(of: key, bytes, from: key.upperBound + 2, end: end)
    }
    if tree.isTruncated { isIncomplete = true }
    return true
  }

  /// Appends `{"name":…,"attributes":{…}}`.
  ///
  /// - Returns: false if there is no metric; then nothing was appended.
  @discardableResult
  package borrowing func append(_ bytes: Span<UInt8>, to buffer: inout JSONBuffer) -> Bool {
    let fields = DumpFields(&buffer)
    fields.append("\"name\":", name, of: bytes, to: &buffer)
    fields.append("\"attributes\":", attributes, in: tree, of: bytes, to: &buffer)
    return fields.close(&buffer)
  }

  /// Adds the value that starts at `start`; returns the place after its quote.
  private mutating func takeValue(
    of key: Range<Int>, _ bytes: Span<UInt8>, from start: Int, end: Int
  ) -> Int {
    let isFreeText = MetricAttribute.isFreeText(bytes, key)
    let mark = bytes[start - 1]
    var place = start
    var last: Int?
    while let quote = DumpText.find(mark, bytes, from: place, end: end) {
      place = quote + 1
      last = quote
      if MetricDecoder.isEnd(bytes, after: quote, end: end) { break }
      if let next = MetricDecoder.attributeName(bytes, from: place, end: end),
        !isFreeText || MetricAttribute.isKnown(bytes, next)
      {
        break
      }
      last = nil
    }
    if last == nil { isIncomplete = true }
    let value = start..<(last ?? end)
    let isNumber =
      MetricAttribute.isNumber(bytes, key) && DumpNumber.isInteger(bytes, value)
    tree.add(key, isNumber ? .number : .string, value, to: attributes, of: bytes)
    if sessionID == nil, !value.isEmpty, DumpText.equals(bytes, key, "sid") { sessionID = value }
    return last.map { $0 + 1 } ?? end
  }

  /// Whether only `/>` or `>` follows a quote.
  private static func isEnd(_ bytes: Span<UInt8>, after quote: Int, end: Int) -> Bool {
    var place = DumpText.skipSpace(bytes, from: quote + 1, end: end)
    if place < end, bytes[place] == UInt8(ascii: "/") { place += 1 }
    guard place < end, bytes[place] == UInt8(ascii: ">") else { return place == end }
    return DumpText.skipSpace(bytes, from: place + 1, end: end) == end
  }

  /// The name of `name='` or `name="` after blanks at `place`.
  private static func attributeName(
    _ bytes: Span<UInt8>, from place: Int, end: Int
  ) -> Range<Int>? {
    let start = DumpText.skipSpace(bytes, from: place, end: end)
    let nameEnd = DumpText.nameEnd(bytes, from: start, end: end)
    guard start > place, nameEnd > start, nameEnd + 1 < end, bytes[nameEnd] == UInt8(ascii: "="),
      bytes[nameEnd + 1] == UInt8(ascii: "'") || bytes[nameEnd + 1] == UInt8(ascii: "\"")
    else { return nil }
    return start..<nameEnd
  }

  /// The place after `METRIC <`.
  private static func start(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
    var place = start
    while let letter = DumpText.find(UInt8(ascii: "M"), bytes, from: place, end: end) {
      place = letter + 1
      if DumpText.starts(bytes, at: letter, end: end, with: "METRIC <") { return letter + 8 }
    }
    return nil
  }
}
