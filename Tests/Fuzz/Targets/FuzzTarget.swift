/// A reader of outside bytes, and what must hold of it whatever the bytes are.
protocol FuzzTarget: AnyObject, SendableMetatype {
  /// What `make fuzz` calls it.
  static var name: String { get }
  /// Inputs to begin with.
  static var seeds: [[UInt8]] { get }
  /// Words that inputs are likely to hold.
  static var words: [String] { get }
  /// How many bytes stand before the log in its inputs; nil where inputs are no logs.
  static var logPrefix: Int? { get }

  /// Makes the tools that inputs share.
  init()

  /// Reads one input; ends the process where something does not hold.
  func run(_ bytes: [UInt8])
}

extension FuzzTarget {
  static var words: [String] { [] }
  static var logPrefix: Int? { nil }
}

/// All targets, in the order of `make fuzz`.
let allTargets: [any FuzzTarget.Type] = [
  RecordTarget.self, BlockTarget.self, EventTarget.self, DumpTarget.self, SIPTarget.self,
  SpoolTarget.self, MessageFileTarget.self, StampTarget.self, GrokTarget.self,
  PatternFileTarget.self, RuleFileTarget.self, FilterTarget.self, LookupTarget.self,
  PrefilterTarget.self, GzipTarget.self, StateTarget.self, CaptureTarget.self, StreamTarget.self,
  HTTPTarget.self, WebSocketTarget.self,
  TLSTarget.self, SCTPTarget.self,
  PlaceTarget.self, PostcodeTableTarget.self, AddressDatabaseTarget.self,
]

/// Ends the process, so that the fuzzer keeps the input, unless `condition` holds.
func hold(_ condition: Bool, _ what: @autoclosure () -> String) {
  if !condition { fatalError(what()) }
}

/// The text of bytes, for messages.
func text(_ bytes: some Sequence<UInt8>) -> String {
  String(decoding: Array(bytes), as: UTF8.self)
}
