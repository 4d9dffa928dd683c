import Glibc

/// What keeps a program from being watched.
package enum MonitoringError: Error, Equatable {
  /// The address cannot be listened at; `code` is the system's errno.
  case cannotListen(address: String, code: Int32)
}

extension MonitoringError: CustomStringConvertible {
  /// The error in words: where, what, and what to do.
  package var description: String {
    switch self {
    case .cannotListen(let address, let code):
      let words = String(cString: strerror(code))
      let reason = words.prefix(1).lowercased() + words.dropFirst()
      let help =
        switch code {
        case EADDRINUSE: "choose another port, or find who has this one: ss -ltnp"
        case EACCES: "ports below 1024 are for root; choose a higher one"
        case EADDRNOTAVAIL: "choose an address of this machine: ip address"
        default: "choose another address"
        }
      return "\(address): cannot be listened at: \(reason)\nhelp: \(help)"
    }
  }
}
