/// Lets in who may come in, and takes what is written in a known way.
struct Doorkeeper {
  private let settings: DoubleSettings

  init(_ settings: DoubleSettings) { self.settings = settings }

  /// Who asks.
  func user(_ request: HTTPRequest) throws(DoubleError) -> String {
    if settings.logins.isEmpty { return "anonymous" }
    guard let shown = request.headers["authorization"] else {
      throw DoubleError(
        401, "security_exception",
        "missing authentication credentials for REST request [\(request.target)]")
    }
    let parts = shown.split(separator: " ", maxSplits: 1).map(String.init)
    for login in settings.logins where parts.count == 2 {
      switch (login, parts[0].lowercased()) {
      case (.basic(let user, let password), "basic"):
        if parts[1] == Base64.encoded("\(user):\(password)") { return user }
      case (.apiKey(let key), "apikey"):
        if parts[1] == Base64.encoded(key) {
          return key.split(separator: ":").first.map(String.init) ?? ""
        }
      case (.bearer(let token), "bearer"):
        if parts[1] == token { return "token" }
      default: break
      }
    }
    throw DoubleError(
      401, "security_exception",
      "unable to authenticate with provided credentials for REST request [\(request.target)]")
  }

  /// What a server says to who was not let in.
  var challenge: [String: String] {
    settings.personality.isElastic
      ? ["WWW-Authenticate": "Basic realm=\"security\", charset=\"UTF-8\", ApiKey"]
      : ["WWW-Authenticate": "Basic realm=\"OpenSearch Security\""]
  }

  /// Refuses media types that the server does not know.
  ///
  /// Elasticsearch since 7.11 takes `application/vnd.elasticsearch+json; compatible-with=8`, where the
  /// number is its own version or the one before; OpenSearch knows no such type, and says 406.
  func checkMediaTypes(_ request: HTTPRequest) throws(DoubleError) {
    let content = request.headers["content-type"].map(MediaType.init)
    let accept = request.headers["accept"].map(MediaType.init)
    if !request.body.isEmpty {
      guard let content, content.isKnown(settings.personality) else {
        throw DoubleError(
          406, Router.bare,
          "Content-Type header [\(request.headers["content-type"] ?? "")] is not supported")
      }
    }
    guard let compatible = settings.personality.compatible else { return }
    for (name, type) in [
      ("Accept", accept), ("Content-Type", request.body.isEmpty ? nil : content),
    ] {
      guard let version = type?.version, !compatible.contains(version) else { continue }
      throw DoubleError(
        400, "media_type_header_exception", "Invalid media-type value on headers [\(name)]",
        cause: .init(
          type: "status_exception",
          reason:
            "\(name) version must be either version \(compatible.upperBound) or \(compatible.lowerBound), but found \(version)."
        ))
    }
    let asked = (accept?.version, request.body.isEmpty ? accept?.version : content?.version)
    if asked.0 != asked.1, accept != nil, accept?.essence != "*/*" {
      throw DoubleError(
        400, "media_type_header_exception",
        "A compatible version is required on both Content-Type and Accept headers if either one has requested a compatible version and the compatible versions must match. Accept=\(request.headers["accept"] ?? ""), Content-Type=\(request.headers["content-type"] ?? "")"
      )
    }
  }

  /// The type of the answer: the one that was asked for, if it names a version.
  func contentType(_ request: HTTPRequest) -> String {
    guard settings.personality.compatible != nil,
      let accept = request.headers["accept"].map(MediaType.init), let version = accept.version
    else {
      return settings.personality.major >= 8 || !settings.personality.isElastic
        ? "application/json" : "application/json; charset=UTF-8"
    }
    return "application/vnd.elasticsearch+json;compatible-with=\(version)"
  }
}

/// A media type, as in `application/vnd.elasticsearch+json; compatible-with=8`.
struct MediaType {
  /// Without its parameters.
  let essence: String
  /// What `compatible-with` says.
  let version: Int?

  init(_ header: String) {
    let parts = header.lowercased().split(separator: ";").map { $0.filter { $0 != " " } }
    essence = parts.first ?? ""
    version =
      parts.first { $0.hasPrefix("compatible-with=") }.flatMap { Int($0.dropFirst(16)) }
  }

  /// Whether a server takes bodies of this type.
  func isKnown(_ personality: Personality) -> Bool {
    if essence == "application/json" || essence == "application/x-ndjson" { return true }
    let isVersioned =
      essence == "application/vnd.elasticsearch+json"
      || essence == "application/vnd.elasticsearch+x-ndjson"
    return isVersioned && personality.compatible != nil
  }
}

/// Base64 (RFC 4648 s 4).
enum Base64 {
  private static let letters = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// The text in base64.
  static func encoded(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let bits = (0..<3).reduce(0) {
        $0 << 8 | Int(start + $1 < bytes.count ? bytes[start + $1] : 0)
      }
      for index in 0..<4 {
        result.append(
          index <= group.count ? letters[bits >> (18 - 6 * index) & 0x3F] : UInt8(ascii: "="))
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
