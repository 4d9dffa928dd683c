import Delivery
import LogInput
import Pipeline

/// Reads files of events, as genlog-wire writes them, into an inventory.
struct EventReading: ~Copyable {
  /// Longer events than logs and captures can make.
  private static let maxLineBytes = 64 << 20

  private let sink: InventorySink
  private var selection: EventSelection

  /// Reads into `sink` those events that the options keep, masked as they say.
  init(_ options: ParseOptions, into sink: InventorySink) {
    self.sink = sink
    selection = EventSelection(options)
  }

  /// Reads the files; returns what was wrong with them.
  mutating func read(_ paths: [String]) -> [String] {
    let (inputs, unfound) = InputDiscovery.resolve(paths)
    var problems = unfound.map { "\($0)" }
    for input in inputs {
      do throws(LogInputError) {
        if let problem = try read(input) { problems.append(problem) }
      } catch {
        problems.append("\(error)")
      }
    }
    return problems
  }

  private mutating func read(_ input: InputFile) throws(LogInputError) -> String? {
    let blocks = BlockReader(
      source: try ByteSource(input), pool: BlockPool(), maxLineBytes: Self.maxLineBytes)
    var others = 0
    var first: Int64 = 0
    while let block = try blocks.next() {
      block.withBytes { bytes in
        var lines = LineRanges(0)
        while let range = lines.next(in: bytes) {
          let isEvent = selection.pass(bytes.extracting(range)) { sink.add($0) }
          if isEvent { continue }
          if others == 0 { first = block.offset + Int64(range.lowerBound) }
          others += 1
        }
      }
    }
    guard others > 0 else { return nil }
    let name = input.isStandardInput ? "standard input" : input.path
    return
      "\(name): \(others == 1 ? "1 line is" : "\(others) lines are") no event, the first begins at byte "
      + "\(first)\nhelp: give events as `genlog-wire decode` or `genlog parse` write them, a line each"
  }
}
