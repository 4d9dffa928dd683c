/// Whom the server answers: the page that it served itself, in a browser on this machine, and nobody else.
///
/// - `Host` must be loopback with our port. A page from elsewhere whose name was made to lead here (DNS
///   rebinding) names its own host.
/// - `Origin` and `Sec-Fetch-Site`, where a browser sends them, must say that it is our page that asks.
/// - What is asked in JSON must come with the token that only the printed address has, in a header, and
///   with a content type, neither of which a page from elsewhere can send; nor can other users of the
///   machine, who reach the port too.
struct AccessRule: Sendable {
  /// The header with the token.
  static let tokenHeader = "X-Genlog-Token"

  private let authorities: [String]
  private let token: String

  /// The rule for a port, and the token of a run.
  init(port: UInt16, token: String) {
    let hosts = ["127.0.0.1", "localhost", "[::1]"]
    // Browsers leave out the port that `http` has anyway.
    authorities = hosts.map { "\($0):\(port)" } + (port == 80 ? hosts : [])
    self.token = token
  }

  /// Why the page is not sent; nil if it is.
  func refusalOfPage(_ request: PageRequest) -> PageResponse? {
    guard let host = request.headers.host?.lowercased(), authorities.contains(host) else {
      return .refusal(421, "this server is for 127.0.0.1 and localhost only")
    }
    if let origin = request.headers.origin?.lowercased(),
      !authorities.contains(where: { "http://\($0)" == origin })
    {
      return .refusal(403, "pages from elsewhere may not ask here")
    }
    return nil
  }

  /// Why a question is not answered; nil if it is.
  func refusalOfQuestion(_ request: PageRequest) -> PageResponse? {
    if let refusal = refusalOfPage(request) { return refusal }
    if let site = request.headers.fetchSite, site != "same-origin", site != "none" {
      return .refusal(403, "pages from elsewhere may not ask here")
    }
    guard isToken(request.headers.token) else {
      return .refusal(
        403,
        "open the address that `genlog patterns serve` printed: it has a new token at each start")
    }
    guard request.method == "POST" else { return nil }
    let type = request.headers.contentType?.lowercased().prefix { $0 != ";" && $0 != " " }
    return type == "application/json" ? nil : .refusal(415, "questions are application/json")
  }

  /// Compares in a time that does not tell how much of it is right.
  private func isToken(_ given: String?) -> Bool {
    guard let given, given.utf8.count == token.utf8.count else { return false }
    return zip(given.utf8, token.utf8).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }

  /// A token that nobody guesses: 128 random bits.
  static func newToken() -> String {
    var generator = SystemRandomNumberGenerator()
    return (0..<4).map { _ in
      let digits = String(UInt32.random(in: .min ... .max, using: &generator), radix: 16)
      return String(repeating: "0", count: 8 - digits.count) + digits
    }.joined()
  }
}
