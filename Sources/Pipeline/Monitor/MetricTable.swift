import Monitoring

/// The figures of `genlog follow` that are told, each once; docs/metrics.md lists them, and a test holds both together.
enum MetricTable {
  private static let destination = ["destination"]
  private static let file = ["destination", "path"]

  // MARK: - Files

  static let fileLagBytes = Metric(
    "genlog_file_lag_bytes", .gauge, file, "Bytes of the file that are not delivered.")
  static let fileLagSeconds = Metric(
    "genlog_file_lag_seconds", .gauge, file,
    "For how long at least bytes of the file have waited to be delivered.")
  static let fileOffset = Metric(
    "genlog_file_offset_bytes", .gauge, file, "Up to where the file has been delivered.")
  static let fileSize = Metric(
    "genlog_file_size_bytes", .gauge, file,
    "The size of the file; of a compressed one, what was read of its content.")
  static let files = Metric(
    "genlog_files", .gauge, destination, "Files that are followed.")
  static let filesBehind = Metric(
    "genlog_files_behind", .gauge, destination, "Files with bytes that are not delivered.")
  static let lagBytes = Metric(
    "genlog_lag_bytes", .gauge, destination, "Bytes of all files that are not delivered.")
  static let lagSeconds = Metric(
    "genlog_lag_seconds", .gauge, destination,
    "For how long at least the oldest bytes have waited to be delivered.")

  // MARK: - Records and events

  static let readBytes = Metric(
    "genlog_read_bytes_total", .counter, destination, "Bytes read, decompressed.")
  static let lostBytes = Metric(
    "genlog_lost_bytes_total", .counter, destination,
    "Bytes that were in a file and could not be read any more.")
  static let paddingBytes = Metric(
    "genlog_padding_bytes_total", .counter, destination, "NULs that were passed over.")
  static let records = Metric(
    "genlog_records_total", .counter, destination, "Records read.")
  static let unmatched = Metric(
    "genlog_unmatched_records_total", .counter, destination,
    "Records that no rule knew; they are events all the same.")
  static let truncated = Metric(
    "genlog_truncated_records_total", .counter, destination,
    "Records that were too long and were cut.")
  static let timeouts = Metric(
    "genlog_match_timeouts_total", .counter, destination,
    "Records on which matching ran into a limit.")
  static let events = Metric(
    "genlog_events_total", .counter, ["destination", "outcome"],
    "Events by what became of them: delivered, duplicate, redirected, rejected or filtered.")
  static let openEvents = Metric(
    "genlog_events_in_flight", .gauge, destination, "Events that are made and not settled.")

  // MARK: - Destinations

  static let requests = Metric(
    "genlog_requests_total", .counter, destination,
    "Requests sent: for a server's own protocol its windows, for a file writes.")
  static let retries = Metric(
    "genlog_request_retries_total", .counter, destination,
    "Requests that had been sent before, in vain.")
  static let failures = Metric(
    "genlog_request_failures_total", .counter, destination,
    "Requests that came to nothing: no reply, or one that takes no event.")
  static let requestSeconds = Metric(
    "genlog_request_seconds", .summary, destination, "How long requests took.")
  static let sentEvents = Metric(
    "genlog_sent_events_total", .counter, destination,
    "Events sent, each as often as it was.")
  static let sentBytes = Metric(
    "genlog_sent_bytes_total", .counter, destination, "Bytes sent, as they were on the wire.")
  static let heldBytes = Metric(
    "genlog_held_bytes", .gauge, destination, "Bytes of events that are held and not settled.")
  static let up = Metric(
    "genlog_destination_up", .gauge, destination,
    "1 unless deliveries to the destination fail at present.")
  static let failingSeconds = Metric(
    "genlog_destination_failing_seconds", .gauge, destination,
    "For how long deliveries have failed; 0 if they do not.")
  static let laneUp = Metric(
    "genlog_lane_up", .gauge, destination,
    "1 while the thread that follows for the destination works as it should.")

  // MARK: - Memory of places

  static let stateWrites = Metric(
    "genlog_state_writes_total", .counter, destination, "Writes of what was delivered.")
  static let stateSyncs = Metric(
    "genlog_state_syncs_total", .counter, destination,
    "Times that what was delivered was made safe from a power cut.")
  static let stateFailures = Metric(
    "genlog_state_failures_total", .counter, destination,
    "Times that what was delivered could not be written or made safe.")

  // MARK: - Alerts

  static let alerts = Metric(
    "genlog_alerts_total", .counter, ["rule", "state"],
    "Alerts of a rule that fired, and that were resolved.")
  static let alertOutputs = Metric(
    "genlog_alert_outputs_total", .counter, ["output", "outcome"],
    "Notices of alerts that an output took, that were tried again, and that found no taker.")

  // MARK: - The process

  static let build = Metric(
    "genlog_build_info", .gauge, ["version"], "1; the version is in the label.")
  static let reloads = Metric(
    "genlog_reloads_total", .counter, [], "Times that the configuration was read again.")
  static let refusedReloads = Metric(
    "genlog_refused_reloads_total", .counter, [],
    "Times that a configuration was not taken, for a mistake in it.")
  static let residentMemory = Metric(
    "process_resident_memory_bytes", .gauge, [], "Memory in use.")
  static let processorSeconds = Metric(
    "process_cpu_seconds_total", .counter, [], "Time of processors used.")
  static let openDescriptors = Metric(
    "process_open_fds", .gauge, [], "Descriptors that are open.")
  static let maxDescriptors = Metric(
    "process_max_fds", .gauge, [], "How many descriptors may be open.")
  static let startTime = Metric(
    "process_start_time_seconds", .gauge, [], "When following began, in seconds since 1970.")
}
