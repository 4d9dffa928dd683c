/// What flows carry: `network.protocol`.
enum NetworkProtocol: UInt8 {
  case sip, http, webSocket, tls, dtls, rtp, rtcp, stun, dns, dhcp, ntp, syslog, snmp, quic, mgcp
  case iua, m2ua, m3ua, sua, m2pa, h248, s1ap, diameter, ngap
  case ssh, smtp, ftp, pop3, imap, ldap, smb, redis, postgresql, mysql, tds, tns

  /// Its name, as ECS and other tools have it.
  var name: StaticString {
    switch self {
    case .sip: "sip"
    case .http: "http"
    case .webSocket: "websocket"
    case .tls: "tls"
    case .dtls: "dtls"
    case .rtp: "rtp"
    case .rtcp: "rtcp"
    case .stun: "stun"
    case .dns: "dns"
    case .dhcp: "dhcp"
    case .ntp: "ntp"
    case .syslog: "syslog"
    case .snmp: "snmp"
    case .quic: "quic"
    case .mgcp: "mgcp"
    case .iua: "iua"
    case .m2ua: "m2ua"
    case .m3ua: "m3ua"
    case .sua: "sua"
    case .m2pa: "m2pa"
    case .h248: "h248"
    case .s1ap: "s1ap"
    case .diameter: "diameter"
    case .ngap: "ngap"
    case .ssh: "ssh"
    case .smtp: "smtp"
    case .ftp: "ftp"
    case .pop3: "pop3"
    case .imap: "imap"
    case .ldap: "ldap"
    case .smb: "smb"
    case .redis: "redis"
    case .postgresql: "postgresql"
    case .mysql: "mysql"
    case .tds: "tds"
    case .tns: "tns"
    }
  }

  /// Whether its server greets with a line that names it.
  var hasGreeting: Bool {
    switch self {
    case .ssh, .smtp, .ftp, .pop3, .imap: true
    default: false
    }
  }
}
