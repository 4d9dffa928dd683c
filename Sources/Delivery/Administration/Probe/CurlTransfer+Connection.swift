import CCurl

extension CurlTransfer {
  /// No sound chain is longer.
  private static var mostCertificates: Int { 32 }
  /// No certificate has more to say that matters.
  private static var mostLines: Int { 200 }

  /// The address and port at the other end, `192.0.2.1:9200`; empty if there was no connection.
  var peer: String {
    var text: UnsafePointer<CChar>?
    guard genlog_curl_get_text(handle, CURLINFO_PRIMARY_IP, &text) == CURLE_OK, let text else {
      return ""
    }
    let address = String(cString: text)
    var port = 0
    genlog_curl_get_long(handle, CURLINFO_PRIMARY_PORT, &port)
    if address.isEmpty || port <= 0 { return address }
    return address.contains(":") ? "[\(address)]:\(port)" : "\(address):\(port)"
  }

  /// OpenSSL's code of what is wrong with the certificates (openssl/x509_vfy.h); 0 for nothing.
  var verification: Int {
    var code = 0
    genlog_curl_get_long(handle, CURLINFO_SSL_VERIFYRESULT, &code)
    return code
  }

  /// The certificates that the host showed, its own first.
  func shownCertificates() -> [ShownCertificate] {
    var info: UnsafeMutablePointer<curl_certinfo>?
    guard genlog_curl_get_certificates(handle, &info) == CURLE_OK, let info,
      let lists = info.pointee.certinfo
    else { return [] }
    let count = min(Int(max(info.pointee.num_of_certs, 0)), CurlTransfer.mostCertificates)
    return (0..<count).map { index in
      var certificate = ShownCertificate()
      var line = lists[index]
      var number = 0
      while let current = line, number < CurlTransfer.mostLines {
        certificate.note(String(cString: current.pointee.data))
        line = current.pointee.next
        number += 1
      }
      return certificate
    }
  }
}
