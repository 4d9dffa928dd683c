package import Monitoring

/// What `genlog-wire capture` is to do: all options with their defaults, checked.
package struct CaptureOptions: Sendable {
  /// Where packets are kept.
  package struct Files: Sendable, Equatable {
    /// The file; where files are rotated, what their names are made of.
    package var path: String
    /// Before a file is larger, another is begun; nil if not.
    package var rotateBytes: Int?
    /// After that time another file is begun; nil if not.
    package var rotateEvery: Duration?
    /// How many files are kept; nil is all.
    package var keep: Int?

    /// Describes files.
    package init(path: String, rotateBytes: Int?, rotateEvery: Duration?, keep: Int?) {
      self.path = path
      self.rotateBytes = rotateBytes
      self.rotateEvery = rotateEvery
      self.keep = keep
    }

    /// Whether there is more than one file.
    package var isRotated: Bool { rotateBytes != nil || rotateEvery != nil }
  }

  /// What decoding is to do.
  package let wire: WireOptions
  /// The interfaces, at least one.
  package let interfaces: [String]
  /// Which packets are captured; nil is all.
  package let filter: String?
  /// Whether cards hand on what is not addressed to them.
  package let isPromiscuous: Bool
  /// Bytes that are captured of a packet.
  package let snapLength: Int
  /// Bytes that the kernel holds of each interface.
  package let kernelBytes: Int
  /// Bytes that wait to be decoded.
  package let queueBytes: Int
  /// The user to become; nil for what is best.
  package let user: String?
  /// Where packets are kept; nil for nowhere.
  package let files: Files?
  /// Packets after which it ends.
  package let count: Int?
  /// The time after which it ends.
  package let duration: Duration?
  /// Where metrics are answered; nil for nowhere.
  package let metrics: ListenAddress?

  /// What the kernel can be asked to hold of an interface.
  private static let kernelRange = 1_000_000...2_000_000_000
  private static let queueRange = 5_000_000...16_000_000_000
  private static let rotateRange = 10_000...1_000_000_000_000

  /// Checks `values` and fills in the defaults.
  ///
  /// - Throws: ``PipelineError``, all that is wrong with the values.
  package init(_ values: OptionValues, needsInterfaces: Bool = true) throws(PipelineError) {
    var check = OptionCheck(values)
    interfaces = values.interface ?? []
    filter = values.filter
    isPromiscuous = values.promiscuous ?? true
    snapLength = check.number("snap-length", values.snapLength, in: 64...262_144, 262_144)
    kernelBytes =
      check.size("kernel-buffer", values.kernelBuffer, in: Self.kernelRange) ?? 32_000_000
    queueBytes = check.size("queue", values.queue, in: Self.queueRange) ?? 64_000_000
    user = values.dropTo
    files = Self.files(&check)
    count = values.count.map { check.number("count", $0, in: 1...Int.max, 1) }
    duration = check.duration("duration", values.duration)
    metrics = check.read("metrics", or: nil, try FollowOptions.address(values.metrics))
    if needsInterfaces { check.interfaces(interfaces) }
    do throws(PipelineError) {
      wire = try WireOptions(
        values, needsInputs: false, captureHelp: "--write FILE keeps the packets themselves")
    } catch {
      check.add(error)
      try check.finish()
      throw error
    }
    try check.finish()
  }

  private static func files(_ check: inout OptionCheck) -> Files? {
    let values = check.values
    let size = check.size("rotate-size", values.rotateSize, in: rotateRange)
    let every = check.duration("rotate-every", values.rotateEvery)
    let keep = values.keep.map { check.number("keep", $0, in: 1...1_000_000, 1) }
    guard let path = values.write else {
      for name in ["rotate-size", "rotate-every", "keep"]
      where OptionKey.named(name)?.isGiven(in: values) ?? false {
        check.refuse(
          [name], "--\(name) is about the files of --write", help: "give --write FILE too")
      }
      return nil
    }
    if path.isEmpty || path.hasSuffix("/") {
      check.refuse(
        ["write"], "--write \(PrintableText.short(path)): names no file",
        help: "write it as /var/lib/genlog/calls.pcapng")
    }
    if let every, every < .seconds(1) {
      check.refuse(["rotate-every"], "--rotate-every is too short", help: "give at least 1s")
    }
    if keep != nil, size == nil, every == nil {
      check.refuse(
        ["keep"], "--keep is about files that are rotated",
        help: "give --rotate-size or --rotate-every too")
    }
    return Files(path: path, rotateBytes: size, rotateEvery: every, keep: keep)
  }
}

extension OptionCheck {
  /// Notes what is wrong with the interfaces to listen to.
  fileprivate mutating func interfaces(_ names: [String]) {
    if names.isEmpty {
      refuse(
        ["interface"], "no interface is named",
        help: "give -i NAME; genlog-wire capture --list shows those there are, any is all of them")
    }
    if Set(names).count < names.count {
      refuse(["interface"], "--interface names one twice", help: "name each once")
    }
    if names.count > 1, names.contains("any") {
      refuse(
        ["interface"], "--interface any has the packets of all others too",
        help: "give it alone, or leave it out")
    }
  }
}
