import Testing

@testable import Event

@Suite("JSONBuffer")
struct JSONBufferTests {
  private func escaped(_ bytes: [UInt8]) -> String {
    var out = JSONBuffer()
    out.append(escaping: bytes.span, 0..<bytes.count)
    return out.text()
  }

  @Test(
    "text is escaped as RFC 8259 section 7 asks",
    arguments: [
      ("plain", "plain"), ("a\"b\\c", "a\\\"b\\\\c"), ("\n\r\t\u{8}\u{c}", "\\n\\r\\t\\b\\f"),
      ("\u{0}\u{1f}", "\\u0000\\u001f"), ("\u{7f}", "\u{7f}"), ("é 中 😀", "é 中 😀"),
      ("0123456789abcde\"", "0123456789abcde\\\""), ("0123456789abcdef\"", "0123456789abcdef\\\""),
    ])
  func escapes(text: String, expected: String) {
    #expect(escaped(Array(text.utf8)) == expected)
  }

  @Test(
    "bytes that are not UTF-8 are read as Latin-1",
    arguments: [
      ([0xE9], "é"), ([0x61, 0xE9, 0x62], "aéb"), ([0xC3, 0xA9, 0xC3], "éÃ"), ([0xFF, 0xFE], "ÿþ"),
      ([0xC0, 0x80], "À\u{80}"), ([0xED, 0xA0, 0x80], "í\u{a0}\u{80}"),
      ([0xF4, 0x90, 0x80, 0x80], "ô\u{90}\u{80}\u{80}"),
    ] as [([UInt8], String)])
  func latin1(bytes: [UInt8], expected: String) {
    #expect(escaped(bytes) == expected)
  }

  @Test("an escape is found at every place of a long text")
  func everyPlace() {
    for length in 1...70 {
      for place in 0..<length {
        var bytes = [UInt8](repeating: UInt8(ascii: "x"), count: length)
        bytes[place] = UInt8(ascii: "\"")
        let expected =
          String(repeating: "x", count: place) + "\\\""
          + String(repeating: "x", count: length - place - 1)
        #expect(escaped(bytes) == expected)
      }
    }
  }

  @Test("random bytes always become valid UTF-8 that holds each of them")
  func randomBytes() {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<2000 {
      let bytes = (0..<Int.random(in: 0...80, using: &generator)).map { _ in
        UInt8.random(in: 0...255, using: &generator)
      }
      var out = JSONBuffer()
      out.append(escaping: bytes.span, 0..<bytes.count)
      let copy = out.withBytes { span in (0..<span.count).map { span[$0] } }
      #expect(String(validating: copy, as: UTF8.self) != nil, "\(bytes)")
    }
  }

  @Test(
    "whole numbers are written in decimal",
    arguments: [
      0, 9, 10, 99, 100, 1234, -1, -10, 999_999_999_999_999_999, 1_000_000_000_000_000_000,
      Int64.max, Int64.min,
    ] as [Int64])
  func integers(value: Int64) {
    var out = JSONBuffer()
    out.append(integer: value)
    #expect(out.text() == String(value))
  }

  @Test("short parts are copied whole, wherever they lie in their source")
  func parts() {
    let source = Array("0123456789abcdefghijklmnopqrstuvwxyz".utf8)
    for start in 0...source.count {
      for end in start...source.count {
        var out = JSONBuffer(capacity: 1)
        out.append(source.span, start..<end)
        #expect(out.text() == String(decoding: source[start..<end], as: UTF8.self))
      }
    }
  }
}

@Suite("TimestampText")
struct TimestampTextTests {
  @Test(
    "instants are RFC 3339 in UTC with the digits that the source has, at least three",
    arguments: [
      (0, 0, "1970-01-01T00:00:00.000Z"), (1_463_156_994_229_000, 3, "2016-05-13T16:29:54.229Z"),
      (1_449_494_494_860_000, 4, "2015-12-07T13:21:34.8600Z"),
      (1_449_494_494_860_123, 6, "2015-12-07T13:21:34.860123Z"),
      (-1, 6, "1969-12-31T23:59:59.999999Z"),
      (951_782_400_000_000, 3, "2000-02-29T00:00:00.000Z"),
      (4_102_444_799_999_000, 3, "2099-12-31T23:59:59.999Z"),
    ] as [(Int64, Int, String)])
  func text(microseconds: Int64, digits: Int, expected: String) {
    var out = JSONBuffer()
    var text = TimestampText()
    text.append(microseconds, digits: digits, to: &out)
    #expect(out.text() == expected)
  }

  @Test("the writer carries nothing over from one second to another")
  func sequence() {
    var out = JSONBuffer()
    var text = TimestampText()
    text.append(1_000_999_000, digits: 6, to: &out)
    text.append(1_000_001_000, digits: 3, to: &out)
    text.append(86_400_000_000, digits: 3, to: &out)
    #expect(
      out.text()
        == "1970-01-01T00:16:40.999000Z1970-01-01T00:16:40.001Z1970-01-02T00:00:00.000Z")
  }
}
