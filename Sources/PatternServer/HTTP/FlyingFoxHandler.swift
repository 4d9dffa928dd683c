import FlyingFox
import FoundationEssentials
import Synchronization

/// Turns FlyingFox's requests into the site's, and the site's answers into FlyingFox's.
final class FlyingFoxHandler: HTTPHandler {
  private let site = Mutex<PatternSite?>(nil)
  private let queue = WorkQueue()

  /// Answers for a site from now on; nobody knows of the port before.
  func begin(_ site: PatternSite) { self.site.withLock { $0 = site } }

  /// Reads a request, and has it answered by a thread of its own.
  func handleRequest(_ request: HTTPRequest) async throws -> HTTPResponse {
    let asked = try await PageRequest(request)
    guard let site = site.withLock({ $0 }) else {
      return HTTPResponse(.refusal(503, "the server is about to begin: ask again"))
    }
    let answer = await queue.run { site.answer(asked) }
    return HTTPResponse(answer ?? .refusal(503, "too many questions wait already: ask again"))
  }
}

extension PageRequest {
  /// Reads the whole request; what is longer than the site takes is read and not kept.
  fileprivate init(_ request: HTTPRequest) async throws {
    method = request.method.rawValue
    path = request.path
    for item in request.query { query[item.name] = item.value }
    headers.host = request.headers[.host]
    headers.origin = request.headers[HTTPHeader("Origin")]
    headers.fetchSite = request.headers[HTTPHeader("Sec-Fetch-Site")]
    headers.contentType = request.headers[.contentType]
    headers.token = request.headers[HTTPHeader(AccessRule.tokenHeader)]
    var bytes: [UInt8] = []
    var isTooLong = false
    for try await part in request.bodySequence {
      if bytes.count + part.count > PatternSite.largestBody { isTooLong = true }
      if !isTooLong { bytes += part }
    }
    body = isTooLong ? nil : bytes
  }
}

extension HTTPResponse {
  fileprivate init(_ answer: PageResponse) {
    var headers = HTTPHeaders()
    for (name, value) in answer.headers { headers[HTTPHeader(name)] = value }
    self.init(
      statusCode: .of(answer.status), headers: headers, body: Data(answer.body))
  }
}

extension HTTPStatusCode {
  /// The code with its phrase, which no client looks at.
  fileprivate static func of(_ code: Int) -> HTTPStatusCode {
    let known: [HTTPStatusCode] = [
      .ok, .badRequest, .forbidden, .notFound, .methodNotAllowed, .payloadTooLarge,
      .unsupportedMediaType, .misdirectedRequest, .serviceUnavailable,
    ]
    return known.first { $0.code == code } ?? HTTPStatusCode(code, phrase: "Refused")
  }
}
