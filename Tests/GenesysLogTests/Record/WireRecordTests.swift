import Testing

@testable import GenesysLog

@Suite("RecordReader: messages of a wire")
struct WireRecordTests {
  private static let message = ["SIP/2.0 200 OK", "Call-ID: 1", "", "13:54:59.884: a stamp"]

  private func log(count: Int, _ lines: [String] = Self.message, end: String = "\n") -> RecordLog {
    RecordLog(
      "13:54:59.880: Sending  [0,UDP] \(count) bytes to 192.0.2.82:5060 >>>>>\n"
        + lines.joined(separator: "\n") + end + "13:54:59.900: next\n")
  }

  private var byteCount: Int { Self.message.joined(separator: "\r\n").utf8.count }

  @Test("the count of bytes closes a message, CR LF put back, though a line looks like a stamp")
  func counted() throws {
    let log = log(count: byteCount)
    #expect(log.texts.count == 2)
    let wire = try #require(log.records[0].wire)
    #expect(log.text(wire.lines) == Self.message.joined(separator: "\n"))
    #expect(wire.isComplete && !wire.endsWithNewline)
    #expect(!wire.head.isInbound && wire.head.port == 5060 && wire.head.byteCount == byteCount)
  }

  @Test("a message that ends with CR LF says so")
  func endsWithNewline() throws {
    let wire = try #require(log(count: byteCount + 2).records[0].wire)
    #expect(wire.isComplete && wire.endsWithNewline)
  }

  @Test("blank lines after a message are the record's, and not the message's")
  func blankLines() throws {
    let log = log(count: byteCount, end: "\n\n\n")
    #expect(log.texts[0].hasSuffix("a stamp"))
    #expect(log.text(log.records[0].extent).hasSuffix("a stamp\n\n\n"))
  }

  @Test(
    "a count that does not fit leaves the message open, up to the next record",
    arguments: [-1, 1, 500])
  func wrongCount(difference: Int) throws {
    let log = log(count: byteCount + difference, Array(Self.message.dropLast()) + ["x"])
    let wire = try #require(log.records[0].wire)
    #expect(!wire.isComplete)
    #expect(log.text(wire.lines) == "SIP/2.0 200 OK\nCall-ID: 1\n\nx")
    #expect(log.texts.last == "13:54:59.900: next")
  }

  @Test("a head whose message is not there has none")
  func missing() {
    let log = log(count: 90, [], end: "")
    #expect(log.records.count == 2)
    #expect(log.records[0].wire == nil)
  }

  @Test("a message is the same with CR LF in the file")
  func windows() throws {
    let unix = log(count: byteCount)
    let windows = RecordLog(
      "13:54:59.880: Sending  [0,UDP] \(byteCount) bytes to 192.0.2.82:5060 >>>>>\r\n"
        + Self.message.joined(separator: "\r\n") + "\r\n13:54:59.900: next\r\n")
    let wire = try #require(windows.records[0].wire)
    #expect(wire.isComplete && windows.records.count == unix.records.count)
    #expect(windows.text(wire.lines) == Self.message.joined(separator: "\r\n"))
  }

  @Test(
    "heads of messages",
    arguments: [
      (
        "SIPTR: Received [0,UDP] 487 bytes from 192.0.2.82:5061 <<<<<", true, 487, 5061,
        "192.0.2.82"
      ),
      ("Sending  [0,TLS] 4 bytes to [2001:db8::1]:5060 >>>>>", false, 4, 5060, "2001:db8::1"),
      ("HTTP[56,TCP] <<<< 413 bytes from 192.0.2.9 <<<<", true, 413, 0, "192.0.2.9"),
      ("HTTP[42,TCP] >>>> 131 bytes >>>>", false, 131, 0, ""),
    ])
  func heads(text: String, isInbound: Bool, count: Int, port: Int, address: String) throws {
    let bytes = Array(text.utf8)
    let found = WireHead(bytes.span, 0..<bytes.count)
    let head = try #require(found)
    #expect(head.isInbound == isInbound && head.byteCount == count && Int(head.port) == port)
    #expect(String(decoding: bytes[head.address], as: UTF8.self) == address)
  }

  @Test(
    "texts that only look like heads are none",
    arguments: [
      "Sending [0,UDP] 0 bytes to 192.0.2.82:5060 >>>>>",
      "Sending [0,UDP] 99999999999 bytes to 192.0.2.82 >>>>>",
      "Sending [0,SCTP] 10 bytes to 192.0.2.82:5060 >>>>>", "a text of bytes that ends with >>>>>",
      "Sending [0,UDP] 10 bytes to 192.0.2.82:5060 ",
    ])
  func others(text: String) {
    let bytes = Array(text.utf8)
    #expect(WireHead(bytes.span, 0..<bytes.count) == nil)
  }
}
