import Event

/// The data streams that events of genlog go to, and what stands in their way.
package struct StreamSurvey: Sendable, Equatable {
  /// Data streams that are there.
  package private(set) var streams: [String] = []
  /// Indices that are no data streams, and have a name that one would have.
  package private(set) var indices: [String] = []

  /// More names than anybody reads.
  private static let most = 1000
  private static let list = FieldPath("data_streams")
  private static let name = FieldPath("name")

  /// Asks for all whose names match `pattern`; what may not be asked is taken for nothing.
  package init(
    _ client: AdministrationClient, pattern: String = SetupPlan.pattern
  ) throws(AdministrationFault) {
    let streams = try client.send("GET", "/_data_stream/\(pattern)")
    if streams.status == 200 { readStreams(streams.body.span) }
    let indices = try client.send("GET", "/\(pattern)/_alias")
    if indices.status == 200 { readIndices(indices.body.span) }
  }

  private mutating func readStreams(_ reply: Span<UInt8>) {
    guard let path = StreamSurvey.list, let list = JSONLookup.value(at: path, in: reply) else {
      return
    }
    var elements = JSONElements(of: list)
    while streams.count < StreamSurvey.most, let element = elements.next(in: reply) {
      let stream = reply.extracting(element.range)
      if let path = StreamSurvey.name, let name = JSONLookup.value(at: path, in: stream) {
        streams.append(StreamSurvey.text(name, stream))
      }
    }
  }

  private mutating func readIndices(_ reply: Span<UInt8>) {
    var members = JSONMembers(of: reply)
    while indices.count < StreamSurvey.most, let (key, _) = members.next(in: reply) {
      let name = StreamSurvey.text(key, reply)
      // Those of data streams begin with a dot: `.ds-logs-genesys.sip-default-2026.01.12-000001`.
      if !name.hasPrefix("."), !streams.contains(name) { indices.append(name) }
    }
  }

  private static func text(_ value: JSONValueRange, _ reply: Span<UInt8>) -> String {
    printable(String(JSONLookup.text(of: value, in: reply).prefix(255)))
  }
}
