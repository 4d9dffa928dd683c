import Event

/// The file of events that found no taker: NDJSON, the event and the reason.
///
///     {"dead_letter":{"destination":"http://es:9200","status":400,"type":"mapper_parsing_exception",
///      "reason":"...","action":{"create":{"_index":"...","_id":"..."}}},"event":{...}}
///
/// It is made with the first of them, and added to when it is there.
struct DeadLetterFile: ~Copyable {
  private let path: String
  private let destination: String
  private var file: OutputFile?
  private var line = JSONBuffer()
  /// Whether the file may end in a part of a line.
  private var isTorn = false
  /// How many were written.
  private(set) var count = 0
  /// Why the first was.
  private(set) var firstReason = DeadLetterReason()

  /// Takes events meant for `destination` to the file at `path`.
  init(path: String, destination: String) {
    self.path = path
    self.destination = destination
  }

  /// Writes the items of `batch` whose numbers are given, with their reasons.
  mutating func write(
    _ letters: [(item: Int, reason: DeadLetterReason)], of batch: EventBatch
  ) throws(DeliveryError) {
    guard let first = letters.first else { return }
    if count == 0 { firstReason = first.reason }
    line.removeAll()
    if isTorn { line.append(UInt8(ascii: "\n")) }
    for letter in letters { append(letter.reason, batch.items[letter.item], of: batch) }
    if file == nil { file = try OutputFile(appendingTo: path) }
    isTorn = true
    try line.withBytes { bytes throws(DeliveryError) in try file?.write(bytes) }
    isTorn = false
    count += letters.count
  }

  /// Closes the file.
  mutating func close() throws(DeliveryError) {
    guard var open = file.take() else { return }
    try open.close()
  }

  private mutating func append(
    _ reason: DeadLetterReason, _ item: BatchItem, of batch: EventBatch
  ) {
    line.append("{\"dead_letter\":{\"destination\":")
    line.append(quoted: destination)
    if reason.status > 0 {
      line.append(",\"status\":")
      line.append(integer: Int64(reason.status))
    }
    if !reason.type.isEmpty {
      line.append(",\"type\":")
      line.append(quoted: reason.type)
    }
    line.append(",\"reason\":")
    line.append(quoted: reason.reason)
    line.append(",\"action\":")
    batch.appendAction(of: item, to: &line)
    line.append("},\"event\":")
    batch.appendEvent(of: item, to: &line)
    line.append("}\n")
  }
}
