import CCurl

extension TLSSettings {
  /// Sets up a handle of libcurl to trust whom these settings trust.
  func apply(to handle: UnsafeMutableRawPointer) {
    genlog_curl_set_long(handle, CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
    if let path = authorityPath { genlog_curl_set_text(handle, CURLOPT_CAINFO, path) }
    if let path = certificatePath { genlog_curl_set_text(handle, CURLOPT_SSLCERT, path) }
    if let path = keyPath ?? certificatePath { genlog_curl_set_text(handle, CURLOPT_SSLKEY, path) }
    if isInsecure {
      genlog_curl_set_long(handle, CURLOPT_SSL_VERIFYPEER, 0)
      genlog_curl_set_long(handle, CURLOPT_SSL_VERIFYHOST, 0)
    }
  }
}
