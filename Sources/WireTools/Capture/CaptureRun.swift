package import Delivery
import Event
import LiveCapture
import NetworkTraffic
import PacketCapture
package import Pipeline

/// A run of `genlog-wire capture`: packets in, events out, until it is told to end.
package struct CaptureRun {
  private let options: CaptureOptions
  private let messages: MessageLog

  /// Makes a run.
  package init(_ options: CaptureOptions, _ messages: MessageLog) {
    self.options = options
    self.messages = messages
  }

  /// Captures.
  ///
  /// - Parameter sinks: takers of the events as NDJSON, instead of the destinations of the options.
  /// - Throws: ``PipelineError`` when it cannot begin: an interface, a user or a file is not to be had.
  package func run(
    into sinks: [any EventSink] = []
  ) throws(PipelineError) -> CaptureOutcome {
    let signals = SignalWait()
    let packets = try open()
    let watch = try CaptureWatch(options.metrics, messages)
    var output: WireOutput
    do throws(DeliveryError) {
      // While the program may still do what its user may.
      output =
        sinks.isEmpty
        ? try WireOutput(files: options.wire.shared) : WireOutput(sinks: sinks)
    } catch {
      return CaptureOutcome(deliveryError: error)
    }
    let user = try dropRights()
    let servers = options.wire.shared.servers
    for warning in DeadLetterCheck.warnings(servers, user: user) { messages.warning(warning) }
    let files = try fileLane(packets, user)
    do throws(DeliveryError) {
      if sinks.isEmpty { try output.start(servers, inputs: 1, messages) }
    } catch {
      return CaptureOutcome(deliveryError: error)
    }
    let queue = PacketQueue(bytes: options.queueBytes)
    let serverSinks = output.servers
    let lane = DecodeLane(decoding(packets), output, packets, queue: queue)
    let session = CaptureSession(
      packets: packets, queue: queue, lane: lane, files: files, servers: serverSinks)
    messages.info(
      "listening on \(packets.interfaces.map(\.name).joined(separator: ", ")), as \(user)")
    try session.start(most: options.count ?? .max)
    watch.begin(session)
    let places = PlaceWatch(options.wire.shared.geo, messages)
    defer { places?.stop() }
    return session.attend(signals, options.duration, messages)
  }

  /// Opens the interfaces.
  private func open() throws(PipelineError) -> LivePackets {
    var settings = LiveSettings()
    settings.filter = options.filter
    settings.exclusion = OwnTraffic.filter(options.wire.shared.servers) { messages.warning($0) }
    settings.isPromiscuous = options.isPromiscuous
    settings.snapLength = options.snapLength
    settings.kernelBytes = options.kernelBytes
    if let warning = FilterAdvice.warning(options.filter) { messages.warning(warning) }
    do throws(LiveCaptureError) {
      return try LivePackets(options.interfaces, settings)
    } catch {
      throw .invalid("\(error)")
    }
  }

  /// Gives up what is needed no longer; returns the name of the user that the program is then.
  private func dropRights() throws(PipelineError) -> String {
    do throws(LiveCaptureError) {
      let user = try user()
      try Privileges.drop(to: user)
      return user?.name ?? Privileges.userName
    } catch {
      throw .invalid("\(error)")
    }
  }

  /// The user to become; nil to stay the one it is.
  private func user() throws(LiveCaptureError) -> User? {
    if let name = options.user { return try User(named: name) }
    guard Privileges.isRoot else { return nil }
    if let files = options.files, let owner = User(owning: PacketFileName(files.path).folder) {
      return owner
    }
    return try? User(named: "nobody")
  }

  /// What keeps the packets; nil if nothing is to.
  private func fileLane(
    _ packets: LivePackets, _ user: String
  ) throws(PipelineError) -> PacketFileLane? {
    guard let files = options.files else { return nil }
    let plan = PacketFiles.Plan(
      files: files, origin: ThisMachine.origin,
      interfaces: packets.interfaces.map {
        SectionWriter.Interface(
          name: $0.name, linkType: $0.linkType, snapLength: UInt32(clamping: options.snapLength),
          filter: options.filter)
      }, user: user)
    do throws(PacketFileError) {
      return try PacketFileLane(
        plan, packets, queue: PacketQueue(bytes: options.queueBytes), messages)
    } catch {
      throw .invalid("\(error)")
    }
  }

  private func decoding(_ packets: LivePackets) -> FrameDecoding {
    let hostname = ThisMachine.hostname
    let names = packets.interfaces.map(\.name)
    var source = EventHash(key: EventHash.Value(high: 0, low: 0))
    source.append(WallClock.microseconds)
    for text in [hostname] + names { source.append(Array(text.utf8).span) }
    return FrameDecoding(
      options.wire, TrafficObserver(hostname: hostname, interfaces: names), source: source.value())
  }
}
