import PacketCapture

/// Signs that a flow carries one of the protocols of Genesys servers.
///
/// How these protocols look on the wire is not published, and nothing here decodes them. A sign is a text
/// that stands readable in the payload: a word of the client libraries, the name of an event or request, the
/// name of a server. A port that a server often has is a weaker one, and is said to be that.
enum GenesysSigns {
  /// A text, and what it is the sign of.
  struct Sign {
    let text: StaticString
    /// `network.application`; nil where the text is that of several.
    let application: StaticString?
    /// Whether the text may go on: `MSGCFG_GETSERVERPROTOCOL`.
    var isBeginning = false
  }

  /// The texts, at most 64; the stronger ones first.
  static let all: [Sign] = telephony + configuration + names

  /// How many signs an event names.
  static let maxNamed = 8
  /// How much of a payload is searched.
  private static let maxSearched = 2048

  private static let telephony: [Sign] =
    [
      "tserver protocol", "AttributeThisDN", "AttributeConnID", "EventRinging", "EventEstablished",
      "EventDialing", "EventAbandoned", "EventPartyChanged", "EventPartyAdded", "EventPartyDeleted",
      "EventRouteRequest", "EventRouteUsed", "EventAttachedDataChanged", "EventServerInfo",
      "EventLinkConnected", "EventLinkDisconnected", "EventAddressInfo", "EventDiverted",
      "EventAgentLogin", "EventAgentReady", "EventAgentNotReady", "RequestRegisterAddress",
      "RequestMakeCall", "RequestAnswerCall", "RequestReleaseCall", "RequestRouteCall",
      "RequestAttachUserData", "RequestAgentLogin", "RequestQueryAddress",
    ].map { Sign(text: $0, application: "t-library") }

  private static let configuration: [Sign] = [
    Sign(text: "cfglib", application: "configuration"),
    Sign(text: "MSGCFG_", application: "configuration", isBeginning: true),
    Sign(text: "SATRCFG_", application: "configuration", isBeginning: true),
    Sign(text: "CfgApplication", application: "configuration"),
    Sign(text: "CfgPerson", application: "configuration"),
    Sign(text: "CfgTenant", application: "configuration"),
    Sign(text: "CfgHost", application: "configuration"),
  ]

  private static let names: [Sign] = [
    Sign(text: "T-Server", application: nil),
    Sign(text: "TServer", application: nil, isBeginning: true),
    Sign(text: "StatServer", application: nil),
    Sign(text: "Stat_Server", application: nil, isBeginning: true),
    Sign(text: "confserv", application: nil),
    Sign(text: "SIP_Server", application: nil, isBeginning: true),
    Sign(text: "GCTI", application: nil, isBeginning: true),
    Sign(text: "Genesys", application: nil, isBeginning: true),
    Sign(text: "genesys", application: nil, isBeginning: true),
  ]

  /// By the first byte of their texts: the places of the signs.
  private static let byFirst: [[Int]] = (0..<256).map { byte in
    all.indices.filter { Int(all[$0].text.utf8Start.pointee) == byte }
  }

  /// The signs in a payload, a bit for each.
  static func search(_ bytes: Span<UInt8>) -> UInt64 {
    var found: UInt64 = 0
    var isWithinWord = false
    for place in 0..<min(bytes.count, maxSearched) {
      let byte = bytes[place]
      let isOfWord = isWord(byte)
      defer { isWithinWord = isOfWord }
      guard isOfWord, !isWithinWord else { continue }
      for index in byFirst[Int(byte)] where stands(all[index], bytes, at: place) {
        found |= 1 << UInt64(index)
      }
    }
    return found
  }

  private static func stands(_ sign: Sign, _ bytes: Span<UInt8>, at place: Int) -> Bool {
    guard PayloadBytes.has(sign.text, bytes, at: place) else { return false }
    if sign.isBeginning { return true }
    return PayloadBytes.byte(bytes, place + sign.text.utf8CodeUnitCount).map { !isWord($0) } ?? true
  }

  @inline(__always)
  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }

  /// What often listens at a port; nil for other ports.
  static func usual(at port: UInt16) -> StaticString? {
    switch port {
    case 2020: "port 2020: often Configuration Server"
    case 4040: "port 4040: often DB Server"
    case 4999: "port 4999: often Local Control Agent"
    case 7260: "port 7260: often the license server"
    default: nil
    }
  }
}
