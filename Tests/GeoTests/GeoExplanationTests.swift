import Event
import Testing

@testable import Geo

@Suite("what is said of a value")
struct GeoExplanationTests {
  private func json(_ value: String) -> String {
    var out = JSONBuffer()
    GeoExplanation(value).append(to: &out)
    return out.text()
  }

  @Test("a number: how it was read, by which row, where it is")
  func number() {
    let explanation = GeoExplanation("(0113) 496 0123")
    #expect(explanation.kind == .number)
    #expect(explanation.rule?.code == "0113")
    #expect(explanation.rule?.table == "uk-areas")
    #expect(explanation.place?.city == "Leeds")
    #expect(explanation.reason == nil)
    let line = explanation.rule?.line ?? 0
    #expect(
      explanation.text == """
        (0113) 496 0123
          taken for  the phone number +441134960123, written as at home, with a 0
          rule       begins with 0113: Leeds (uk-areas, line \(line))
          place      Leeds, England, GB
          location   53.8, -1.55
          found by   std, as exact as its area

        """)
    #expect(
      json("(0113) 496 0123")
        == #"{"value":"(0113) 496 0123","kind":"number","reading":"the phone number +441134960123, written as at "#
        + #"home, with a 0","rule":{"code":"0113","name":"Leeds","table":"uk-areas","line":\#(line)},"#
        + #""geo":{"location":{"lat":53.8,"lon":-1.55},"country_iso_code":"GB","region_name":"England","#
        + #""city_name":"Leeds"},"method":"std","precision":"area"}"# + "\n")
  }

  @Test("a line of a table is where its row stands")
  func lines() throws {
    let rule = try #require(GeoExplanation("01997 000000").rule)
    let lines = String(decoding: PackageResources.uk_areas_tsv, as: UTF8.self).split(
      separator: "\n")
    #expect(lines[try #require(rule.line) - 1].hasPrefix("01997\tStrathpeffer\t"))
  }

  @Test("a postcode, with its first half")
  func postcode() {
    let explanation = GeoExplanation("somewhere in CB2 1TN")
    #expect(explanation.kind == .postcode)
    #expect(explanation.postalCode == "CB2")
    #expect(explanation.method == "postcode")
    #expect(explanation.text.contains("  taken for  the postcode CB2 1TN\n"))
    #expect(
      json("CB2 1TN").contains(#""city_name":"Cambridge","postal_code":"CB2"},"method":"postcode""#)
    )
  }

  @Test(
    "why there is no place",
    arguments: [
      ("07700 900123", "numbers of that kind are in no place"),
      ("01632 960123", "numbers of that kind are in no place"),
      ("+800 0000 0000", "no table has a beginning of +80000000000"),
      ("01223 00000", "11 digits are too many or too few for a number there"),
      ("CB99 1TN", "there is no district CB99"),
      ("QQ1 1AA", "no postcode area has the letters of QQ1"),
      ("Anonymous", "the caller is withheld"),
    ])
  func reasons(_ value: String, _ reason: String) {
    let explanation = GeoExplanation(value)
    #expect(explanation.place == nil && explanation.method == nil && explanation.precision == nil)
    #expect(explanation.reason == reason)
    #expect(explanation.text.hasSuffix("  no place   \(reason)\n"))
    #expect(json(value).hasSuffix(#""reason":"\#(reason)"}"# + "\n"))
  }

  @Test(
    "what it was taken for",
    arguments: [
      ("5001", "a short number: an internal one, a short code, or a part of one"),
      ("", "nothing"),
      ("0000000000000000000", "too many digits for a phone number"),
      (
        "2125550123", "digits that say no country: they begin with neither +, nor 00, nor 0, nor 44"
      ),
      ("hello", "neither a phone number nor a postcode"),
      ("+441134960123", "the phone number +441134960123, written with + and the country's code"),
      ("0044 1134960123", "the phone number +441134960123, written with 00 and the country's code"),
      ("441134960123", "the phone number +441134960123, written with 44 and without a +"),
      (
        "tel:1134960123;phone-context=+44",
        "the phone number +441134960123, written with the context of a URI"
      ),
    ])
  func readings(_ value: String, _ reading: String) {
    #expect(GeoExplanation(value).reading == reading)
  }
}
