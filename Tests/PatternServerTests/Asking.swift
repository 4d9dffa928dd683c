import Foundation
import Grok

@testable import PatternServer

/// A site to ask, without sockets.
struct Asking {
  /// One for all: a workbench loads the whole library.
  private static let workbench = Result { try Workbench() }

  let site: PatternSite

  init() throws {
    site = PatternSite(
      try Self.workbench.get(), AccessRule(port: 7147, token: "secret"), flavour: .ecs)
  }

  /// A request that is let in.
  static func request(_ method: String, _ path: String) -> PageRequest {
    var request = PageRequest()
    request.method = method
    request.path = path
    request.headers = PageRequest.Headers(
      host: "127.0.0.1:7147", origin: nil, fetchSite: nil, contentType: "application/json",
      token: "secret")
    return request
  }

  /// Asks with GET.
  func get(_ path: String, _ query: [String: String] = [:]) -> PageResponse {
    var request = Self.request("GET", path)
    request.query = query
    return site.answer(request)
  }

  /// Asks a question, and gives the answer's JSON.
  func post(
    _ path: String, _ expression: String, lines: [String] = [], definitions: String = "",
    flavour: String = "ecs", whole: Bool = false, name: String = "my rule"
  ) throws -> [String: Any] {
    var request = Self.request("POST", path)
    let question: [String: Any] = [
      "expression": expression, "lines": lines, "definitions": definitions, "flavour": flavour,
      "whole": whole, "name": name,
    ]
    request.body = Array(try JSONSerialization.data(withJSONObject: question))
    return try Self.json(site.answer(request))
  }

  struct NoObject: Error { let text: String }

  /// The JSON object of an answer.
  static func json(_ response: PageResponse) throws -> [String: Any] {
    guard
      let object = try JSONSerialization.jsonObject(with: Data(response.body)) as? [String: Any]
    else { throw NoObject(text: String(decoding: response.body, as: UTF8.self)) }
    return object
  }
}
