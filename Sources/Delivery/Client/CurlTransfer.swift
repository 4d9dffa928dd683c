import CCurl

/// One request at a time over libcurl, and its reply; used again for the next request.
///
/// It belongs to the thread that made it. libcurl keeps its address while a request runs.
final class CurlTransfer {
  /// How a request ended that got no reply.
  struct Fault: Sendable, Equatable {
    /// libcurl's code.
    let code: UInt32
    /// libcurl's words.
    let text: String
  }

  /// libcurl's handle.
  let handle: UnsafeMutableRawPointer
  /// The status of the reply.
  private(set) var status = 0
  /// The body of the reply, decompressed.
  private(set) var reply: [UInt8] = []
  /// How long the server asks to be left alone.
  private(set) var retryAfter: Duration?
  /// When the reply was made, as the server says.
  private(set) var date: String?

  private var headers: UnsafeMutablePointer<curl_slist>?
  private let words: UnsafeMutablePointer<CChar>
  private let mostReplyBytes: Int
  private let secrets: Secrets

  /// A reply to 5000 events is far smaller; more than this is none of `_bulk`.
  static let mostBulkReplyBytes = 64 << 20

  /// Makes a transfer; nil if there is no memory for it.
  ///
  /// - Parameter secrets: what libcurl's words are not to show.
  init?(
    _ trust: TLSTrust, proxy: ProxySettings?, secrets: Secrets = Secrets(),
    mostReplyBytes: Int = CurlTransfer.mostBulkReplyBytes
  ) {
    guard let handle = CurlLibrary.makeHandle() else { return nil }
    self.handle = handle
    self.secrets = secrets
    self.mostReplyBytes = mostReplyBytes
    words = .allocate(capacity: Int(CURL_ERROR_SIZE))
    words.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    set(CURLOPT_NOSIGNAL, 1)
    setLimits(connect: .seconds(10), total: .seconds(90))
    set(CURLOPT_TCP_KEEPALIVE, 1)
    // A login is not to be shown to whom a reply points.
    set(CURLOPT_FOLLOWLOCATION, 0)
    set(CURLOPT_PROTOCOLS_STR, "http,https")
    set(CURLOPT_ACCEPT_ENCODING, "")
    set(CURLOPT_USERAGENT, "genlog")
    trust.apply(to: handle)
    proxy?.apply(to: handle)
    genlog_curl_set_pointer(handle, CURLOPT_ERRORBUFFER, words)
    let context = Unmanaged.passUnretained(self).toOpaque()
    genlog_curl_set_reader(handle, CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
      CurlTransfer.from(context)?.receive(body: bytes, size * count) ?? 0
    }
    genlog_curl_set_pointer(handle, CURLOPT_WRITEDATA, context)
    genlog_curl_set_reader(handle, CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
      CurlTransfer.from(context)?.receive(header: bytes, size * count) ?? 0
    }
    genlog_curl_set_pointer(handle, CURLOPT_HEADERDATA, context)
  }

  deinit {
    curl_easy_cleanup(handle)
    curl_slist_free_all(headers)
    words.deallocate()
  }

  /// Sets up a request: GET or HEAD without a body, POST or PUT with one, be it empty.
  func prepare(method: String, url: String, headers lines: [String], body: Span<UInt8>?) {
    status = 0
    retryAfter = nil
    date = nil
    reply.removeAll(keepingCapacity: true)
    words[0] = 0
    curl_slist_free_all(headers)
    // Without `Expect:` libcurl waits a second for a "continue" that proxies do not pass on.
    headers = (lines + ["Expect:"]).reduce(nil) { curl_slist_append($0, $1) ?? $0 }
    genlog_curl_set_list(handle, CURLOPT_HTTPHEADER, headers)
    set(CURLOPT_URL, url)
    guard let body else {
      genlog_curl_set_text(handle, CURLOPT_CUSTOMREQUEST, nil)
      set(CURLOPT_HTTPGET, 1)
      set(CURLOPT_NOBODY, method == "HEAD" ? 1 : 0)
      return
    }
    set(CURLOPT_POST, 1)
    genlog_curl_set_text(handle, CURLOPT_CUSTOMREQUEST, method == "POST" ? nil : method)
    genlog_curl_set_size(handle, CURLOPT_POSTFIELDSIZE_LARGE, Int(body.count))
    // Not nil for no bytes: libcurl would read standard input.
    if body.isEmpty { return set(CURLOPT_COPYPOSTFIELDS, "") }
    body.withUnsafeBytes {
      _ = genlog_curl_set_pointer(handle, CURLOPT_COPYPOSTFIELDS, $0.baseAddress)
    }
  }

  /// Runs the request that was prepared, on the thread that calls; nil if there is a reply.
  func perform() -> Fault? {
    complete(curl_easy_perform(handle))
  }

  /// Takes the outcome over once libcurl is done; nil if there is a reply.
  func complete(_ code: CURLcode) -> Fault? {
    var number = 0
    genlog_curl_get_long(handle, CURLINFO_RESPONSE_CODE, &number)
    status = number
    if code == CURLE_OK { return nil }
    let text = words[0] == 0 ? String(cString: curl_easy_strerror(code)) : String(cString: words)
    return Fault(code: UInt32(code.rawValue), text: secrets.scrubbed(text))
  }

  // MARK: - Called by libcurl

  private static func from(_ context: UnsafeMutableRawPointer?) -> CurlTransfer? {
    context.map { Unmanaged<CurlTransfer>.fromOpaque($0).takeUnretainedValue() }
  }

  private func receive(body bytes: UnsafeMutablePointer<CChar>?, _ count: Int) -> Int {
    guard let bytes, reply.count + count <= mostReplyBytes else { return 0 }
    reply.append(contentsOf: UnsafeRawBufferPointer(start: bytes, count: count))
    return count
  }

  private func receive(header bytes: UnsafeMutablePointer<CChar>?, _ count: Int) -> Int {
    let line = String(
      decoding: UnsafeRawBufferPointer(start: bytes, count: min(count, 200)), as: UTF8.self)
    let parts = line.split(separator: ":", maxSplits: 1)
    guard parts.count == 2 else { return count }
    switch parts[0].lowercased() {
    case "retry-after":
      if let seconds = UInt32(parts[1].filter({ !$0.isWhitespace })) {
        retryAfter = .seconds(min(seconds, 3600))
      }
    case "date": date = String(parts[1].drop { $0 == " " })
    default: break
    }
    return count
  }

  // MARK: - Setting options

  private func set(_ option: CURLoption, _ value: Int) {
    genlog_curl_set_long(handle, option, value)
  }

  private func set(_ option: CURLoption, _ value: String) {
    genlog_curl_set_text(handle, option, value)
  }

  /// How long a connection may take, and all of a request.
  func setLimits(connect: Duration, total: Duration) {
    set(CURLOPT_CONNECTTIMEOUT_MS, Int(connect / .milliseconds(1)))
    set(CURLOPT_TIMEOUT_MS, Int(total / .milliseconds(1)))
  }

  /// Uses no proxy, whatever the environment says.
  func setNoProxy() {
    set(CURLOPT_NOPROXY, "*")
  }

  /// Makes connections, sends nothing, and keeps the certificates that are shown.
  func connectsOnly() {
    set(CURLOPT_CONNECT_ONLY, 1)
    set(CURLOPT_CERTINFO, 1)
  }

  /// The certificates (PEM) that the host showed, its own first.
  func certificates() -> [String] {
    var info: UnsafeMutablePointer<curl_certinfo>?
    guard genlog_curl_get_certificates(handle, &info) == CURLE_OK, let info,
      let lists = info.pointee.certinfo
    else { return [] }
    let name = "Cert:"
    return (0..<Int(max(info.pointee.num_of_certs, 0))).compactMap { index in
      var line = lists[index]
      while let current = line {
        let text = String(cString: current.pointee.data)
        if text.hasPrefix(name) { return String(text.dropFirst(name.count)) }
        line = current.pointee.next
      }
      return nil
    }
  }
}
