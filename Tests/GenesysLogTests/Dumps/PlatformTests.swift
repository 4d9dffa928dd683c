import Event
import GenesysLog
import Testing

@Suite("Messages of the Platform SDK")
struct PlatformTests {
  private func read(
    _ content: String
  ) -> (json: String, names: String, places: [String?], found: Bool) {
    let bytes = Array(content.utf8)
    var decoder = PlatformDecoder()
    let found = decoder.decode(bytes.span, members: 0..<bytes.count)
    var buffer = JSONBuffer()
    decoder.appendAttributes(bytes.span, to: &buffer)
    let end = buffer.count
    decoder.appendNames(bytes.span, to: &buffer)
    let places = decoder.places
    let texts = [
      places.connectionID, places.interactionID, places.referenceID, places.thisDN,
      places.timeInSeconds,
    ].map { range in range.map { text(bytes, $0) } }
    return (String(buffer.text().utf8.prefix(end)) ?? "", buffer.text(from: end), texts, found)
  }

  @Test("attributes, lists in lists and times")
  func message() {
    let reading = read(
      """
      'EventOnHook' ('87')
      message attributes:
      AttributeConnID [long] = 00890
      AttributeReferenceID [int] = 88
      Time            = ComplexClass(TimeStamp):
      \tAttributeTimeinuSecs [int] = 573000
      \tAttributeTimeinSecs [int] = 1420644031
      AttributeThisDN [str] = "2214"
      AttributeUserData [bstr] = KVList:\u{20}
      \t\t'ActivityID' [str] = "1-XXXXXX"
      \t\t'it's' [str] = "a "quoted" word
      a = b
      more"
      \t\t'ORSI:..' [list] = KVList:
      \t\t\t'Node' [int] = 272
      \t\t'Last' [str] = ""
      AttributeCallType [int] = 2 [Inbound]
      AttributePassword [str] = "hush"
      . Processing with  state .StatePrimary proxy: proxy1
      """)
    #expect(
      reading.json == #"{"ConnID":"00890","ReferenceID":88,"#
        + #""Time":{"TimeinuSecs":573000,"TimeinSecs":1420644031},"ThisDN":"2214","#
        + #""UserData":{"ActivityID":"1-XXXXXX","it's":"a \"quoted\" word\na = b\nmore","#
        + #""ORSI:..":{"Node":272}},"CallType":2,"Password":"******"}"#)
    #expect(reading.names == #"{"CallType":"Inbound"}"#)
    #expect(reading.places == ["00890", nil, "88", "2214", "1420644031"])
    #expect(reading.found)
  }

  @Test(
    "one line",
    arguments: [
      ("attr_itx_id [str] = \"000Q2aABCD\"", #"{"attr_itx_id":"000Q2aABCD"}"#),
      ("attr_ref_id [int] = 7", #"{"attr_ref_id":7}"#),
      ("a [float] = 1.50", #"{"a":1.50}"#),
      ("a [float] = -0.5", #"{"a":-0.5}"#),
      ("a [float] = NaN", #"{"a":"NaN"}"#),
      ("a [double] = 1.", #"{"a":"1."}"#),
      ("a [str] = unquoted", #"{"a":"unquoted"}"#),
      ("a [int] = 007", #"{"a":"007"}"#),
      ("AttributeX [bstr] = KVList: 'k' [int] = 1", #"{"X":{"k":1}}"#),
      ("AttributeX [list] =\n\t'k' [int] = 1", #"{"X":{"k":1}}"#),
      ("AttributeX [bstr] = KVList:", ""),
      ("a [str] = ", ""), ("a [str]", ""), ("no members = ", ""), ("'a' ('30')", ""),
    ])
  func lines(text: String, json: String) {
    #expect(read(text).json == json)
  }

  @Test("what has no type is no message by itself")
  func untyped() {
    #expect(!read("left = right\n").found)
    #expect(read("left [int] = 1\n").found)
  }
}
