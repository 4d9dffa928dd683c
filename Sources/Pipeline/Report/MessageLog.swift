import Event
import Glibc
import Logging

/// genlog's own messages, on standard error: text for people, or JSON for log collectors.
package struct MessageLog: Sendable {
  private let logger: Logger

  /// Messages as `options` ask for them; `--quiet` leaves out all but errors.
  package init(_ options: ParseOptions) {
    self.init(options.logFormat, isQuiet: options.isQuiet, isVerbose: options.isVerbose)
  }

  /// Messages as `options` ask for them.
  package init(_ options: ReplayOptions) {
    self.init(options.logFormat, isQuiet: options.isQuiet, isVerbose: options.isVerbose)
  }

  private init(_ format: ParseOptions.LogFormat, isQuiet: Bool, isVerbose: Bool) {
    var logger = Logger(label: "genlog") { _ in StandardErrorHandler(format: format) }
    logger.logLevel = isQuiet ? .error : isVerbose ? .debug : .info
    self.logger = logger
  }

  private init(_ logger: Logger) { self.logger = logger }

  /// One that says nothing: for a second reading of what has been complained of.
  package static var silent: MessageLog {
    MessageLog(Logger(label: "genlog") { _ in SwiftLogNoOpLogHandler() })
  }

  /// Something that the user should know, though the run goes on as asked.
  package func warning(_ text: String) {
    logger.warning("\(text)")
  }

  /// Something that the user has to know.
  package func error(_ text: String) {
    logger.error("\(text)")
  }

  /// More than most want to know.
  package func debug(_ text: String) {
    logger.debug("\(text)")
  }

  /// The account of what was done.
  package func info(_ text: String) {
    logger.info("\(text)")
  }
}

/// Writes each message to standard error in one call.
struct StandardErrorHandler: LogHandler {
  let format: ParseOptions.LogFormat
  var logLevel = Logger.Level.info
  var metadata: Logger.Metadata = [:]

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    var out = JSONBuffer(capacity: 256)
    switch format {
    case .text:
      if event.level >= .warning { out.append(text: "genlog: \(event.level): ") }
      out.append(text: event.message.description)
    case .json:
      var now = timespec()
      clock_gettime(CLOCK_REALTIME, &now)
      var time = TimestampText()
      out.append("{\"@timestamp\":\"")
      time.append(
        Int64(now.tv_sec) * 1_000_000 + Int64(now.tv_nsec) / 1000, digits: 3, to: &out)
      out.append("\",\"log\":{\"level\":")
      out.append(quoted: event.level.rawValue)
      out.append("},\"message\":")
      out.append(quoted: event.message.description)
      out.append("}")
    }
    out.append(UInt8(ascii: "\n"))
    out.withBytes { bytes in
      bytes.withUnsafeBufferPointer { _ = write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
  }
}
