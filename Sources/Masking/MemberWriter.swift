import Event

/// Writes an event anew, value by value, some of them left out.
///
/// An object or array opens when its first value is written; so one whose values were all left out is
/// not there either, as an event has no empty ones.
struct MemberWriter: ~Copyable {
  private struct Frame {
    let key: JSONValueRange?
    let isObject: Bool
    var isOpen = false
    var hasMembers = false
    /// Whether a value in it was left out.
    var hasGaps = false
  }

  private var out = JSONBuffer()
  private var frames: [Frame] = []
  /// How many of the frames are open.
  private var openFrames = 0

  /// Gives what was written.
  borrowing func withBytes(_ body: (Span<UInt8>) -> Void) {
    out.withBytes(body)
  }

  /// Begins an event.
  mutating func begin() {
    out.removeAll()
    frames.removeAll(keepingCapacity: true)
    openFrames = 0
  }

  /// Writes an event without a field.
  mutating func writeEmpty() {
    begin()
    out.append("{}\n")
  }

  /// Ends it, with the newline of `event`, which it was.
  mutating func finish(_ event: Span<UInt8>) {
    if out.count == 0 { return writeEmpty() }
    if event.count > 0, event[event.count - 1] == 0x0A { out.append(0x0A) }
  }

  /// Begins an object or array.
  mutating func open(key: JSONValueRange?, isObject: Bool) {
    frames.append(Frame(key: key, isObject: isObject))
  }

  /// Ends the innermost object or array.
  mutating func close(in event: Span<UInt8>) {
    guard let frame = frames.last else { return }
    if !frame.isOpen, frame.hasGaps {
      frames.removeLast()
      return skip()
    }
    openAll(in: event)
    out.append(frame.isObject ? UInt8(ascii: "}") : UInt8(ascii: "]"))
    frames.removeLast()
    openFrames = frames.count
  }

  /// Leaves a value out.
  mutating func skip() {
    if !frames.isEmpty { frames[frames.count - 1].hasGaps = true }
  }

  /// Writes a value as it was.
  mutating func append(_ value: JSONValueRange, key: JSONValueRange?, in event: Span<UInt8>) {
    begin(key, in: event)
    out.append(event, value.range)
  }

  /// Writes the part `range` of `text` as a string.
  mutating func append(
    _ text: [UInt8], _ range: Range<Int>, key: JSONValueRange?, in event: Span<UInt8>
  ) {
    begin(key, in: event)
    out.append(UInt8(ascii: "\""))
    out.append(escaping: text.span, range)
    out.append(UInt8(ascii: "\""))
  }

  /// Writes a text of which parts are hidden as a string.
  mutating func append(
    _ masked: MaskedText, of text: Span<UInt8>, replacements: [UInt8], key: JSONValueRange?,
    in event: Span<UInt8>
  ) {
    begin(key, in: event)
    out.append(UInt8(ascii: "\""))
    masked.write(text, replacements: replacements, isEscaped: true, to: &out)
    out.append(UInt8(ascii: "\""))
  }

  private mutating func begin(_ key: JSONValueRange?, in event: Span<UInt8>) {
    openAll(in: event)
    startMember(of: frames.count - 1, key, in: event)
  }

  /// Opens what has not been opened yet.
  private mutating func openAll(in event: Span<UInt8>) {
    while openFrames < frames.count {
      let frame = frames[openFrames]
      startMember(of: openFrames - 1, frame.key, in: event)
      out.append(frame.isObject ? UInt8(ascii: "{") : UInt8(ascii: "["))
      frames[openFrames].isOpen = true
      openFrames += 1
    }
  }

  private mutating func startMember(
    of frame: Int, _ key: JSONValueRange?, in event: Span<UInt8>
  ) {
    guard frame >= 0 else { return }
    if frames[frame].hasMembers { out.append(UInt8(ascii: ",")) }
    frames[frame].hasMembers = true
    guard let key else { return }
    out.append(event, key.range)
    out.append(UInt8(ascii: ":"))
  }
}
