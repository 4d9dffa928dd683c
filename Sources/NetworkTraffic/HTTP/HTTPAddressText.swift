import Event
import PacketCapture
import WireDecoder

/// Writes what a request asks for, without its secrets.
struct HTTPAddressText {
  /// The head.
  private let bytes: [UInt8]
  private let target: Range<Int>
  private let address: HTTPAddress
  /// The server, where neither the target nor Host names one (RFC 9112 s 3.3).
  private let server: Endpoint

  /// Takes a request apart; nil for an answer.
  init?(_ request: HTTPMessage, server: Endpoint) {
    guard let target = request.head.target,
      let address = HTTPAddress(request.bytes.span, request.head)
    else { return nil }
    bytes = request.bytes
    self.target = target
    self.address = address
    self.server = server
  }

  /// Appends the whole URL, or what CONNECT asks for, as the inside of a JSON string.
  func appendFull(to out: inout JSONBuffer) {
    if address.isAuthority || address.scheme != nil {
      return HTTPSecrets.append(url: bytes.span, target, to: &out)
    }
    out.append("http://")
    if let authority = address.authority {
      out.append(escaping: bytes.span, authority)
    } else {
      appendServer(to: &out)
    }
    // The path's or the asterisk's form.
    if address.path != nil { HTTPSecrets.append(url: bytes.span, target, to: &out) }
  }

  /// Appends the member `url`.
  func append(to out: inout JSONBuffer) {
    out.append(#","url":{"original":""#)
    HTTPSecrets.append(url: bytes.span, target, to: &out)
    if !address.isAuthority {
      out.append(#"","full":""#)
      appendFull(to: &out)
      out.append(#"","scheme":""#)
      if let scheme = address.scheme {
        out.append(escaping: bytes.span, scheme)
      } else {
        out.append("http")
      }
    }
    out.append(#"","domain":""#)
    if let domain = address.domain {
      out.append(escaping: bytes.span, domain)
    } else {
      out.append(server.address)
    }
    out.append(UInt8(ascii: "\""))
    if let port = address.port ?? (address.domain == nil ? Int(server.port) : nil) {
      out.append(#","port":"#)
      out.append(integer: Int64(port))
    }
    if let path = address.path {
      out.append(#","path":""#)
      HTTPSecrets.append(url: bytes.span, path, to: &out)
      out.append(UInt8(ascii: "\""))
    }
    if let query = address.query {
      out.append(#","query":""#)
      HTTPSecrets.append(form: bytes.span, query, to: &out)
      out.append(UInt8(ascii: "\""))
    }
    out.append(UInt8(ascii: "}"))
  }

  private func appendServer(to out: inout JSONBuffer) {
    let isV6 = server.address.v4 == nil
    if isV6 { out.append(UInt8(ascii: "[")) }
    out.append(server.address)
    if isV6 { out.append(UInt8(ascii: "]")) }
    guard server.port != 80 else { return }
    out.append(UInt8(ascii: ":"))
    out.append(integer: Int64(server.port))
  }
}
