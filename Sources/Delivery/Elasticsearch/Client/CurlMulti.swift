import CCurl

/// libcurl as a whole: it has to be started once, before threads use it.
enum CurlLibrary {
  private static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

  /// A new handle for requests; nil if there is no memory for it.
  static func makeHandle() -> UnsafeMutableRawPointer? {
    isReady ? curl_easy_init() : nil
  }

  /// A new handle for many requests at once; nil if there is no memory for it.
  static func makeMultiHandle() -> UnsafeMutableRawPointer? {
    isReady ? curl_multi_init() : nil
  }
}

/// Requests running side by side on one thread, over connections that are kept.
///
/// `@unchecked Sendable`: all but ``wake()`` belongs to one thread, and libcurl lets
/// `curl_multi_wakeup` be called from any.
final class CurlMulti: @unchecked Sendable {
  private let handle: UnsafeMutableRawPointer

  /// Makes it; nil if there is no memory for it.
  init?() {
    guard let handle = CurlLibrary.makeMultiHandle() else { return nil }
    self.handle = handle
  }

  deinit {
    curl_multi_cleanup(handle)
  }

  /// Starts a request that was prepared.
  func add(_ transfer: CurlTransfer) {
    curl_multi_add_handle(handle, transfer.handle)
  }

  /// Goes on with all requests; returns the handles of those that have ended, and libcurl's codes.
  func advance() -> [(handle: UnsafeMutableRawPointer, code: CURLcode)] {
    var running: Int32 = 0
    curl_multi_perform(handle, &running)
    var ended: [(handle: UnsafeMutableRawPointer, code: CURLcode)] = []
    var left: Int32 = 0
    while let message = curl_multi_info_read(handle, &left) {
      guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle else {
        continue
      }
      ended.append((easy, message.pointee.data.result))
    }
    for transfer in ended { curl_multi_remove_handle(handle, transfer.handle) }
    return ended
  }

  /// Waits until something can go on, or ``wake()`` is called, but no longer than `limit`.
  func wait(_ limit: Duration) {
    let milliseconds = limit / .milliseconds(1)
    curl_multi_poll(handle, nil, 0, Int32(min(max(milliseconds.rounded(.up), 0), 60_000)), nil)
  }

  /// Ends a ``wait(_:)``, of now or the next; from any thread.
  func wake() {
    curl_multi_wakeup(handle)
  }
}
