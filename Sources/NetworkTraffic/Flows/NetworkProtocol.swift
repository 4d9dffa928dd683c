/// What flows carry: `network.protocol`.
enum NetworkProtocol: UInt8 {
  case sip, http, webSocket, rtp, rtcp, stun, dns, dhcp, ntp, syslog, snmp, quic, mgcp
  case ssh, smtp, ftp, pop3, imap, ldap, smb, redis, postgresql, mysql, tds, tns

  /// Its name, as ECS and other tools have it.
  var name: StaticString {
    switch self {
    case .sip: "sip"
    case .http: "http"
    case .webSocket: "websocket"
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
