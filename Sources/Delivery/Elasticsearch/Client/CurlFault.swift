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
}
