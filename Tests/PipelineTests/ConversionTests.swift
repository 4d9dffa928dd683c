import Event
import GenesysLog
import Grok
import Testing

@testable import Pipeline

/// Captured texts become JSON in two places, which must say the same.
///
/// `parse` writes them straight from the line, `patterns match` goes through Grok's values.
@Suite("conversion of captures")
struct ConversionTests {
  @Test(
    "parse --pattern and the Grok library give each text the same value",
    arguments: [
      "int", "long", "float", "double", "boolean", "string", "hex", "lowercase", "uppercase", "s",
      "ms", "us",
    ])
  func agreement(type: String) throws {
    let pattern = try GrokPattern("^(?<v:\(type)>.*)$", library: PatternLibrary())
    let set = GrokSet([pattern])
    var matcher = GrokMatcher()
    var encoder = ExpressionEncoder([pattern])
    for text in Self.texts {
      let bytes = Array(text.utf8)
      var out = JSONBuffer()
      _ = encoder.encode(
        bytes.span, 0..<bytes.count, path: "p", offset: 0, isASCII: false, isCut: false, into: &out)
      var expected = JSONBuffer()
      let result = set.evaluate(bytes.span, with: &matcher)
      let value = result.fields.first?.value
      if let value {
        expected.append("{\"v\":")
        Self.append(value, to: &expected)
        expected.append(",")
      } else {
        expected.append("{")
      }
      #expect(out.text().hasPrefix(expected.text()), "\(type) of \(text)")
      #expect(
        out.text().contains("_grok_convert_failure")
          == result.tags.contains("_grok_convert_failure"))
    }
  }

  private static let texts = [
    "0", "1", "-1", "+1", "007", "-007", "5.75", "-5.75", "1e3", "1E-2", ".5", "5.", "12abc", "abc",
    "0x1F", "1F", "-0", "-0.0", "9223372036854775807", "9223372036854775808",
    "-9223372036854775809", "123456789012345678901234567890", "1e400", "1e30", "inf", "nan", "true",
    "TRUE", "False", "yes", "1 ", " 1", "-", "+", "é", "ÀB", "a b", "1.0000000009",
    "1.000000000x", "1.2.3", ".", "-.", "9223372036", "9223372037.5", "-9223372036.854775808",
  ]

  private static func append(_ value: GrokValue, to out: inout JSONBuffer) {
    switch value {
    case .string(let text): out.append(quoted: text)
    case .integer(let number): out.append(integer: number)
    case .bigInteger(let digits): out.append(text: digits)
    case .double(let number): out.append(double: number)
    case .boolean(let flag): out.append(text: String(flag))
    case .array, .null: out.append("null")
    }
  }
}
