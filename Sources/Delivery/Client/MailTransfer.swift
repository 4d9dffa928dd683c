import CCurl

/// Sends mail over SMTP (RFC 5321), by libcurl; it belongs to the thread that made it.
package final class MailTransfer {
  /// How the connection is made safe.
  package enum Security: String, Sendable, CaseIterable {
    /// TLS from the first byte: `smtps`.
    case tls
    /// TLS asked for by STARTTLS (RFC 3207), and no mail without it.
    case startTLS = "starttls"
    /// STARTTLS where the server offers it.
    case opportunistic
    /// None.
    case none
  }

  /// A server for mail, and how it lets one in.
  package struct Server: Sendable, Equatable {
    /// Its name or address.
    package var host: String
    /// Its port; nil for the usual one, 465 with ``Security/tls``, else 25.
    package var port: Int?
    /// How the connection is made safe.
    package var security: Security
    /// Who logs in; nil for nobody.
    package var user: String?
    /// The password.
    package var password: String?
    /// Whom to trust, where TLS is spoken.
    package var tls: TLSSettings

    /// Describes a server.
    package init(
      host: String, port: Int? = nil, security: Security = .opportunistic, user: String? = nil,
      password: String? = nil, tls: TLSSettings = TLSSettings()
    ) {
      self.host = host
      self.port = port
      self.security = security
      self.user = user
      self.password = password
      self.tls = tls
    }

    var url: String {
      let name = host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host
      let port = port ?? (security == .tls ? 465 : 25)
      return "\(security == .tls ? "smtps" : "smtp")://\(name):\(port)"
    }
  }

  private let handle: UnsafeMutableRawPointer
  private let words: UnsafeMutablePointer<CChar>
  private let secrets: Secrets
  private var message: [UInt8] = []
  private var place = 0

  /// Prepares for a server, to which nothing is sent yet; nil if there is no memory.
  package init?(_ server: Server) {
    guard let handle = CurlLibrary.makeHandle() else { return nil }
    self.handle = handle
    var secrets = Secrets()
    secrets.add(server.password, server.tls.keyPassword)
    self.secrets = secrets
    words = .allocate(capacity: Int(CURL_ERROR_SIZE))
    words.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    genlog_curl_set_pointer(handle, CURLOPT_ERRORBUFFER, words)
    set(CURLOPT_URL, server.url)
    set(CURLOPT_PROTOCOLS_STR, "smtp,smtps")
    set(CURLOPT_NOSIGNAL, 1)
    set(CURLOPT_CONNECTTIMEOUT_MS, 10_000)
    set(CURLOPT_TIMEOUT_MS, 60_000)
    set(CURLOPT_USE_SSL, Int(server.security.level.rawValue))
    TLSTrust(settings: server.tls).apply(to: handle)
    if let user = server.user {
      set(CURLOPT_USERNAME, user)
      set(CURLOPT_PASSWORD, server.password ?? "")
    }
    genlog_curl_set_reader(handle, CURLOPT_READFUNCTION) { bytes, size, count, context in
      guard let bytes, let context else { return 0 }
      let transfer = Unmanaged<MailTransfer>.fromOpaque(context).takeUnretainedValue()
      return transfer.fill(bytes, size * count)
    }
    genlog_curl_set_pointer(
      handle, CURLOPT_READDATA, Unmanaged.passUnretained(self).toOpaque())
    set(CURLOPT_UPLOAD, 1)
  }

  deinit {
    curl_easy_cleanup(handle)
    words.deallocate()
  }

  /// Sends a message (RFC 5322, lines that end with CR LF), and waits until the server has taken it.
  ///
  /// - Returns: why it was not taken and the server's last code, 0 where there was none; nil if it was.
  package func send(
    from: String, to recipients: [String], _ message: [UInt8]
  ) -> (text: String, status: Int)? {
    self.message = message
    place = 0
    words[0] = 0
    set(CURLOPT_MAIL_FROM, "<\(from)>")
    let list = recipients.reduce(nil) { list, name -> UnsafeMutablePointer<curl_slist>? in
      curl_slist_append(list, "<\(name)>") ?? list
    }
    defer { curl_slist_free_all(list) }
    genlog_curl_set_list(handle, CURLOPT_MAIL_RCPT, list)
    let code = curl_easy_perform(handle)
    genlog_curl_set_list(handle, CURLOPT_MAIL_RCPT, nil)
    if code == CURLE_OK { return nil }
    var status = 0
    genlog_curl_get_long(handle, CURLINFO_RESPONSE_CODE, &status)
    let text = words[0] == 0 ? String(cString: curl_easy_strerror(code)) : String(cString: words)
    return (secrets.scrubbed(text), status)
  }

  private func fill(_ bytes: UnsafeMutablePointer<CChar>, _ room: Int) -> Int {
    let count = min(room, message.count - place)
    message.withUnsafeBytes { all in
      UnsafeMutableRawBufferPointer(start: bytes, count: room)
        .copyMemory(from: UnsafeRawBufferPointer(rebasing: all[place..<place + count]))
    }
    place += count
    return count
  }

  private func set(_ option: CURLoption, _ value: Int) {
    genlog_curl_set_long(handle, option, value)
  }

  private func set(_ option: CURLoption, _ value: String) {
    genlog_curl_set_text(handle, option, value)
  }
}

extension MailTransfer.Security {
  fileprivate var level: curl_usessl {
    switch self {
    case .tls, .none: CURLUSESSL_NONE
    case .startTLS: CURLUSESSL_ALL
    case .opportunistic: CURLUSESSL_TRY
    }
  }
}
