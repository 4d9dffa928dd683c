import Event
import GenesysLog

/// The stamp at the start of a text.
func stamp(_ text: String, at start: Int = 0) -> Stamp? {
  let bytes = Array(text.utf8)
  return StampParser.parse(bytes.span, at: start)
}

/// The stamp at the end of a text, and where the text before it ends.
func trailingStamp(_ text: String) -> (stamp: Stamp, start: Int)? {
  let bytes = Array(text.utf8)
  return StampParser.parseTrailing(bytes.span, end: bytes.count)
}

/// What a stamp says, in one form: `2016-06-05 15:22:21.741000 +02:00 /3`.
func text(_ stamp: Stamp?) -> String {
  guard let stamp else { return "none" }
  func two(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }
  let seconds = stamp.timeOfDay / 1_000_000
  let fraction = String(1_000_000 + stamp.timeOfDay % 1_000_000).dropFirst()
  let day = stamp.day == Stamp.noDay ? "" : "\(CivilDate(dayNumber: stamp.day)) "
  var offset = ""
  if stamp.utcOffsetSeconds != Stamp.noOffset {
    let minutes = Int64(abs(stamp.utcOffsetSeconds)) / 60
    offset = stamp.utcOffsetSeconds < 0 ? " -" : " +"
    offset += "\(two(minutes / 60)):\(two(minutes % 60))"
  }
  return day + two(seconds / 3600) + ":" + two(seconds / 60 % 60) + ":" + two(seconds % 60)
    + "." + fraction + offset + " /\(stamp.digits)"
}

/// Numbers that look random and are the same on every run (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
