import CCurl

/// A connection that libcurl makes, TLS and proxies included, over which any bytes can be sent.
///
/// It belongs to the thread of its ``CurlMulti``, in which it stays as long as it lives.
final class CurlSocket {
  /// What became of an attempt to send or to receive.
  enum Outcome {
    /// So many bytes were moved.
    case moved(Int)
    /// Not now.
    case wait
    /// The other side has closed the connection.
    case closed
    case failed(String)
  }

  /// libcurl's handle.
  let handle: UnsafeMutableRawPointer
  /// The system's socket, once there is a connection.
  private(set) var descriptor: Int32 = -1
  private let words: UnsafeMutablePointer<CChar>
  private let secrets: Secrets

  /// Prepares a connection to `url`: `http://` for plain TCP, `https://` for TLS; nil if there is no memory.
  ///
  /// - Parameter secrets: what libcurl's words are not to show.
  init?(url: String, _ trust: TLSTrust, proxy: ProxySettings?, secrets: Secrets) {
    guard let handle = CurlLibrary.makeHandle() else { return nil }
    self.handle = handle
    self.secrets = secrets
    words = .allocate(capacity: Int(CURL_ERROR_SIZE))
    words.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    genlog_curl_set_text(handle, CURLOPT_URL, url)
    genlog_curl_set_pointer(handle, CURLOPT_ERRORBUFFER, words)
    set(CURLOPT_CONNECT_ONLY, 1)
    set(CURLOPT_NOSIGNAL, 1)
    set(CURLOPT_CONNECTTIMEOUT_MS, 10_000)
    set(CURLOPT_TCP_KEEPALIVE, 1)
    // A proxy for HTTP could make nothing of the bytes: it is asked for a tunnel.
    set(CURLOPT_HTTPPROXYTUNNEL, 1)
    // What is spoken is neither HTTP/1.1 nor HTTP/2.
    set(CURLOPT_SSL_ENABLE_ALPN, 0)
    set(CURLOPT_FRESH_CONNECT, 1)
    trust.apply(to: handle)
    proxy?.apply(to: handle)
  }

  deinit {
    curl_easy_cleanup(handle)
    words.deallocate()
  }

  /// Takes the outcome of connecting over; nil if there is a connection.
  func complete(_ code: CURLcode) -> CurlTransfer.Fault? {
    guard code == CURLE_OK else {
      return CurlTransfer.Fault(code: UInt32(code.rawValue), text: text(code))
    }
    var socket = curl_socket_t(-1)
    genlog_curl_get_socket(handle, CURLINFO_ACTIVESOCKET, &socket)
    descriptor = socket
    if socket >= 0 { return nil }
    return CurlTransfer.Fault(
      code: CURLE_COULDNT_CONNECT.rawValue, text: text(CURLE_COULDNT_CONNECT))
  }

  /// Sends what can be sent now.
  func send(_ bytes: Span<UInt8>) -> Outcome {
    var count = 0
    let code = bytes.withUnsafeBytes { curl_easy_send(handle, $0.baseAddress, $0.count, &count) }
    return outcome(code, count)
  }

  /// Receives what has come, as much as fits into `buffer`.
  func receive(into buffer: inout [UInt8]) -> Outcome {
    var count = 0
    let code = buffer.withUnsafeMutableBytes {
      curl_easy_recv(handle, $0.baseAddress, $0.count, &count)
    }
    return code == CURLE_OK && count == 0 ? .closed : outcome(code, count)
  }

  private func outcome(_ code: CURLcode, _ count: Int) -> Outcome {
    switch code {
    case CURLE_OK: .moved(count)
    case CURLE_AGAIN: .wait
    default: .failed(text(code))
    }
  }

  private func text(_ code: CURLcode) -> String {
    secrets.scrubbed(
      words[0] == 0 ? String(cString: curl_easy_strerror(code)) : String(cString: words))
  }

  private func set(_ option: CURLoption, _ value: Int) {
    genlog_curl_set_long(handle, option, value)
  }
}
