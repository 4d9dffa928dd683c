/// What an id has to look like to tie anything: no placeholder, and one spelling.
enum IDForm {
  /// A longer one is not an id.
  static let maxBytes = 256
  /// Shorter ones are counters of one server.
  private static let minBytes = 8

  /// Brings the id at the end of `text` into its one spelling; false if it names no call.
  ///
  /// Connection ids are read in any case. All others are told apart by case: interaction ids count
  /// with letters of both.
  static func settle(_ text: inout [UInt8], from start: Int, _ kind: CallID.Kind) -> Bool {
    let count = text.count - start
    guard count >= 1, count <= maxBytes else { return false }
    guard kind != .dialog else { return true }
    guard count >= minBytes else { return false }
    var isHex = count <= 16
    var hasDigit = false
    var isVaried = false
    for index in start..<text.count {
      let byte = text[index]
      if byte != text[start] { isVaried = true }
      switch byte {
      case 0x31...0x39: hasDigit = true
      case 0x30: break
      case 0x41...0x46, 0x61...0x66: break
      default: isHex = false
      }
    }
    if isHex {
      for index in start..<text.count where text[index] >= 0x41 && text[index] <= 0x46 {
        text[index] |= 0x20
      }
      // 0000000000000000 and ffffffffffffffff stand for none.
      return isVaried
    }
    // `undefined`, `unknown`, `00000000-0000-0000-0000-000000000000`.
    return kind != .connection && hasDigit
  }
}
