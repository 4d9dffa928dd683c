import Glibc
import LogInput
import PacketCapture

/// The files that arguments lead to, by what they hold: logs, and captures of packets.
struct LogInputs {
  /// All that are not captures.
  private(set) var logs: [InputFile] = []
  /// Captures.
  private(set) var captures: [InputFile] = []
  /// What could not be found or listed.
  let problems: [LogInputError]

  /// Looks for the arguments.
  ///
  /// - Parameter findsNamed: whether captures that are arguments themselves are among ``captures``; else they are
  ///   left to be refused when they are opened, as any file that is no log.
  init(_ arguments: [String], findsNamed: Bool = false) {
    let (files, problems) = InputDiscovery.resolve(arguments)
    self.problems = problems
    for file in files {
      if findsNamed || !file.isNamed, Self.isCapture(file) {
        captures.append(file)
      } else {
        logs.append(file)
      }
    }
  }

  /// All but the captures that were found in directories and by patterns, about which there is a note.
  func withoutFoundCaptures(
    _ messages: MessageLog
  ) -> (logs: [InputFile], problems: [LogInputError]) {
    if let first = captures.first {
      let more = captures.count > 1 ? " and \(captures.count - 1) more" : ""
      messages.info(
        "\(first.path)\(more): passed over, as they hold packets: `genlog-wire decode` reads them")
    }
    return (logs, problems)
  }

  /// Whether a file holds packets, plain or compressed, by its first bytes; a stream is not touched.
  static func isCapture(_ file: InputFile) -> Bool {
    var status = stat()
    guard !file.isStandardInput, stat(file.path, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      let source = try? ByteSource(file)
    else { return false }
    return withUnsafeTemporaryAllocation(
      byteCount: CaptureReader.recognisedBytes, alignment: 8
    ) { buffer in
      var count = 0
      while count < buffer.count,
        let read = try? source.read(
          into: UnsafeMutableRawBufferPointer(rebasing: buffer[count...])),
        read > 0
      {
        count += read
      }
      let head = buffer[..<count].map { $0 }
      return CaptureReader.recognises(head.span)
    }
  }
}
