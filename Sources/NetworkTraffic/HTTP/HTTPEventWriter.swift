import Event
import PacketCapture
import WireDecoder

/// Writes the event of a request with its answer.
enum HTTPEventWriter {
  /// Writes the event, and counts it.
  static func write(_ exchange: HTTPExchange, to output: inout EventOutput) {
    guard let facts = facts(exchange) else { return }
    output.counts.exchanges += 1
    let (request, response) = (exchange.request, exchange.response)
    output.begin(facts)
    appendMessage(request, response, facts.head.destination, &output.events)
    output.describe(facts)
    appendOriginal(request, response, &output)
    output.locate(facts)
    appendRequestFields(request, facts.head.destination, &output.events)
    appendHTTP(request, response, &output.events)
    appendProblem(request, response, &output.events)
    guard output.options.namesEvents else { return output.end(naming: request.bytes.span) }
    // Two requests of one frame may be the same.
    var name = request.isSeen ? request.bytes : response.bytes
    withUnsafeBytes(of: exchange.number.littleEndian) { name.append(contentsOf: $0) }
    output.end(naming: name.span)
  }

  private static func facts(_ exchange: HTTPExchange) -> EventFacts? {
    let (request, response) = (exchange.request, exchange.response)
    guard var head = request.last ?? response.last else { return nil }
    if !request.isSeen { swap(&head.source, &head.destination) }
    var facts = EventFacts(.http, head, networkProtocol: "http")
    facts.whole.bytes = Int64(request.count + response.count)
    if request.isSeen { facts.sent.bytes = Int64(request.count) }
    if response.isSeen { facts.received.bytes = Int64(response.count) }
    facts.gapBytes = request.gapBytes + response.gapBytes
    facts.responseFrame = response.last?.stamp.number
    if let asked = request.last, let answered = response.last, request.isComplete,
      response.isComplete, answered.stamp.time >= asked.stamp.time
    {
      facts.duration = answered.stamp.time - asked.stamp.time
    }
    if !request.isSeen { facts.tags.insert(.noRequest) }
    if !response.isSeen { facts.tags.insert(.unanswered) }
    if request.isTruncated || response.isTruncated { facts.tags.insert(.truncated) }
    if request.damage != nil || response.damage != nil { facts.tags.insert(.damagedHTTP) }
    return facts
  }

  /// `GET http://example.com/ -> 200 OK`.
  private static func appendMessage(
    _ request: HTTPMessage, _ response: HTTPMessage, _ server: Endpoint, _ out: inout JSONBuffer
  ) {
    let answer = response.bytes.span
    guard request.isSeen else {
      return HTTPSecrets.append(head: answer, response.head.firstLine, to: &out)
    }
    let bytes = request.bytes.span
    if let method = request.head.method { out.append(escaping: bytes, method) }
    out.append(UInt8(ascii: " "))
    HTTPAddressText(request, server: server)?.appendFull(to: &out)
    guard let status = response.head.status else { return out.append(" -> no answer") }
    out.append(" -> ")
    out.append(integer: Int64(status))
    guard let reason = response.head.reason, !reason.isEmpty else { return }
    out.append(UInt8(ascii: " "))
    out.append(escaping: answer, reason)
  }

  private static func appendOriginal(
    _ request: HTTPMessage, _ response: HTTPMessage, _ output: inout EventOutput
  ) {
    guard output.options.payload != .none else { return }
    output.events.append(#","original":""#)
    for message in [request, response] {
      HTTPSecrets.append(head: message.bytes.span, 0..<message.bytes.count, to: &output.events)
    }
    output.events.append(UInt8(ascii: "\""))
  }

  private static func appendRequestFields(
    _ request: HTTPMessage, _ server: Endpoint, _ out: inout JSONBuffer
  ) {
    guard request.isSeen else { return }
    let bytes = request.bytes.span
    HTTPAddressText(request, server: server)?.append(to: &out)
    if let agent = request.head.userAgent, !agent.isEmpty {
      out.append(#","user_agent":{"original":"#)
      out.append(header: bytes, agent)
      out.append(UInt8(ascii: "}"))
    }
  }

  private static func appendProblem(
    _ request: HTTPMessage, _ response: HTTPMessage, _ out: inout JSONBuffer
  ) {
    guard let problem = request.damage ?? response.damage else { return }
    out.append(#","error":{"message":"#)
    out.append(quoted: (request.damage != nil ? "request: " : "answer: ") + problem.description)
    out.append(UInt8(ascii: "}"))
  }
}

// MARK: - http

extension HTTPEventWriter {
  private static func appendHTTP(
    _ request: HTTPMessage, _ response: HTTPMessage, _ out: inout JSONBuffer
  ) {
    out.append(#","http":{"#)
    appendVersion(request.isSeen ? request : response, &out)
    if request.isSeen { appendRequest(request, &out) }
    if response.isSeen { appendResponse(response, &out) }
    out.truncate(to: out.count - 1)
    out.append(UInt8(ascii: "}"))
  }

  private static func appendVersion(_ message: HTTPMessage, _ out: inout JSONBuffer) {
    guard let version = message.head.version else { return }
    out.append(#""version":""#)
    out.append(escaping: message.bytes.span, version)
    out.append(#"","#)
  }

  private static func appendRequest(_ message: HTTPMessage, _ out: inout JSONBuffer) {
    let (head, bytes) = (message.head, message.bytes.span)
    out.append(#""request":{"#)
    if let method = head.method {
      out.append(#""method":""#)
      out.append(escaping: bytes, method)
      out.append(#"","#)
    }
    if let identifier = head.requestID, !identifier.isEmpty {
      out.append(#""id":"#)
      out.append(header: bytes, identifier)
      out.append(UInt8(ascii: ","))
    }
    if let referrer = head.referrer, !referrer.isEmpty {
      out.append(#""referrer":""#)
      HTTPSecrets.append(url: bytes, referrer, to: &out)
      out.append(#"","#)
    }
    appendBody(message, &out)
    out.append("},")
  }

  private static func appendResponse(_ message: HTTPMessage, _ out: inout JSONBuffer) {
    let (head, bytes) = (message.head, message.bytes.span)
    out.append(#""response":{"#)
    if let status = head.status {
      out.append(#""status_code":"#)
      out.append(integer: Int64(status))
      out.append(UInt8(ascii: ","))
    }
    appendBody(message, &out)
    let server = head.server.flatMap { $0.isEmpty ? nil : $0 }
    let coding = head.contentEncoding.flatMap { $0.isEmpty ? nil : $0 }
    if server != nil || coding != nil {
      out.append(#","headers":{"#)
      if let server {
        out.append(#""server":"#)
        out.append(header: bytes, server)
      }
      if let coding {
        out.append(server != nil ? #","content_encoding":"# : #""content_encoding":"#)
        out.append(header: bytes, coding)
      }
      out.append(UInt8(ascii: "}"))
    }
    out.append("},")
  }

  /// The members that both have: `mime_type`, `bytes` and `body`.
  private static func appendBody(_ message: HTTPMessage, _ out: inout JSONBuffer) {
    if let type = message.head.contentType, !type.isEmpty {
      out.append(#""mime_type":"#)
      out.append(mediaType: message.bytes.span, type)
      out.append(UInt8(ascii: ","))
    }
    out.append(#""bytes":"#)
    out.append(integer: Int64(message.count))
    guard message.bodyCount > 0 else { return }
    out.append(#","body":{"bytes":"#)
    out.append(integer: Int64(message.bodyCount))
    HTTPBodyText.append(message, to: &out)
    out.append(UInt8(ascii: "}"))
  }
}
