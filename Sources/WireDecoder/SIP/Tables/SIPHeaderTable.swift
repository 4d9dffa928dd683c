/// The headers whose values are looked into, in the order in which their fields are written.
package enum SIPHeader: UInt8, CaseIterable, Sendable {
  case callID, cseq, from, to, contact, via, maxForwards, route, recordRoute, path, serviceRoute
  case userAgent, server, allow, supported, require, proxyRequire, unsupported, allowEvents
  case accept, acceptEncoding, acceptLanguage, contentType, contentLength, contentEncoding
  case contentDisposition, expires, minExpires, minSE, sessionExpires, retryAfter, reason, diversion
  case historyInfo, assertedIdentity, preferredIdentity, associatedURI, remotePartyID, referTo
  case referredBy, replyTo, replaces, targetDialog, join, event, subscriptionState, wwwAuthenticate
  case proxyAuthenticate, authorization, proxyAuthorization, authenticationInfo, warning, privacy
  case subject, date, acceptContact, requestDisposition, rejectContact, identityInfo, identity
  /// Any other header, known by its name only.
  case other

  /// The form of a header's value.
  enum Shape: UInt8 {
    /// Text as it is.
    case text
    /// Text as it is, under `original`.
    case original
    /// A date, which ends in `GMT`.
    case date
    /// A number that stands alone.
    case number
    /// Seconds, with a comment or parameters.
    case seconds
    /// Words parted by commas.
    case words
    /// Words parted by commas, in lower case.
    case lowerWords
    /// A media type; its parameters are not written.
    case mediaType
    /// A word; its parameters are not written.
    case word
    /// A number and a method.
    case sequence
    /// One address.
    case party
    /// Addresses, of which Packetbeat's fields have the first.
    case contacts
    /// Addresses, as a list.
    case parties
    /// The URI of the first address, named `private` by Packetbeat.
    case privateURI
    /// Addresses, of which only the URI matters.
    case routes
    /// Hops.
    case vias
    /// Protocol, cause and text.
    case reasons
    /// Call-ID and tags of a dialog.
    case dialog
    /// An event package.
    case package
    /// The state of a subscription.
    case subscription
    /// What a server asks of who wants in.
    case challenges
    /// What one answers to that.
    case credentials
    /// Code, agent and text.
    case warnings
    /// Nothing of it may be shown.
    case secret
  }

  /// What is known of a header.
  struct Row {
    /// The header.
    let header: SIPHeader
    /// Its name in lower case.
    let name: StaticString
    /// Its compact form, a letter; 0 if it has none.
    let letter: UInt8
    /// The key of its field, with quotes, colon and what the shape opens.
    let key: StaticString
    /// The form of its value.
    let shape: Shape
    /// Whether a message has it once at most (RFC 3261 s 7.3.1).
    let isSingle: Bool

    /// A row; most headers have no compact form.
    init(
      _ header: SIPHeader, _ name: StaticString, compact letter: Unicode.Scalar? = nil,
      _ key: StaticString, _ shape: Shape, once isSingle: Bool = false
    ) {
      self.header = header
      self.name = name
      self.letter = letter.map { UInt8(truncatingIfNeeded: $0.value) } ?? 0
      self.key = key
      self.shape = shape
      self.isSingle = isSingle
    }
  }

  /// The name in lower case, as messages to people have it.
  var name: String {
    for row in SIPHeader.table where row.header == self { return row.name.description }
    return "header"
  }

  // Names: RFC 3261 s 20 and the IANA registry of SIP parameters, where the compact forms are too.
  // swift-format-ignore
  static let table: [Row] = [
    Row(.callID, "call-id", compact: "i", #""call_id":"#, .text, once: true),
    Row(.cseq, "cseq", #""cseq":{"#, .sequence, once: true),
    Row(.from, "from", compact: "f", #""from":{"#, .party, once: true),
    Row(.to, "to", compact: "t", #""to":{"#, .party, once: true),
    Row(.contact, "contact", compact: "m", #""contact":{"#, .contacts),
    Row(.via, "via", compact: "v", #""via":["#, .vias),
    Row(.maxForwards, "max-forwards", #""max_forwards":"#, .number, once: true),
    Row(.route, "route", #""route":["#, .routes),
    Row(.recordRoute, "record-route", #""record_route":["#, .routes),
    Row(.path, "path", #""path":["#, .routes),
    Row(.serviceRoute, "service-route", #""service_route":["#, .routes),
    Row(.userAgent, "user-agent", #""user_agent":{"original":"#, .original),
    Row(.server, "server", #""server":{"original":"#, .original),
    Row(.allow, "allow", #""allow":["#, .words),
    Row(.supported, "supported", compact: "k", #""supported":["#, .words),
    Row(.require, "require", #""require":["#, .words),
    Row(.proxyRequire, "proxy-require", #""proxy_require":["#, .words),
    Row(.unsupported, "unsupported", #""unsupported":["#, .words),
    Row(.allowEvents, "allow-events", compact: "u", #""allow_events":["#, .words),
    Row(.accept, "accept", #""accept":["#, .lowerWords),
    Row(.acceptEncoding, "accept-encoding", #""accept_encoding":["#, .lowerWords),
    Row(.acceptLanguage, "accept-language", #""accept_language":["#, .lowerWords),
    Row(.contentType, "content-type", compact: "c", #""content_type":"#, .mediaType, once: true),
    Row(.contentLength, "content-length", compact: "l", #""content_length":"#, .number, once: true),
    Row(.contentEncoding, "content-encoding", compact: "e", #""content_encoding":["#, .lowerWords),
    Row(.contentDisposition, "content-disposition", #""content_disposition":"#, .word),
    Row(.expires, "expires", #""expires":"#, .number, once: true),
    Row(.minExpires, "min-expires", #""min_expires":"#, .number),
    Row(.minSE, "min-se", #""min_se":"#, .seconds),
    Row(.sessionExpires, "session-expires", compact: "x", #""session_expires":{"interval":"#, .seconds),
    Row(.retryAfter, "retry-after", #""retry_after":"#, .seconds),
    Row(.reason, "reason", #""reason":["#, .reasons),
    Row(.diversion, "diversion", #""diversion":["#, .parties),
    Row(.historyInfo, "history-info", #""history_info":["#, .parties),
    Row(.assertedIdentity, "p-asserted-identity", #""p_asserted_identity":["#, .parties),
    Row(.preferredIdentity, "p-preferred-identity", #""p_preferred_identity":["#, .parties),
    Row(.associatedURI, "p-associated-uri", #""private":{"#, .privateURI),
    Row(.remotePartyID, "remote-party-id", #""remote_party_id":["#, .parties),
    Row(.referTo, "refer-to", compact: "r", #""refer_to":{"#, .party),
    Row(.referredBy, "referred-by", compact: "b", #""referred_by":{"#, .party),
    Row(.replyTo, "reply-to", #""reply_to":{"#, .party),
    Row(.replaces, "replaces", #""replaces":{"#, .dialog),
    Row(.targetDialog, "target-dialog", #""target_dialog":{"#, .dialog),
    Row(.join, "join", #""join":{"#, .dialog),
    Row(.event, "event", compact: "o", #""event":{"package":"#, .package),
    Row(.subscriptionState, "subscription-state", #""subscription_state":{"state":"#, .subscription),
    Row(.wwwAuthenticate, "www-authenticate", #""www_authenticate":["#, .challenges),
    Row(.proxyAuthenticate, "proxy-authenticate", #""proxy_authenticate":["#, .challenges),
    Row(.authorization, "authorization", #""auth":{"#, .credentials),
    Row(.proxyAuthorization, "proxy-authorization", #""proxy_auth":{"#, .credentials),
    Row(.authenticationInfo, "authentication-info", "", .secret),
    Row(.warning, "warning", #""warning":["#, .warnings),
    Row(.privacy, "privacy", #""privacy":"#, .text),
    Row(.subject, "subject", compact: "s", #""subject":"#, .text),
    Row(.date, "date", #""date":"#, .date, once: true),
    Row(.acceptContact, "accept-contact", compact: "a", #""accept_contact":["#, .words),
    Row(.requestDisposition, "request-disposition", compact: "d", #""request_disposition":["#, .words),
    Row(.rejectContact, "reject-contact", compact: "j", #""reject_contact":["#, .words),
    Row(.identityInfo, "identity-info", compact: "n", #""identity_info":"#, .text),
    Row(.identity, "identity", compact: "y", #""identity":"#, .text),
  ]
}
