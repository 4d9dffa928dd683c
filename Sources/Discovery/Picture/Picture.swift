/// Who talks to whom, as boxes and arrows: what all drawings are made of.
///
/// Hosts that are alike (phones, mostly: the same services of their own, the same ones used) are one box, and what would
/// be too many boxes is left out, the quiet ones first.
struct Picture {
  /// What a line stands for, which gives its colour.
  enum Tone: String, CaseIterable {
    case sip, http, tls, media, genesys, other

    /// What a legend calls it.
    var label: String {
      switch self {
      case .sip: "SIP"
      case .http: "HTTP"
      case .tls: "TLS"
      case .media: "media"
      case .genesys: "evidence of Genesys"
      case .other: "other"
      }
    }
  }

  /// A service in its host's box.
  struct Row {
    /// `5060 udp sip`.
    let text: String
    /// What it says that it is; may be empty.
    let detail: String
    let tone: Tone
  }

  /// A host, or hosts that are alike.
  struct Node {
    /// The name, or the address.
    let title: String
    /// The address where the title is a name, or how many hosts it is.
    let subtitle: String
    var rows: [Row]
    /// Services that have no row.
    var hiddenRows = 0
    /// The hosts.
    let addresses: [HostAddress]
  }

  /// An arrow from a client to a service.
  struct Edge {
    let from: Int
    /// The client's own row, where both ask each other.
    var fromRow: Int?
    let to: Int
    let toRow: Int?
    let tone: Tone
    /// Whether it points both ways.
    var isMutual: Bool
    var figures: ServiceUse

    /// Whether something went wrong.
    var hasFaults: Bool { figures.errors > 0 || figures.unreached > 0 }
  }

  /// More boxes than can be looked at.
  static let maxNodes = 60
  /// More lines than can be told apart.
  static let maxEdges = 400
  /// More rows than a box has room for.
  static let maxRows = 12

  private(set) var nodes: [Node] = []
  private(set) var edges: [Edge] = []
  /// Hosts that have no box.
  private(set) var hiddenHosts = 0
  /// Arrows that are not drawn.
  private(set) var hiddenEdges = 0

  /// Draws what a report says.
  init(_ report: DiscoveryReport) {
    var builder = PictureBuilder(report)
    builder.build()
    nodes = builder.nodes
    edges = builder.edges
    hiddenHosts = builder.hiddenHosts
    hiddenEdges = builder.hiddenEdges
  }

  /// What is left out: `41 hosts and 3 lines more`; nil if nothing is.
  var rest: String? {
    var parts: [String] = []
    if hiddenHosts > 0 { parts.append(Plural.of(hiddenHosts, "host")) }
    if hiddenEdges > 0 { parts.append(Plural.of(hiddenEdges, "line")) }
    return parts.isEmpty ? nil : parts.joined(separator: " and ") + " more"
  }
}

extension Picture.Edge {
  /// What the arrow is about, in a few words: `sip, 12 calls, 2 errors`.
  var label: String {
    var parts: [String] = []
    if figures.calls > 0 { parts.append(Plural.of(figures.calls, "call")) }
    if figures.calls == 0, figures.requests > 0 {
      parts.append(Plural.of(figures.requests, "request"))
    }
    if figures.bytes.total > 0 { parts.append(Volume.of(figures.bytes.total)) }
    if figures.errors > 0 { parts.append(Plural.of(figures.errors, "error")) }
    if figures.unreached > 0 { parts.append("\(figures.unreached) not accepted") }
    return parts.joined(separator: ", ")
  }
}

extension Picture.Tone {
  /// The tone of protocols and of evidence.
  init(_ protocols: TextSet, hasEvidence: Bool, isMedia: Bool) {
    if isMedia {
      self = .media
    } else if protocols.texts.contains("sip") {
      self = .sip
    } else if hasEvidence {
      self = .genesys
    } else if protocols.texts.contains("http") || protocols.texts.contains("websocket") {
      self = .http
    } else if protocols.texts.contains("tls") {
      self = .tls
    } else {
      self = .other
    }
  }
}
