import CCurl

/// libcurl's codes, sorted by what can be done.
enum CurlFault {
  /// Whether trying again is of no use: certificates and options do not change by themselves.
  static func isFinal(_ code: UInt32) -> Bool {
    [
      CURLE_UNSUPPORTED_PROTOCOL, CURLE_URL_MALFORMAT, CURLE_SSL_CONNECT_ERROR,
      CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CACERT_BADFILE,
      CURLE_SSL_CIPHER, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS,
    ].contains { $0.rawValue == code }
  }

  /// What to do about a fault; nil where nothing can be said.
  static func help(_ code: UInt32) -> String? {
    if isFinal(code) { return DeliveryError.certificateHelp }
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST.rawValue:
      return "check the name of the host, and the system's DNS"
    case CURLE_COULDNT_RESOLVE_PROXY.rawValue:
      return "check the proxy's name in https_proxy or http_proxy"
    case CURLE_COULDNT_CONNECT.rawValue: return "check that it is running, its port, and firewalls"
    default: return nil
    }
  }
}
