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

  /// Starts what was prepared on a handle.
  func add(_ easy: UnsafeMutableRawPointer) {
    curl_multi_add_handle(handle, easy)
  }

  /// Takes a handle out again; where it only made a connection, that is closed.
  func remove(_ easy: UnsafeMutableRawPointer) {
    curl_multi_remove_handle(handle, easy)
  }

  /// Goes on with all that is running; returns the handles of what has ended, and libcurl's codes.
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
    return ended
  }

  /// Waits until something can go on, also on one of `sockets`, or ``wake()`` is called, but no longer
  /// than `limit`.
  func wait(_ limit: Duration, sockets: [curl_waitfd] = []) {
    let milliseconds = Int32(min(max((limit / .milliseconds(1)).rounded(.up), 0), 60_000))
    var sockets = sockets
    sockets.withUnsafeMutableBufferPointer { sockets in
      _ = curl_multi_poll(handle, sockets.baseAddress, UInt32(sockets.count), milliseconds, nil)
    }
  }

  /// Ends a ``wait(_:)``, of now or the next; from any thread.
  func wake() {
    curl_multi_wakeup(handle)
  }
}
