/// What a reply says of one event.
struct ItemReply: Sendable, Equatable {
  /// The status of the event: 201 created, 409 there already, 429 later, 400 never.
  var status = 0
  /// The kind of error: `mapper_parsing_exception`.
  var errorType = ""
  /// The error in the server's words, causes behind it.
  var reason = ""
  /// Whether it was put into the failure store of its data stream (Elasticsearch 9).
  var isRedirected = false
}

/// What becomes of one event after a reply.
enum ItemVerdict: Sendable, Equatable {
  /// It is at the destination.
  case created
  /// It was there already: sent before, and the reply lost.
  case duplicate
  /// It is in a failure store.
  case redirected
  /// It is sent again, alone.
  case retry
  /// It will never be taken.
  case reject

  /// Judges one item of a reply.
  init(_ item: ItemReply) {
    switch item.status {
    case 200, 201:
      self = item.isRedirected ? .redirected : .created
    case 409:
      self = .duplicate
    case 400..<500:
      self = ItemVerdict.isPassing(item) ? .retry : .reject
    default:
      self = .retry
    }
  }

  /// Whether a refusal lies in the cluster's state, not in the event.
  private static func isPassing(_ item: ItemReply) -> Bool {
    switch item.status {
    case 401, 403, 408, 429: true
    // The index is not made of itself here; someone may make it.
    case 404: true
    // "this action would add [2] shards, but this cluster currently has [1000]/[1000] maximum ... open"
    case 400: item.errorType == "validation_exception" && item.reason.contains("maximum")
    default: false
    }
  }
}

/// What becomes of a request after its reply's status.
enum RequestVerdict: Sendable, Equatable {
  /// The reply is read item by item.
  case read
  /// The same request goes again.
  case retry
  /// It is too large.
  case split
  /// Something in it is malformed; halves find out what.
  case bisect
  /// The address, the login or what stands between is wrong.
  case refused

  /// Judges a reply by its HTTP status, which does not say that events were taken.
  init(refusal status: Int) {
    switch status {
    case 413: self = .split
    case 400: self = .bisect
    case 401, 403, 404, 405, 406, 415, 501, 300..<400: self = .refused
    default: self = .retry
    }
  }
}
