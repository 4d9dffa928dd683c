extension DoubleService {
  /// The reply to a request that is not looked at; nil for faults that strike later.
  func earlyReply(to fault: String, _ request: HTTPRequest) -> HTTPReply? {
    switch fault {
    case "reset-before": return .reset
    case "hang-up-before": return .hangUp
    case "413": return .answer(413, "", headers: headers(request))
    case "502", "504":
      // What a proxy says.
      return .answer(
        Int(fault) ?? 502, "<html><body>Bad Gateway</body></html>",
        headers: ["Content-Type": "text/html"])
    default: break
    }
    guard let status = Int(fault) else { return nil }
    let types = [
      401: "security_exception", 403: "security_exception",
      404: "index_not_found_exception", 429: "es_rejected_execution_exception",
      503: "cluster_block_exception",
    ]
    let error = DoubleError(status, types[status] ?? "internal_error", "injected fault")
    var reply = error.reply
    if let seconds = plan.faults.retryAfter, status == 429 || status == 503 {
      reply.headers["Retry-After"] = String(seconds)
    }
    return finish(reply, request, HTTPTarget(request.target))
  }

  /// The reply to a request whose documents were kept, with what befalls it on its way.
  func lateReply(
    _ fault: String?, _ items: [BulkItem], _ filter: FilterPath?, _ request: HTTPRequest,
    _ target: HTTPTarget
  ) -> HTTPReply {
    func answer(_ items: [BulkItem]) -> HTTPReply {
      finish(BulkItem.answer(to: items, filter, settings.personality), request, target)
    }
    let whole = answer(items)
    guard let fault, case .answer(let status, let text, let headers) = whole else { return whole }
    switch fault {
    case "reset-after": return .reset
    case "hang-up-after": return .hangUp
    case "cut": return .cut(text, after: plan.number(below: max(1, text.utf8.count)))
    case "empty": return .answer(200, "", headers: headers)
    case "garbage": return .answer(200, "<html>Welcome</html>", headers: headers)
    case "truncated":
      return .answer(200, String(text.prefix(text.count / 2)), headers: headers)
    case "short": return answer(Array(items.dropLast()))
    case "long": return answer(items + items.suffix(1))
    case "no-status":
      return .answer(200, text.replacing("\"status\"", with: "\"state\""), headers: headers)
    case "dribble": return .dribble(milliseconds: 50, status, text, headers: headers)
    default: return whole
    }
  }
}
