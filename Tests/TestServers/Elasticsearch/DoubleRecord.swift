/// What has happened to a double.
package struct DoubleRecord: Sendable {
  /// All requests but those for the record itself.
  package var requests = 0
  /// Requests to `_bulk`.
  package var bulkRequests = 0
  /// Their bytes, on their way and decompressed.
  package var wireBytes = 0
  package var bodyBytes = 0
  /// Documents that came, refused ones among them.
  package var sent = 0
  /// Documents that are new.
  package var created = 0
  /// Documents of `create` that were there before.
  package var conflicts = 0
  /// Documents of `index` that replaced another.
  package var replaced = 0
  /// Documents that were taken away.
  package var deleted = 0
  /// Documents that went to a failure store.
  package var redirected = 0
  /// Documents that were refused, by status.
  package var refused: [Int: Int] = [:]
  /// Faults that were injected, by name.
  package var faults: [String: Int] = [:]
  /// Answers by status.
  package var statuses: [Int: Int] = [:]

  /// Nothing yet.
  package init() {}

  /// As `GET /_double/stats` shows it.
  var json: JSON {
    func counts(_ counts: [Int: Int]) -> JSON {
      .object(Dictionary(uniqueKeysWithValues: counts.map { (String($0), .integer($1)) }))
    }
    return [
      "requests": .integer(requests), "bulk_requests": .integer(bulkRequests),
      "wire_bytes": .integer(wireBytes), "body_bytes": .integer(bodyBytes),
      "sent": .integer(sent), "created": .integer(created), "conflicts": .integer(conflicts),
      "replaced": .integer(replaced), "deleted": .integer(deleted),
      "redirected": .integer(redirected), "refused": counts(refused),
      "faults": .object(faults.mapValues { .integer($0) }), "statuses": counts(statuses),
    ]
  }
}
