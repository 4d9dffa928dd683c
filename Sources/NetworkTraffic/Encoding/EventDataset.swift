/// What an event is about: `event.dataset`, and what follows from it.
package enum EventDataset: UInt8, CaseIterable, Sendable {
  case sip, flow, http, tls, call, rtp, sctp

  /// `event.dataset`, as a member.
  var member: StaticString {
    switch self {
    case .sip: #""dataset":"genesys.sip""#
    case .flow: #""dataset":"genesys.flow""#
    case .http: #""dataset":"genesys.http""#
    case .tls: #""dataset":"genesys.tls""#
    case .call: #""dataset":"genesys.call""#
    case .rtp: #""dataset":"genesys.rtp""#
    case .sctp: #""dataset":"genesys.sctp""#
    }
  }

  /// `event.action`.
  var action: StaticString {
    switch self {
    case .sip: "sip-message"
    case .flow: "network-flow"
    case .http: "http-request"
    case .tls: "tls-handshake"
    case .call: "sip-call"
    case .rtp: "rtp-stream"
    case .sctp: "sctp-message"
    }
  }

  /// `event.category` and `event.type`, as members; empty for SIP messages, which are like those of logs.
  var categories: StaticString {
    switch self {
    case .sip: ""
    case .flow, .call, .rtp: #","category":["network"],"type":["connection","end"]"#
    case .tls: #","category":["network"],"type":["connection","start"]"#
    case .http, .sctp: #","category":["network"],"type":["protocol"]"#
    }
  }
}
