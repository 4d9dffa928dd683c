package import Pipeline

/// What `genlog-wire discover` is to do: all options with their defaults, checked.
package struct DiscoverOptions: Sendable {
  /// What is read, where what was found goes, which events are kept.
  package let wire: WireOptions
  /// What is captured; nil where files are read.
  let capture: CaptureOptions?
  /// Files of events that are read besides captures.
  let events: [String]
  /// The form for destinations whose name tells none.
  let format: DiscoveryFormat

  /// Checks `values` and fills in the defaults.
  ///
  /// - Parameter events: the values of `--events`.
  /// - Throws: ``PipelineError``, what is wrong with the values.
  package init(_ values: OptionValues, events: [String] = []) throws(PipelineError) {
    var reading = values
    // Formats of events mean nothing here; no message is shown, and every flow counts.
    reading.format = nil
    reading.fields = nil
    reading.payload = "none"
    reading.flows = "all"
    self.events = events
    if values.interface == nil {
      try Self.refuseCapturing(values)
      capture = nil
      wire = try WireOptions(
        reading, needsInputs: events.isEmpty,
        captureHelp: "give the file another ending: map.html, services.ndjson")
    } else {
      guard values.inputs == nil, events.isEmpty else {
        throw .invalid(
          "--interface: files are named as well\nhelp: listen with -i, or read files, in runs of their own"
        )
      }
      let options = try CaptureOptions(reading)
      capture = options
      wire = options.wire
    }
    guard let format = DiscoveryFormat(rawValue: values.format ?? "table") else {
      throw .option(
        name: "format", value: PrintableText.short(values.format ?? ""), problem: "is no format",
        help: "write table, ndjson, dot, mermaid, html or yml")
    }
    self.format = format
  }

  /// Where nothing is captured, what is about capturing would do nothing.
  private static func refuseCapturing(_ values: OptionValues) throws(PipelineError) {
    let given = [
      values.filter, values.kernelBuffer, values.queue, values.dropTo, values.write,
      values.rotateSize, values.rotateEvery, values.duration,
    ].contains { $0 != nil }
    let hasNumber = [values.snapLength, values.keep, values.count].contains { $0 != nil }
    guard given || hasNumber || values.promiscuous != nil else { return }
    throw .invalid(
      "options of capturing are given, and no interface\nhelp: give -i NAME, or leave them out; "
        + "--where chooses among the events of files")
  }
}
