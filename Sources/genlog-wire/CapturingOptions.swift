import ArgumentParser
import Pipeline
import ProgramOptions

/// What packets are captured, and what is kept of them.
struct CapturingOptions: ParsableArguments {
  @Option(name: [.customShort("i"), .long], help: .option("interface"))
  var interface: [String] = []

  @Option(help: .option("filter"))
  var filter: String?

  @Flag(inversion: .prefixedNo, help: .option("promiscuous"))
  var promiscuous: Bool?

  @Option(help: .option("snap-length"))
  var snapLength: Int?

  @Option(help: .option("kernel-buffer"))
  var kernelBuffer: String?

  @Option(help: .option("queue"))
  var queue: String?

  @Option(help: .option("drop-to"))
  var dropTo: String?

  @Option(help: .option("write"), completion: .file())
  var write: String?

  @Option(help: .option("rotate-size"))
  var rotateSize: String?

  @Option(help: .option("rotate-every"))
  var rotateEvery: String?

  @Option(help: .option("keep"))
  var keep: Int?

  @Option(name: [.customShort("c"), .long], help: .option("count"))
  var count: Int?

  @Option(help: .option("duration"))
  var duration: String?

  /// Enters what was given.
  func fill(_ values: inout OptionValues) {
    values.interface = interface.isEmpty ? nil : interface
    values.filter = filter
    values.promiscuous = promiscuous
    values.snapLength = snapLength
    values.kernelBuffer = kernelBuffer
    values.queue = queue
    values.dropTo = dropTo
    values.write = write
    values.rotateSize = rotateSize
    values.rotateEvery = rotateEvery
    values.keep = keep
    values.count = count
    values.duration = duration
  }
}
