import Glibc
import LiveCapture
import PacketCapture
import Pipeline

/// Keeps packets in files, one after the other where they are rotated.
///
/// Once a file cannot be written, no further packets are: that is ``fault``.
struct PacketFiles: ~Copyable {
  /// What the files are to be, and what they say of where packets come from.
  struct Plan: Sendable {
    let files: CaptureOptions.Files
    let origin: SectionWriter.Origin
    let interfaces: [SectionWriter.Interface]
    /// Who the program is, for messages.
    let user: String
  }

  /// Packets written.
  private(set) var packets = 0
  /// Bytes of files, what is deleted since among them.
  private(set) var bytes: Int64 = 0
  /// Files begun.
  private(set) var count = 0
  /// What ended the writing.
  private(set) var fault: PacketFileError?

  private let plan: Plan
  private let name: PacketFileName
  private var file: PacketFile
  private var section: SectionWriter
  /// Packets of each interface that stand in files.
  private var delivered: [UInt64]
  /// The paths of rotated files, the oldest first.
  private var paths: [String]
  private var number: Int

  /// Bytes that gather before they are written: 256 KiB.
  private static let batch = 256 << 10

  /// Begins the first file.
  init(_ plan: Plan) throws(PacketFileError) {
    self.plan = plan
    name = PacketFileName(plan.files.path)
    delivered = [UInt64](repeating: 0, count: plan.interfaces.count)
    let existing = plan.files.isRotated ? name.existing() : []
    number = (existing.last?.number ?? 0) + 1
    paths = existing.map(\.path)
    let path = plan.files.isRotated ? name.path(number, at: time(nil)) : plan.files.path
    file = try PacketFile(path, user: plan.user)
    section = SectionWriter(plan.origin, plan.interfaces)
    noteFile()
  }

  /// Writes the packets of a block.
  ///
  /// - Parameter figures: what was captured so far, which stands at the end of each file.
  mutating func append(_ block: PacketBlock, _ figures: LivePackets.Figures) {
    attempt { (files) throws(PacketFileError) in
      try block.forEach { (frame, bytes) throws(PacketFileError) in
        if files.isFull(before: frame) { try files.rotate(figures) }
        files.section.append(frame, of: bytes)
        files.file.packets += 1
        files.packets += 1
        if frame.stamp.interface < files.delivered.count {
          files.delivered[Int(frame.stamp.interface)] += 1
        }
        if files.section.count >= Self.batch { try files.flush() }
      }
      try files.flush()
    }
  }

  /// Begins another file if it is time to, though no packets come.
  mutating func passTime(_ figures: LivePackets.Figures) {
    guard isDue else { return }
    attempt { (files) throws(PacketFileError) in try files.rotate(figures) }
  }

  /// Ends the last file.
  mutating func finish(_ figures: LivePackets.Figures) {
    attempt { (files) throws(PacketFileError) in try files.end(figures) }
  }

  // MARK: - Files

  private var isDue: Bool {
    guard let every = plan.files.rotateEvery, file.packets > 0 else { return false }
    return ContinuousClock.now - file.begun >= every
  }

  /// Whether the file would grow too large by a packet, or has been written to for long enough.
  private func isFull(before frame: CapturedFrame) -> Bool {
    guard file.packets > 0 else { return false }
    if let limit = plan.files.rotateBytes {
      // A packet's block has 32 bytes more, and up to 3 to fill it up; the statistics at the end have 76.
      let room = 36 + frame.bytes.count + plan.interfaces.count * 76
      if file.bytes + section.count + room > limit { return true }
    }
    return isDue
  }

  private mutating func rotate(_ figures: LivePackets.Figures) throws(PacketFileError) {
    try end(figures)
    number += 1
    file = try PacketFile(name.path(number, at: time(nil)), user: plan.user)
    section = SectionWriter(plan.origin, plan.interfaces)
    noteFile()
  }

  /// Enters a file that was begun, and deletes those that are too many.
  private mutating func noteFile() {
    count += 1
    guard plan.files.isRotated else { return }
    paths.append(file.path)
    guard let keep = plan.files.keep else { return }
    while paths.count > keep { unlink(paths.removeFirst()) }
  }

  /// Writes what stands at the end of a file.
  private mutating func end(_ figures: LivePackets.Figures) throws(PacketFileError) {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    for index in plan.interfaces.indices where index < figures.packets.count {
      section.append(
        SectionWriter.Statistics(
          received: UInt64(clamping: figures.packets[index] + figures.kernelDrops[index]),
          interfaceDrops: UInt64(clamping: figures.interfaceDrops[index]),
          kernelDrops: UInt64(clamping: figures.kernelDrops[index]), delivered: delivered[index]),
        of: index, at: Int64(now.tv_sec) * 1_000_000_000 + Int64(now.tv_nsec))
    }
    try flush()
    try file.sync()
  }

  private mutating func flush() throws(PacketFileError) {
    try section.withBytes { (content) throws(PacketFileError) in try file.write(content) }
    bytes += Int64(section.count)
    section.removeAll()
  }

  /// Does `work` unless the writing has ended; what it throws ends it.
  private mutating func attempt(
    _ work: (inout PacketFiles) throws(PacketFileError) -> Void
  ) {
    guard fault == nil else { return }
    do throws(PacketFileError) {
      try work(&self)
    } catch {
      fault = error
    }
  }
}
