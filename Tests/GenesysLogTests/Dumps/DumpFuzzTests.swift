import Event
import GenesysLog
import Testing

@Suite("Dumps, of any bytes")
struct DumpFuzzTests {
  @Test("whatever the bytes, the attributes of a T-Library message are sound JSON, or none")
  func tLibraryMessages() {
    var numbers = SeededNumbers(seed: 11)
    var decoder = TLibraryDecoder()
    for round in 0..<20_000 {
      let bytes =
        round % 2 == 0
        ? randomDump(&numbers) : mutated(Array(DumpFuzzTests.tLibraryMessage.utf8), &numbers)
      let start = Int.random(in: -3...bytes.count + 3, using: &numbers)
      let reading = TLibraryReading(
        bytes, round % 5 == 0 ? start..<bytes.count + 9 : nil, with: &decoder)
      check(reading.json, bytes)
      check(reading.names, bytes)
    }
  }

  @Test("whatever the bytes, the messages of other servers are sound JSON, or none")
  func otherMessages() {
    var numbers = SeededNumbers(seed: 12)
    var configuration = ConfigurationDecoder()
    var platform = PlatformDecoder()
    var metric = MetricDecoder()
    var buffer = JSONBuffer()
    for round in 0..<15_000 {
      let message = DumpFuzzTests.otherMessages[round % 3]
      let bytes =
        round % 4 == 0 ? randomDump(&numbers) : mutated(Array(message.utf8), &numbers)
      let members =
        round % 5 == 0
        ? Int.random(in: -3...bytes.count, using: &numbers)..<bytes.count + 9 : 0..<bytes.count
      buffer.removeAll()
      _ = configuration.decode(bytes.span, members: members)
      configuration.append(bytes.span, to: &buffer)
      check(buffer.text(), bytes)
      buffer.removeAll()
      _ = platform.decode(bytes.span, members: members)
      platform.appendAttributes(bytes.span, to: &buffer)
      check(buffer.text(), bytes)
      buffer.removeAll()
      platform.appendNames(bytes.span, to: &buffer)
      check(buffer.text(), bytes)
      buffer.removeAll()
      _ = metric.decode(bytes.span, members)
      metric.append(bytes.span, to: &buffer)
      check(buffer.text(), bytes)
    }
  }

  @Test("an object with a key twice is not sound")
  func twins() {
    #expect(!isSoundObject(Array(#"{"a":{"b":1,"b":2}}"#.utf8)))
    #expect(isSoundObject(Array(#"{"a":{"b":1,"c":["b",{"b":2}]}}"#.utf8)))
  }

  private func check(_ json: String, _ bytes: [UInt8]) {
    #expect(json.isEmpty || isSoundObject(Array(json.utf8)), "\(json) of \(bytes)")
  }

  static let tLibraryMessage = """
    \tAttributeConnID\t006c02462a161006
    \tAttributeThisDN\t'7001'
    \tAttributeCallType\t2 [Inbound]
    \tAttributeUserData\t[149] 00 03 03 00..
    \t\t'ORSI:Cluster1'(list) 'Session'\t'00PN8M303SBR7E9P+'
    \t\t\t'Node'\t'272'
    \t\t\t'Node'\t'it's
    two lines'
    \t\t'RTR'\t115
    \t\t'RTR'\t-3
    \tAttributeReason\t[14] 00 01 01 00..
    \t\t'RTR'\t116
    \trefid(1)\t1
    """

  static let otherMessages = [
    """
      MSGCFG_GETOBJECTINFO
      attr: IATRCFG_OBJECTTYPE          value:   9 [CfgApplication]
      attr: SATRCFG_APPNAME             value:   "DBS
    OCS"
      Filter :
       key: name                        type:    [String], value : default
      Query  : CfgApplication[ (@name = 'default')]
    \tattr MAttributeResult\ttype int\tvalue 1
    """,
    """
    'EventOnHook' ('87')
    AttributeConnID [long] = 00890
    Time            = ComplexClass(TimeStamp):
    \tAttributeTimeinSecs [int] = 1420644031
    AttributeUserData [bstr] = KVList:\u{20}
    \t\t'ActivityID' [str] = "1-XXXXXX"
    \t\t'List' [list] = KVList:
    \t\t\t'Node' [float] = 27.2
    AttributeCallType [int] = 2 [Inbound]
    """,
    "METRIC <eval_expr sid='S1' expression='v = f('a', 'b').up();' result='' />",
  ]
}
