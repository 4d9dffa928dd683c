import Event
import GenesysLog

/// Dumps of messages: their attributes are sound JSON, or none.
final class DumpTarget: FuzzTarget {
  static let name = "dumps"
  static let logPrefix: Int? = 2
  static let words = [
    "\n\tAttribute", "\n\t\t'A'\t", "(list)", "\n\t\t\t", "refid(1)\t", "[14] 00 02 01..",
    "2 [Inbound]", "\n  attr: SATRCFG_A  value: ", "\n  Filter :\n   key: ", "type:    [String]",
    "Query  : ", " [long] = ", "KVList:", "ComplexClass(T):", "METRIC <a ", " sid='", "' />",
    "message Event", " received from ", " sent to ", "\n\tattr MAttribute\ttype int\tvalue 1",
  ]
  static let seeds = [
    """
    \u{0}\u{10}message EventRinging
    \tAttributeConnID\t006c02462a161006
    \tAttributeThisDN\t'7001'
    \tAttributeUserData\t[149] 00 03 03 00..
    \t\t'A:B'(list) 'C'\t'D'
    \t\t\t'Node'\t'it's
    two lines'
    \t\t'RTR'\t115
    \trefid(1)\t1
    """,
    """
    \u{0}\u{0}  attr: IATRCFG_OBJECTTYPE          value:   9 [CfgApplication]
      attr: SATRCFG_APPNAME             value:   "DBS
    OCS"
      Filter :
       key: name                        type:    [String], value : default
      Query  : CfgApplication[ (@name = 'default')]
    \tattr MAttributeResult\ttype int\tvalue 1
    """,
    """
    \u{0}\u{0}'EventOnHook' ('87')
    AttributeConnID [long] = 00890
    Time            = ComplexClass(TimeStamp):
    \tAttributeTimeinSecs [int] = 1420644031
    AttributeUserData [bstr] = KVList:\u{20}
    \t\t'ActivityID' [str] = "1-XXXXXX"
    \t\t'List' [list] = KVList:
    \t\t\t'Node' [float] = 27.2
    """,
    "\u{0}\u{0}METRIC <eval_expr sid='S1' expression='v = f('a', 'b').up();' result='' />",
    "\u{0}\u{0}request to 65200(TServer) message RequestX\n\tAttributeThisDN\t'1'",
  ].map { Array($0.utf8) }

  private var tLibrary = TLibraryDecoder()
  private var configuration = ConfigurationDecoder()
  private var platform = PlatformDecoder()
  private var metric = MetricDecoder()
  private var extractor = BracketExtractor()
  private var buffer = JSONBuffer()

  init() {}

  func run(_ input: [UInt8]) {
    guard input.count > 2 else { return }
    let bytes = Array(input[2...])
    // Places that are none of the text are as harmless.
    let start = Int(input[1] & 0x7F)
    let members = start..<max(start, bytes.count + (input[0] == 255 ? 9 : 0))
    _ = MessageTitle.find(bytes.span, head: 0..<start, members: members)
    _ = tLibrary.decode(bytes.span, members: members)
    holdFields { tLibrary.appendAttributes(bytes.span, to: &$0) }
    holdFields { tLibrary.appendNames(bytes.span, to: &$0) }
    _ = configuration.decode(bytes.span, members: members)
    holdFields { configuration.append(bytes.span, to: &$0) }
    _ = platform.decode(bytes.span, members: members)
    holdFields { platform.appendAttributes(bytes.span, to: &$0) }
    holdFields { platform.appendNames(bytes.span, to: &$0) }
    _ = metric.decode(bytes.span, members)
    holdFields { metric.append(bytes.span, to: &$0) }
    let count = extractor.extract(bytes.span)
    hold(count == extractor.pairs.count, "\(count) pairs")
    var name: [UInt8] = []
    for pair in extractor.pairs {
      hold(!pair.value.isEmpty && pair.value.upperBound <= bytes.count, "a pair outside the text")
      BracketExtractor.appendName(of: pair.key, in: bytes.span, to: &name)
    }
  }

  /// Holds that what is appended is nothing or an object.
  private func holdFields(_ append: (inout JSONBuffer) -> Bool) {
    buffer.removeAll()
    let hasFields = append(&buffer)
    hold(hasFields == (buffer.count > 0), "says \(hasFields) of \(buffer.text())")
    if hasFields { holdObject(buffer.text().utf8, "dump") }
  }
}
