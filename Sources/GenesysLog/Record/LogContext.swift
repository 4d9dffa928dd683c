import Event

/// What a log says about itself: the fields that all its events share, and the rules for them.
///
/// Made anew when a header block is read; never changed, so that threads may share it.
package final class LogContext: Sendable {
  /// The file's path, as given.
  package let path: String
  /// The component that wrote the log; nil if it was not recognised.
  package let component: Component?
  /// The header block; nil before one was read.
  package let header: LogHeader?
  /// All rules.
  let rules: RuleSet
  /// Those for this component, by message id.
  let dispatch: RuleDispatch
  /// Whether texts may hold a measurement, `METRIC <...>`.
  let mayHoldMetrics: Bool
  /// `event.timezone`, where the log does not state its zone.
  let timezoneName: String?

  init(_ source: LogSource, header: LogHeader?, timezoneName: String?) {
    path = source.path
    self.header = header
    self.timezoneName = timezoneName
    component =
      source.component
      ?? header.flatMap {
        Component.recognise(
          applicationType: $0.applicationType, typeNumber: $0.applicationTypeNumber,
          commandLine: $0.commandLine, banner: $0.banner)
      }
    mayHoldMetrics = component.map { ["OrchestrationServer", "OCServer"].contains($0.id) } ?? true
    rules = source.rules
    dispatch = source.rules.dispatch(for: component)
  }

  /// Whether texts of this message id name their values as Configuration Server does, `KEY [value]`.
  func hasBracketedTexts(_ code: Int32) -> Bool {
    guard let component else { return (22_000..<25_000).contains(code) }
    return component.id == "ConfigurationServer" || component.parent == "ConfigurationServer"
  }

  /// The instant at which the header block was written, in microseconds since 1970.
  var headerTime: Int64? {
    guard let utc = header?.utcTime else { return nil }
    return Int64(utc.day) * LogClock.microsecondsPerDay + utc.timeOfDay
  }

  /// The fields before those of the rule that all events of the log share.
  var leadingFields: [EventField] {
    [
      .text("event.kind", "event"), .text("event.module", "genesys"),
      .text("event.dataset", "genesys.\(component?.dataset ?? "log")"),
    ]
      + (timezoneName.map { [.text("event.timezone", $0)] } ?? [])
  }

  /// The fields after those of the rule that all events of the log share.
  var trailingFields: [EventField] {
    var fields: [EventField] = []
    if let name = header?.applicationName, !name.isEmpty {
      fields.append(.text("service.name", name))
    }
    if let type = component?.id ?? header?.applicationType, !type.isEmpty {
      fields.append(.text("service.type", type))
    }
    if let host = header?.hostName, !host.isEmpty { fields.append(.text("host.name", host)) }
    return fields
  }
}
