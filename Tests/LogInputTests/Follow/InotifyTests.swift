import Glibc
import Testing

@testable import LogInput

@Suite("Inotify")
struct InotifyTests {
  @Test("F54: a full queue is seen as a loss of notices")
  func overflow() {
    let notices = parse(notice(-1, UInt32(IN_Q_OVERFLOW), "", padding: 0))
    #expect(notices.map(\.tellsOfLoss) == [true])
  }

  @Test("notices are taken apart one after another, names without what fills them up")
  func several() {
    let bytes =
      notice(1, UInt32(IN_MODIFY), "a.log", padding: 11)
      + notice(2, UInt32(IN_CREATE) | UInt32(IN_ISDIR), "sub", padding: 13)
      + notice(3, UInt32(IN_IGNORED), "", padding: 0)
    let notices = parse(bytes)
    #expect(notices.map(\.watch) == [1, 2, 3])
    #expect(notices.map(\.name) == ["a.log", "sub", ""])
    #expect(notices.map(\.tellsOfContents) == [true, false, false])
    #expect(notices.map(\.isDirectory) == [false, true, false])
    #expect(notices.map(\.endsWatch) == [false, false, true])
  }

  @Test("what is cut short is left out, whatever it says of its length")
  func cutShort() {
    let bytes = notice(1, UInt32(IN_MODIFY), "a.log", padding: 11)
    for count in 0..<bytes.count { #expect(parse(Array(bytes[..<count])).isEmpty) }
    var wrong = bytes
    wrong.replaceSubrange(12..<16, with: [0xFF, 0xFF, 0xFF, 0xFF])
    #expect(parse(wrong).isEmpty)
  }

  private func parse(_ bytes: [UInt8]) -> [InotifyNotice] {
    var notices: [InotifyNotice] = []
    bytes.withUnsafeBytes { InotifyNotice.parse($0) { notices.append($0) } }
    return notices
  }

  private func notice(_ watch: Int32, _ mask: UInt32, _ name: String, padding: Int) -> [UInt8] {
    let numbers = [UInt32(bitPattern: watch), mask, 0, UInt32(name.utf8.count + padding)]
    let head = numbers.flatMap { number in withUnsafeBytes(of: number) { Array($0) } }
    return head + Array(name.utf8) + [UInt8](repeating: 0, count: padding)
  }
}
