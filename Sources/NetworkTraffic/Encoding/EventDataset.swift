/// What an event is about: `event.dataset`, and what follows from it.
package enum EventDataset: UInt8, CaseIterable, Sendable {
  case sip, flow, http, tls, call, rtp, sctp

  /// The members of `event` that follow from it: one text, as each event has them.
  ///
  /// `category` and `type` are absent of SIP messages, which are like those of logs.
  var members: StaticString {
    switch self {
    case .sip:
      #""action":"sip-message","kind":"event","module":"genesys","dataset":"genesys.sip""#
    case .flow:
      #""action":"network-flow","kind":"event","module":"genesys","dataset":"genesys.flow","category":["network"],"type":["connection","end"]"#
    case .http:
      #""action":"http-request","kind":"event","module":"genesys","dataset":"genesys.http","category":["network"],"type":["protocol"]"#
    case .tls:
      #""action":"tls-handshake","kind":"event","module":"genesys","dataset":"genesys.tls","category":["network"],"type":["connection","start"]"#
    case .call:
      #""action":"sip-call","kind":"event","module":"genesys","dataset":"genesys.call","category":["network"],"type":["connection","end"]"#
    case .rtp:
      #""action":"rtp-stream","kind":"event","module":"genesys","dataset":"genesys.rtp","category":["network"],"type":["connection","end"]"#
    case .sctp:
      #""action":"sctp-message","kind":"event","module":"genesys","dataset":"genesys.sctp","category":["network"],"type":["protocol"]"#
    }
  }
}
