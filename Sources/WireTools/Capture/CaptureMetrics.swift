import Delivery
import LiveCapture
import Monitoring
import NetworkTraffic
import Pipeline

/// What `/metrics` answers while packets are captured.
enum CaptureMetrics {
  private static let interface = ["interface"]
  private static let destination = ["destination"]

  private static let packets = Metric(
    "genlog_capture_packets_total", .counter, interface, "Packets taken from the kernel.")
  private static let bytes = Metric(
    "genlog_capture_bytes_total", .counter, [], "Bytes of those packets.")
  private static let drops = Metric(
    "genlog_capture_dropped_packets_total", .counter, ["by"],
    "Packets lost: by the kernel, by an interface, as the queue to the decoder or to the files was full."
  )
  private static let waiting = Metric(
    "genlog_capture_queue_bytes", .gauge, [], "Bytes of packets that wait to be decoded.")
  private static let messages = Metric(
    "genlog_wire_sip_messages_total", .counter, [], "SIP messages found.")
  private static let events = Metric(
    "genlog_wire_events_total", .counter, [], "Events made and kept.")
  private static let filtered = Metric(
    "genlog_wire_filtered_events_total", .counter, [], "Events left out by a filter.")
  private static let written = Metric(
    "genlog_capture_written_packets_total", .counter, [], "Packets written by --write.")
  private static let delivered = Metric(
    "genlog_events_total", .counter, ["destination", "outcome"],
    "Events by what became of them at a server: delivered, duplicate, redirected or rejected.")
  private static let held = Metric(
    "genlog_held_bytes", .gauge, destination, "Bytes of events that are held and not settled.")
  private static let up = Metric(
    "genlog_destination_up", .gauge, destination,
    "1 unless deliveries to the destination fail at present.")
  private static let build = Metric(
    "genlog_build_info", .gauge, ["version"], "1; the version is in the label.")
  private static let memory = Metric(
    "process_resident_memory_bytes", .gauge, [], "Memory in use.")
  private static let processor = Metric(
    "process_cpu_seconds_total", .counter, [], "Time of processors used.")
  private static let start = Metric(
    "process_start_time_seconds", .gauge, [], "When capturing began, in seconds since 1970.")

  /// The page.
  static func page(_ session: CaptureSession, startTime: Int64) -> String {
    var page = Exposition()
    add(session, to: &page)
    add(session.servers, to: &page)
    let process = ProcessFigures.now
    page.begin(build)
    page.add(build, [Program.version], 1)
    add(memory, Double(process.residentBytes), to: &page)
    add(processor, process.processorSeconds, to: &page)
    add(start, Double(startTime) / 1e6, to: &page)
    return page.text
  }

  private static func add(_ session: CaptureSession, to page: inout Exposition) {
    let (figures, drops) = (session.packets.figures, session.drops)
    page.begin(packets)
    for (interface, count) in zip(session.packets.interfaces, figures.packets) {
      page.add(packets, [interface.name], Double(count))
    }
    add(bytes, Double(figures.bytes), to: &page)
    page.begin(self.drops)
    page.add(self.drops, ["kernel"], Double(drops.kernel))
    page.add(self.drops, ["interface"], Double(drops.interface))
    page.add(self.drops, ["queue"], Double(drops.queue))
    page.add(self.drops, ["files"], Double(drops.files))
    add(waiting, Double(session.queue.waitingBytes), to: &page)
    let report = session.lane.figures.report
    add(messages, Double(report.traffic.messages), to: &page)
    add(events, Double(report.eventCount), to: &page)
    add(filtered, Double(report.filteredCount), to: &page)
    if let files = session.files { add(written, Double(files.figures.packets), to: &page) }
  }

  private static func add(_ servers: ServerOutput, to page: inout Exposition) {
    let all = servers.figures
    guard !all.isEmpty else { return }
    page.begin(delivered)
    for (account, _) in all {
      let total = account.total
      for (outcome, count) in [
        ("delivered", total.created), ("duplicate", total.duplicates),
        ("redirected", total.redirected), ("rejected", total.rejected),
      ] {
        page.add(delivered, [account.destination, outcome], Double(count))
      }
    }
    page.begin(held)
    for (account, figures) in all {
      page.add(held, [account.destination], Double(figures.heldBytes))
    }
    page.begin(up)
    for (account, figures) in all {
      page.add(up, [account.destination], figures.failingSince == nil ? 1 : 0)
    }
  }

  private static func add(_ metric: Metric, _ value: Double, to page: inout Exposition) {
    page.begin(metric)
    page.add(metric, [], value)
  }
}
