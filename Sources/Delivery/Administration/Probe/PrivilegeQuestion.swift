import Event

/// Asks a server whether this login may do what delivering takes.
struct PrivilegeQuestion {
  /// The names of the indices.
  let pattern: String

  /// Without the first no event is taken; without the second no index is made.
  private static let privileges = ["create_doc", "auto_configure"]
  private static let all = FieldPath("has_all_requested")

  /// For indices whose names match `pattern`.
  init(_ pattern: String) { self.pattern = pattern }

  /// Asks, and says what came of it.
  func ask(
    _ client: AdministrationClient, _ kind: ServerKind
  ) throws(AdministrationFault) -> ProbeStep {
    if kind.product == .openSearch {
      return .skipped("privileges", "OpenSearch cannot be asked: the first event will tell")
    }
    let wanted = PrivilegeQuestion.privileges.map { JSONTree.text($0) }
    let reply = try client.send(
      "POST", "/_security/user/_has_privileges",
      ["index": [["names": [.text(pattern)], "privileges": .array(wanted)]]])
    switch reply.status {
    case 200: return answer(reply.body.span)
    // Without security there is nobody to ask.
    case 400, 405, 500: return .skipped("privileges", "security is switched off")
    default:
      throw client.refusal(reply, help: DeliveryError.refusalHelp(reply.status))
    }
  }

  private func answer(_ reply: Span<UInt8>) -> ProbeStep {
    if let path = PrivilegeQuestion.all, JSONLookup.value(at: path, in: reply)?.kind == .true {
      return ProbeStep("privileges", .ok, "may create events in \(pattern)")
    }
    let missing = PrivilegeQuestion.privileges.filter { privilege in
      FieldPath("index.\(pattern).\(privilege)")
        .flatMap { JSONLookup.value(at: $0, in: reply) }?.kind != .true
    }
    return ProbeStep(
      "privileges", missing.contains("create_doc") ? .fail : .warn,
      "lacks \(missing.joined(separator: " and ")) on \(pattern)",
      help: "give the role of this login \(missing.joined(separator: " and ")) on \(pattern)")
  }
}

extension IndexTemplate {
  /// What the names of all its indices match: `logs-genesys.*-default`.
  package var pattern: String {
    var pattern = ""
    for part in parts {
      switch part {
      case .text(let bytes): pattern += String(decoding: bytes, as: UTF8.self)
      case .field(let path) where path.description == "event.dataset": pattern += "genesys.*"
      case .field, .date: pattern += "*"
      }
    }
    return pattern
  }
}
