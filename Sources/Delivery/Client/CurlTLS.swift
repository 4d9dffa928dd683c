import CCurl

extension TLSTrust {
  /// Sets up a handle of libcurl to trust whom this trusts, and to show who we are.
  func apply(to handle: UnsafeMutableRawPointer) {
    genlog_curl_set_long(handle, CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
    if let authorities {
      trustFile(nil, handle)
      trustOnly(authorities, handle)
    } else if let path = settings.authorityPath {
      trustFile(path, handle)
    }
    if let path = settings.certificatePath {
      genlog_curl_set_text(handle, CURLOPT_SSLCERT, path)
      genlog_curl_set_text(handle, CURLOPT_SSLKEY, settings.keyPath ?? path)
      // Without any OpenSSL asks on the terminal.
      genlog_curl_set_text(handle, CURLOPT_KEYPASSWD, settings.keyPassword ?? "")
    }
    let verification = settings.verification
    genlog_curl_set_long(handle, CURLOPT_SSL_VERIFYPEER, verification == .none ? 0 : 1)
    genlog_curl_set_long(handle, CURLOPT_SSL_VERIFYHOST, verification == .full ? 2 : 0)
  }

  /// Trusts a file of certificates instead of the system's; and not besides the system's folder of them,
  /// which Debian's libcurl knows too.
  private func trustFile(_ path: String?, _ handle: UnsafeMutableRawPointer) {
    genlog_curl_set_text(handle, CURLOPT_CAINFO, path)
    genlog_curl_set_text(handle, CURLOPT_CAPATH, nil)
  }

  private func trustOnly(_ certificates: [UInt8], _ handle: UnsafeMutableRawPointer) {
    var certificates = certificates
    certificates.withUnsafeMutableBytes { bytes in
      var blob = curl_blob(
        data: bytes.baseAddress, len: bytes.count, flags: UInt32(CURL_BLOB_COPY))
      genlog_curl_set_blob(handle, CURLOPT_CAINFO_BLOB, &blob)
    }
  }
}

extension ProxySettings {
  /// Sets up a handle of libcurl to go through this proxy.
  func apply(to handle: UnsafeMutableRawPointer) {
    genlog_curl_set_text(handle, CURLOPT_PROXY, url)
    // It was asked for, so `no_proxy` does not count.
    genlog_curl_set_text(handle, CURLOPT_NOPROXY, "")
    if let user { genlog_curl_set_text(handle, CURLOPT_PROXYUSERNAME, user) }
    if let password { genlog_curl_set_text(handle, CURLOPT_PROXYPASSWORD, password) }
  }
}
