import Event

/// The hash of a key's values: two keys have one hash if their values are the same, of the same type.
///
/// 128 bits of SipHash, so that a key can be known by its hash alone; under a fixed key, so that a later run finds it again.
struct KeyHash {
  private static let key = EventHash.Value(high: 0x6765_6e6c_6f67_2061, low: 0x6c65_7274_206b_6579)

  private var hash = EventHash(key: key)

  /// Adds a number that tells uses apart.
  mutating func append(_ number: Int) { hash.append(Int64(number)) }

  /// Adds a text.
  mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { append($0.span, tag: 1) }
  }

  /// Adds another hash.
  mutating func append(_ other: EventHash.Value) {
    hash.append(Int64(bitPattern: other.high))
    hash.append(Int64(bitPattern: other.low))
  }

  /// Adds a value of an event; none and `null` are the same.
  mutating func append(_ value: JSONValueRange?, in event: Span<UInt8>) {
    guard let value else { return hash.append(0) }
    switch value.kind {
    case .null: hash.append(0)
    case .true: hash.append(4)
    case .false: hash.append(5)
    case .string:
      guard value.hasEscapes else { return append(event.extracting(value.content), tag: 1) }
      var text: [UInt8] = []
      JSONLookup.appendText(of: value, in: event, to: &text)
      append(text.span, tag: 1)
    case .number: append(number: event.extracting(value.content))
    case .object, .array: append(event.extracting(value.content), tag: 6)
    }
  }

  /// Adds bytes.
  mutating func append(_ bytes: Span<UInt8>, tag: Int64) {
    hash.append(tag)
    hash.append(Int64(bytes.count))
    hash.append(bytes)
  }

  /// Numbers are the same by value: `1`, `1.0`, `1e0`.
  private mutating func append(number bytes: Span<UInt8>) {
    var whole: Int64 = 0
    var isWhole = bytes.count <= 18
    for index in 0..<bytes.count where isWhole {
      let digit = bytes[index] &- 0x30
      isWhole = digit < 10
      if isWhole { whole = whole * 10 + Int64(digit) }
    }
    if !isWhole {
      let text = bytes.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
      guard let value = Double(text) else { return append(bytes, tag: 1) }
      guard let exact = Int64(text) ?? Int64(exactly: value) else {
        hash.append(3)
        return hash.append(Int64(bitPattern: value.bitPattern))
      }
      whole = exact
    }
    hash.append(2)
    hash.append(whole)
  }

  /// The hash of what was added, as 32 digits.
  var hexadecimal: String {
    let value = value()
    return [value.high, value.low].map { half in
      let digits = String(half, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }

  /// The hash of what was added.
  func value() -> EventHash.Value { hash.value() }
}
