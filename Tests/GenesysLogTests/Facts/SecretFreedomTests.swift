import Testing

@testable import GenesysLog

@Suite("Passwords never come out")
struct SecretFreedomTests {
  private static let secret = "Zq7-Hidden"

  /// Lines and records with a password in the clear, as components print it.
  private static let texts = [
    "20:33:12.880 Property [app-password] is set to [\(secret)]",
    "20:33:12.880 AUTH_DBG: bind cn=genesys password=\(secret) Connection: ldap://192.0.2.30:389",
    "08:15:00.123 Trc 04110 Option 'password' has been set to the value '\(secret)'",
    "08:15:00.123 Std 23500 Configuration Server Error : Error  [CFGX], object [CfgPerson], property [password] Description password='\(secret)'",
    """
    14:59:37.521 Trc 04541 Message MSGCFG_AUTHENTICATE received from 584 (SCE 'default')

      MSGCFG_AUTHENTICATE
      attr: SATRCFG_APPNAME             value:   "default"
      attr: SATRCFG_PASSWORD            value:   "\(secret)"

    """,
    """
    DBRequest, handle 453 sent, query :
    18:30:15.017 update cfg_person set password = '\(secret)' where dbid = 101
    """,
    "@16:45:24.5939 [0] 8.1.101.25 distribute_event: message EventUserEvent\n\tAttributeThisDN\t'7001'\n"
      + "\tAttributeUserData\t[40] 00 01 00 00..\n\t\t'password'\t'\(secret)'",
    "10:38:30.010 'RequestLogin' ('30')\nmessage attributes:\nAttributePassword [str] = \"\(secret)\"",
    "10:38:30.010 nothing knows this: {\"password\":\"\(secret)\"}",
    "16:45:24.593 \u{1} pwd=\(secret)\r\n\tmember password=\(secret)\r\n\tlast\r\n",
    """
    Application name: confserv
    Application type: ConfigurationServer (21)
    Command line:     confserv -c confserv.cfg -password \(secret) -app confserv
    Host name:        nw-cs-01

    08:15:00.123 Std 05060 Application started
    """,
  ]

  @Test(
    "not in any field of any component's events, nor in what is unmatched",
    arguments: ["confserv", "tserver", "sipserver", "urs", "ixn", "gws", nil])
  func samples(component: String?) throws {
    for text in Self.texts {
      let reading = try LogReading(text, component: component)
      #expect(!reading.json.contains(Self.secret), "\(reading.json)")
      #expect(reading.json.contains("******"), "\(reading.json)")
      for record in reading.unmatched { #expect(!record.contains(Self.secret)) }
    }
  }

  @Test("what stands beside a password stays as it is")
  func rest() throws {
    let reading = try LogReading(Self.texts[4], component: "confserv")
    let event = try #require(reading.events.first)
    #expect(event["genesys.client.name"] == "default")
    #expect(
      event["event.original"]?.contains("SATRCFG_PASSWORD            value:   \"******\"") == true)
    #expect(event["log.offset"] == "0")
  }

  @Test("wherever in the lines of a record they stand, and however often")
  func anywhere() throws {
    var random = SystemRandomNumberGenerator()
    let forms = [
      "password=\(Self.secret)", "password: \"\(Self.secret)\"", "'password'\t'\(Self.secret)'",
      "pwd=\(Self.secret)", "[app-password] is set to [\(Self.secret)]",
    ]
    let rest = [
      "Object [CfgPerson], ", "a", "'b' ", ", c=d ", "\n\tAttributeThisDN\t'7001'\n\t", "é ", " ",
      "\r\n\t", "message EventX",
    ]
    for _ in 0..<500 {
      var text = "08:15:00.123 Std 24200 "
      for _ in 0..<Int.random(in: 1..<8, using: &random) {
        text += rest[Int.random(in: 0..<rest.count, using: &random)] + " "
        text += forms[Int.random(in: 0..<forms.count, using: &random)] + " "
      }
      let reading = try LogReading(text, component: "confserv")
      #expect(!reading.json.contains(Self.secret), "\(text)")
      #expect(!reading.unmatched.contains { $0.contains(Self.secret) })
    }
  }
}
