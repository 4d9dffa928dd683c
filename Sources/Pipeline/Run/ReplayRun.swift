import Delivery
import GenesysLog
import LogInput

/// A run of `genlog replay`: dead letters in, and out to the server again.
package struct ReplayRun: Sendable {
  private let options: ReplayOptions

  /// Longer events than logs can make: their records are bounded.
  private static let maxLineBytes = 64 << 20

  /// Makes a run.
  package init(_ options: ReplayOptions) {
    self.options = options
  }

  /// Sends the letters; returns the exit code: 0 all are there, 3 a file is not what it should be, in whole
  /// or in part (the rest was sent), 4 the server refused some.
  package func run(_ messages: MessageLog) -> Int32 {
    let ledger = DeliveryLedger(
      destination: options.server.name, inputs: options.files.count)
    var problems = 0
    var fault: DeliveryError?
    do throws(DeliveryError) {
      let sink = try options.server.open(
        receipt: { ledger.enter($0) }, warning: { messages.warning($0) })
      for (number, path) in options.files.enumerated() {
        problems += try send(path, number, to: sink, messages)
      }
      try sink.finish()
    } catch {
      fault = error
      messages.error("\(error)")
    }
    messages.info(ledger.account.summary)
    if fault != nil { return 4 }
    return problems > 0 ? 3 : 0
  }

  /// Sends the letters of a file; returns how many problems there were.
  private func send(
    _ path: String, _ source: Int, to sink: ServerSink, _ messages: MessageLog
  ) throws(DeliveryError) -> Int {
    let blocks: BlockReader
    do throws(LogInputError) {
      blocks = BlockReader(
        source: try ByteSource(InputFile(path: path)), pool: BlockPool(),
        maxLineBytes: ReplayRun.maxLineBytes)
    } catch {
      messages.error("\(error)")
      return 1
    }
    var problems = 0
    while let block = next(blocks, &problems, messages) {
      try block.withBytes { (bytes) throws(DeliveryError) in
        var place = 0
        while let range = LineScan.nextLine(bytes, &place) {
          let line = bytes.extracting(range)
          if let letter = DeadLetter(line: line) {
            try sink.redeliver(letter, of: line, keepsIndex: options.keepsIndex, source: source)
          } else {
            problems += 1
            messages.error(
              "\(path): what begins at byte \(block.offset + Int64(range.lowerBound)) is no dead letter\n"
                + "help: correct the line, or take it out")
          }
        }
      }
    }
    return problems
  }

  private func next(
    _ blocks: BlockReader, _ problems: inout Int, _ messages: MessageLog
  ) -> InputBlock? {
    do throws(LogInputError) {
      return try blocks.next()
    } catch {
      problems += 1
      messages.error("\(error)")
      return nil
    }
  }
}
