import GenesysLog
import Testing

@Suite("T-Library attributes")
struct TLibraryTests {
  @Test(
    "a value is text in quotes, a number, or text that only looks like one",
    arguments: [
      ("AttributeThisDN\t'7001'", #"{"ThisDN":"7001"}"#),
      ("AttributeThisDNRole\t2", #"{"ThisDNRole":2}"#),
      ("AttributeErrorCode\t-1", #"{"ErrorCode":-1}"#),
      ("AttributeConnID\t006c02462a161006", #"{"ConnID":"006c02462a161006"}"#),
      ("AttributePreviousConnID\t1234567890123456", #"{"PreviousConnID":"1234567890123456"}"#),
      ("AttributeNetworkCallID\t1234", #"{"NetworkCallID":"1234"}"#),
      ("AttributeDNIS\t0800", #"{"DNIS":"0800"}"#),
      ("AttributeX\t12345678901234567890", #"{"X":"12345678901234567890"}"#),
      ("AttributeX\t1.5", #"{"X":"1.5"}"#),
      ("AttributeCallType\t2 [Inbound]", #"{"CallType":2}"#),
      ("AttributeTimeinSecs\t1272099282 (12:54:42)", #"{"TimeinSecs":1272099282}"#),
      ("AttributeX\t12 of 13", #"{"X":"12 of 13"}"#),
      ("AttributeCallHistory\t[20] 00 01 00 00..", #"{"CallHistory":"[20] 00 01 00 00.."}"#),
      ("ISCCAttributeReferenceID\t7", #"{"ISCCAttributeReferenceID":7}"#),
      ("SDAttributeName\t'a'", #"{"SDAttributeName":"a"}"#),
      ("refid(1)\t1", #"{"refid":1}"#),
      ("args(1000000003)\t'[\"A\",\"B\"]'", #"{"args":"[\"A\",\"B\"]"}"#),
      ("AttributePassword\t'hush'", #"{"Password":"******"}"#),
      ("AttributeThisDN    '7001'", #"{"ThisDN":"7001"}"#),
      ("AttributeThisDN\t''", ""),
      ("AttributeThisDN", ""),
      ("AttributeThis DN", ""),
      ("Something\t'7001'", ""),
    ])
  func values(line: String, json: String) {
    #expect(TLibraryReading("\t\(line)\n").json == json)
    #expect(TLibraryReading("message EventX\r\n\t\(line)\r\n").json == json)
  }

  @Test("a list is an object, and a list in it one in that")
  func lists() {
    let text = """
      \tAttributeUserData\t[149] 00 03 03 00..
      \t\t'ORSI:Cluster1:QK59.A'(list) 'Session'\t'00PN8M303SBR7E9P+'
      \t\t\t'Node'\t'272'
      \t\t\t'Inner'(list)\u{20}
      \t\t\t\t'Deep'\t1
      \t\t'RRequestedSkills'(list)\u{20}
      \t\t'RTR'\t115
      \tAttributeReason\t[14] 00 01 01 00..
      \t\t'RTR'\t116
      \tAttributeCallID\t16
      """
    #expect(
      TLibraryReading(text).json
        == #"{"UserData":{"ORSI:Cluster1:QK59.A":{"Session":"00PN8M303SBR7E9P+","#
        + #""Node":"272","Inner":{"Deep":1}},"RTR":115},"Reason":{"RTR":116},"CallID":16}"#)
  }

  @Test("a key met again makes an array of its values")
  func twins() {
    let text = """
      \tAttributeUserData\t[14] 00 05 00 00..
      \t\t'A'\t'1'
      \t\t'B'\t2
      \t\t'A'\t3
      \t\t'A'(list) 'x'\t1
      \t\t\t'x'\t2
      \tAttributeUserData\t[14] 00 01 00 00..
      \t\t'C'\t'4'
      """
    #expect(
      TLibraryReading(text).json == #"{"UserData":[{"A":["1",3,{"x":[1,2]}],"B":2},{"C":"4"}]}"#)
  }

  @Test("keys that become the same JSON key are the same key")
  func latinTwins() {
    let bytes = Array("\t'\u{E9}'\t'1'\n\t'".utf8) + [0xE9] + Array("'\t'2'\n".utf8)
    var decoder = TLibraryDecoder()
    let reading = TLibraryReading(Array("\tAttributeX\t1\n".utf8) + bytes, with: &decoder)
    #expect(reading.json == #"{"X":1,"é":["1","2"]}"#)
  }

  @Test("a value may hold quotes, bars, newlines and tabs")
  func values() {
    let text = """
      \tAttributeUserData\t[14] 00 04 00 00..
      \t\t'note'\t'it's "so" | 'quoted''
      \t\t'lines'\t'first
      \tsecond 'word'

      last'
      \t\t'it's a key'\t'x'
      \t\t'closed'\t'one'
      and more'
      \tAttributeThisDN\t'7001'
      something else
      """
    #expect(
      TLibraryReading(text).json == #"{"UserData":{"note":"it's \"so\" | 'quoted'","#
        + #""lines":"first\n\tsecond 'word'\n\nlast","it's a key":"x","closed":"one'\nand more"},"#
        + #""ThisDN":"7001"}"#)
  }

  @Test(
    "a list with fewer pairs than it says, or a quote without end, is not whole",
    arguments: [
      ("\tAttributeUserData\t[9] 00 02 00 00..\n\t\t'A'\t'1'\n\t\t'B'\t''\n", false),
      ("\tAttributeUserData\t[9] 00 03 00 00..\n\t\t'A'\t'1'\n\t\t'B'\t''\n", true),
      ("\tAttributeUserData\t[9] 00 02 03 00..\n\t\t'A'(list)\n\t\t\t'B'\t''\n", true),
      ("\tAttributeUserData\t[9] 01 00 00 00..\n\tAttributeThisDN\t'1'\n", true),
      ("\tAttributeUserData\t[2] 00 00\n\tAttributeThisDN\t'1'\n", false),
      ("\tAttributeOther\t[9] 01 00 00 00..\n\tAttributeThisDN\t'1'\n", false),
      ("\tAttributeOther\t[9] 01 00 00 00..\n\t\t'A'\t'1'\n", true),
      ("\tAttributeThisDN\t'1\n\tAttributeOtherDN\t'2'\n", true),
      ("\tAttributeThisDN\t'1", true),
    ])
  func incomplete(text: String, isIncomplete: Bool) {
    #expect(TLibraryReading(text).isIncomplete == isIncomplete)
  }

  @Test("what calls are told apart by is found, each time anew")
  func places() {
    let bytes = Array(
      """
      \tAttributeConnID\t006c02462a161006
      \tAttributeCallUUID\t'QK59HK4FS927D7FUU41G6IE468000004'
      \tAttributeReferenceID\t31
      \tAttributeThisDN\t'7001'
      \tAttributeOtherDN\t'07700900123'
      \tAttributeTimeinuSecs\t593000
      \tAttributeTimeinSecs\t1272099282 (12:54:42)
      \tAttributeCallType\t2 [Inbound]
      """.utf8)
    var decoder = TLibraryDecoder()
    let reading = TLibraryReading(bytes, with: &decoder)
    #expect(reading.found)
    #expect(reading.connectionID == "006c02462a161006")
    #expect(reading.callUUID == "QK59HK4FS927D7FUU41G6IE468000004")
    #expect(reading.referenceID == "31")
    #expect(reading.thisDN == "7001")
    #expect(reading.otherDN == "07700900123")
    #expect(reading.microseconds == "593000")
    #expect(reading.seconds == "1272099282")
    #expect(reading.names == #"{"CallType":"Inbound"}"#)
    let none = TLibraryReading(bytes, 3..<9, with: &decoder)
    #expect(!none.found && none.connectionID == nil && none.seconds == nil)
    #expect(none.json.isEmpty && none.names.isEmpty)
  }

  @Test("more than the bounds of a tree is left out, and said to be")
  func bounds() {
    var deep = "\tAttributeUserData\t[9] 00 01 03 00..\n\t\t"
    for level in 0..<40 { deep += "'L\(level)'(list) " }
    deep += "'x'\t1\n"
    var wide = "\tAttributeUserData\t[9] ff ff 03 00..\n"
    for index in 0..<10_000 { wide += "\t\t'K\(index)'\t\(index)\n" }
    #expect(TLibraryReading(deep).isIncomplete && TLibraryReading(wide).isIncomplete)
    #expect(TLibraryReading(deep).json == "")
    #expect(TLibraryReading(wide).json.contains(#""K8000":8000"#))
    #expect(isSoundObject(Array(TLibraryReading(wide).json.utf8)))
  }
}
