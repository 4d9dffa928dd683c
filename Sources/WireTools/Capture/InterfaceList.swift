import LiveCapture
package import Pipeline

/// The interfaces that `capture` can listen to, as a table.
package enum InterfaceList {
  /// A line an interface: its name, whether it is up, and its addresses.
  ///
  /// - Throws: ``PipelineError`` when the system does not tell them.
  package static func text() throws(PipelineError) -> String {
    let interfaces: [LiveInterface]
    do throws(LiveCaptureError) {
      interfaces = try LiveInterface.all()
    } catch {
      throw .invalid("\(error)")
    }
    let width = interfaces.map(\.name.count).max() ?? 0
    return interfaces.map { interface in
      let gap = String(repeating: " ", count: width - interface.name.count + 2)
      let rest =
        interface.addresses.isEmpty
        ? interface.note ?? "" : interface.addresses.joined(separator: ", ")
      return "\(interface.name)\(gap)\(interface.isUp ? "up  " : "down")  \(rest)\n"
    }.joined()
  }
}
