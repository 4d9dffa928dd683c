package import Pipeline

/// What `genlog-wire discover` is to do: all options with their defaults, checked.
package struct DiscoverOptions: Sendable {
  /// What is read, where what was found goes, which events are kept.
  package let wire: WireOptions
  /// Files of events that are read besides captures.
  let events: [String]
  /// The form for destinations whose name tells none.
  let format: DiscoveryFormat

  /// Checks `values` and fills in the defaults.
  ///
  /// - Parameter events: the values of `--events`.
  /// - Throws: ``PipelineError``, all that is wrong with the values.
  package init(_ values: OptionValues, events: [String] = []) throws(PipelineError) {
    var reading = values
    // Formats of events mean nothing here; every flow counts, and no message is shown.
    reading.format = nil
    reading.fields = nil
    reading.payload = "none"
    self.events = events
    wire = try WireOptions(
      reading, needsInputs: events.isEmpty,
      captureHelp: "give the file another ending: map.html, services.ndjson")
    guard let format = DiscoveryFormat(rawValue: values.format ?? "table") else {
      throw .option(
        name: "format", value: PrintableText.short(values.format ?? ""), problem: "is no format",
        help: "write table, ndjson, dot, mermaid, html or yml")
    }
    self.format = format
  }
}
