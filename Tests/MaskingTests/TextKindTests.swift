import Masking
import Testing

@Suite("texts that show what they are")
struct TextKindTests {
  @Test(
    "card numbers are hidden, whole or in groups",
    arguments: [
      "4111111111111111", "4111 1111 1111 1111", "4111-1111-1111-1111", "378282246310005",
      "3782 822463 10005", "5555555555554444", "2223003122003222", "30569309025904",
      "6011111111111117", "3530111333300000", "4222222222222", "6200000000000005",
    ])
  func cards(number: String) throws {
    let rules = try rules("{text: card, action: hide}")
    for text in [
      "\(number)", "card \(number).", "'\(number)'", "n=\(number)&x=1", "77 \(number) 123",
    ] {
      let result = masked(#"{"a":"\#(text)"}"#, by: rules)
      #expect(result == #"{"a":"\#(text.replacing(number, with: "***"))"}"#)
    }
  }

  @Test(
    "what looks like a card number and is none stays",
    arguments: [
      "4111111111111112", "1463156994229001", "0071023456789012", "006c02462a161006",
      "x4111111111111111", "4111111111111111a", "9111111111111111", "41111111111111111111111",
      "20160513162954", "4111 1111-1111 1111", "411111 1111111111", "7-4111-1111-1111-1111-",
      "02ab4111-1111-1111-1111-111111111111", "411111111111",
    ])
  func noCards(text: String) throws {
    let event = #"{"a":"\#(text)"}"#
    #expect(masked(event, by: try rules("{text: card, action: hide}")) == event)
  }

  @Test("a card number that is a JSON number is hidden")
  func cardAsNumber() throws {
    #expect(
      masked(#"{"a":4111111111111111,"b":4111}"#, by: try rules("{text: card, action: hide}"))
        == #"{"a":"***","b":4111}"#)
  }

  @Test(
    "e-mail addresses are hidden, addresses of SIP and Call-IDs are not",
    arguments: [
      ("alice@example.com", "***"), ("<a.b+c@mail.example.co.uk>", "<***>"),
      ("a@b@example.com", "a@***"), ("x@example.com.", "***."), ("user@host", "user@host"),
      ("sip:alice@example.com", "sip:alice@example.com"), ("5@192.0.2.1", "5@192.0.2.1"),
      ("Call-ID: 4f@example.com", "Call-ID: 4f@example.com"), ("@example.com", "@example.com"),
      ("a@x.y", "a@x.y"), ("'é@example.com'", "'***'"),
    ])
  func emails(text: String, expected: String) throws {
    #expect(
      masked(#"{"a":"\#(text)"}"#, by: try rules("{text: email, action: hide}"))
        == #"{"a":"\#(expected)"}"#)
  }

  @Test(
    "phone numbers that show what they are are hidden",
    arguments: [
      ("+44 7700 900123", "***"), ("+1 (555) 555-0100x", "+1 (555) 555-0100x"),
      ("call +447700900123.", "call ***."), ("(555) 555-0100", "***"), ("555-555-0100", "***"),
      ("1-555-555-0100", "1-***"), ("tel:5550100", "tel:***"),
      ("sip:07700900123@example.com", "sip:***@example.com"),
      ("sip:7001@example.com", "sip:7001@example.com"), ("1463156994", "1463156994"),
      ("10:15:30+02:00", "10:15:30+02:00"), ("a+12345678", "a+12345678"),
      ("+123456789012345678", "+123456789012345678"), ("555-555-01005", "555-555-01005"),
      ("8.1.101.25", "8.1.101.25"),
    ])
  func phones(text: String, expected: String) throws {
    #expect(
      masked(#"{"a":"\#(text)"}"#, by: try rules("{text: phone, action: hide}"))
        == #"{"a":"\#(expected)"}"#)
  }

  @Test(
    "the built-in rules hide what they promise, and leave what ties a call together",
    arguments: [
      (
        #"{"message":"EventRinging","genesys":{"conn_id":"006c02462a161006","tlib":{"attributes":{"ANI":"07700900123","ThisDN":"7001","UserData":{"FirstName":"Alice","PIN":"1"}}}},"event":{"original":"\tAttributeANI\t'07700900123'\n\tAttributeConnID\t006c02462a161006\n\tAttributeThisDN\t'7001'\n\t\t'FirstName'\t'Alice'\n\t\t'PIN'\t'1'"}}"#,
        #"{"message":"EventRinging","genesys":{"conn_id":"006c02462a161006","tlib":{"attributes":{"ANI":"***23","ThisDN":"7001","UserData":{"FirstName":"***","PIN":"***"}}}},"event":{"original":"\tAttributeANI\t'***23'\n\tAttributeConnID\t006c02462a161006\n\tAttributeThisDN\t'7001'\n\t\t'FirstName'\t'***'\n\t\t'PIN'\t'***'"}}"#
      ),
      (
        #"{"message":"attr: SATRCFG_PASSWORD   value:   \"hunter2\"","a":"Authorization: Basic c2VjcmV0\r\nVia: x"}"#,
        #"{"message":"attr: SATRCFG_PASSWORD   value:   \"***\"","a":"Authorization: ***\r\nVia: x"}"#
      ),
      (
        #"{"message":"Object: [CfgFolder], name [Demands], DBID: [268] is created by client, name: [default]"}"#,
        #"{"message":"Object: [CfgFolder], name [Demands], DBID: [268] is created by client, name: [default]"}"#
      ),
    ])
  func builtIn(event: String, expected: String) throws {
    #expect(masked(event, by: try MaskRules.builtIn()) == expected)
  }
}
