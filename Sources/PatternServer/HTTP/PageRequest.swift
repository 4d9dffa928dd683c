/// A request, as far as the page's server looks at it.
struct PageRequest: Sendable {
  /// The method: `GET`, `POST`.
  var method = "GET"
  /// The path, without the query.
  var path = "/"
  /// The query's names and values, decoded.
  var query: [String: String] = [:]
  /// The headers that matter, each nil if it is absent.
  var headers = Headers()
  /// The body; nil if it is longer than ``PatternSite/largestBody``.
  var body: [UInt8]? = []

  /// What decides whether a request is answered.
  struct Headers: Sendable {
    /// The header `Host`.
    var host: String?
    /// The header `Origin`, which browsers send with what a page's script asks for.
    var origin: String?
    /// The header `Sec-Fetch-Site`, which newer browsers send always.
    var fetchSite: String?
    /// The header `Content-Type`.
    var contentType: String?
    /// The header ``AccessRule/tokenHeader``.
    var token: String?
  }
}
