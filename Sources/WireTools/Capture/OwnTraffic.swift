import Delivery
import Glibc
import Pipeline

/// The program's own deliveries, which are not captured: each would make an event, and that another delivery.
enum OwnTraffic {
  /// What to leave out, as pcap-filter(7) has it; nil if events go to no server.
  ///
  /// - Parameter warn: told of names that have no address now.
  static func filter(_ servers: [ServerOptions], warn: (String) -> Void) -> String? {
    var parts: [String] = []
    for server in servers {
      let urls =
        server.settings.proxy.map { [$0.url] } ?? server.name.split(separator: ",").map(String.init)
      for url in urls {
        guard let (host, port) = split(url) else { continue }
        let addresses = addresses(of: host)
        if addresses.isEmpty {
          warn(
            "\(host): has no address now, so that deliveries to it are captured too\n"
              + "help: leave them out: --filter 'not tcp port \(port)'")
        }
        parts += addresses.map { "(host \($0) and tcp port \(port))" }
      }
    }
    var seen: Set<String> = []
    let unique = parts.filter { seen.insert($0).inserted }
    return unique.isEmpty ? nil : unique.joined(separator: " or ")
  }

  /// The host and the port of a URL.
  private static func split(_ url: String) -> (host: String, port: String)? {
    guard let mark = url.firstRange(of: "://") else { return nil }
    let rest = url[mark.upperBound...].prefix { $0 != "/" }
    guard let colon = rest.lastIndex(of: ":") else { return nil }
    let port = rest[rest.index(after: colon)...]
    guard UInt16(port) != nil else { return nil }
    let host = rest[..<colon].filter { $0 != "[" && $0 != "]" }
    return (host, String(port))
  }

  /// The addresses that a name has now.
  private static func addresses(of host: String) -> [String] {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var first: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, nil, &hints, &first) == 0 else { return [] }
    defer { freeaddrinfo(first) }
    var found: [String] = []
    var next = first
    while let entry = next?.pointee {
      var name = [CChar](repeating: 0, count: Int(NI_MAXHOST))
      let outcome = getnameinfo(
        entry.ai_addr, entry.ai_addrlen, &name, socklen_t(name.count), nil, 0, NI_NUMERICHOST)
      if outcome == 0 {
        let text = String(
          decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        // The zone of a link's own address is no part of it in a filter.
        found.append(String(text.prefix { $0 != "%" }))
      }
      next = entry.ai_next
    }
    return found
  }
}
