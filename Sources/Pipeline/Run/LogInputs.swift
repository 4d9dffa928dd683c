import Glibc
import LogInput
import PacketCapture

/// The files that arguments lead to, by what they are: logs, captures of packets, and what lies beside logs.
struct LogInputs {
  /// All that are neither of the others.
  private(set) var logs: [InputFile] = []
  /// Captures.
  private(set) var captures: [InputFile] = []
  /// Files that were found, not named, and are no logs by their names: rules, events, notes.
  private(set) var others: [InputFile] = []
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
      if file.isOther {
        others.append(file)
      } else if findsNamed || !file.isNamed, Self.isCapture(file) {
        captures.append(file)
      } else {
        logs.append(file)
      }
    }
  }

  /// The logs, after a note about captures and other files that were found in directories and by patterns.
  func telling(_ messages: MessageLog) -> (logs: [InputFile], problems: [LogInputError]) {
    Self.tell(
      captures, "passed over, as they hold packets: `genlog-wire decode` reads them", messages)
    tellOthers(messages)
    return (logs, problems)
  }

  /// Tells of the files that are no logs by their names, in one note.
  func tellOthers(_ messages: MessageLog) {
    Self.tell(
      others, "passed over, as their names are not those of logs: name one to read it", messages)
  }

  /// The captures that arguments lead to, and what could not be found or listed.
  ///
  /// What is named is taken for one; so is what was found and is called as captures are, so that one which is damaged is
  /// told. Other files that were found and hold no packets are passed over, with a note.
  static func captures(
    among arguments: [String], _ messages: MessageLog
  ) -> (files: [InputFile], problems: [LogInputError]) {
    let (files, problems) = InputDiscovery.resolve(arguments)
    let isWanted = files.map { $0.isNamed || isNamedAsCapture($0) || isCapture($0) }
    tell(
      zip(files, isWanted).filter { !$0.1 }.map(\.0), "passed over, as they hold no packets",
      messages)
    return (zip(files, isWanted).filter(\.1).map(\.0), problems)
  }

  private static func isNamedAsCapture(_ file: InputFile) -> Bool {
    let path = file.path.lowercased()
    let name = path.hasSuffix(".gz") ? path.dropLast(3) : path[...]
    return [".pcap", ".pcapng", ".cap"].contains { name.hasSuffix($0) }
  }

  private static func tell(_ files: [InputFile], _ what: String, _ messages: MessageLog) {
    guard let first = files.first else { return }
    let more = files.count > 1 ? " and \(files.count - 1) more" : ""
    messages.info("\(first.path)\(more): \(what)")
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
