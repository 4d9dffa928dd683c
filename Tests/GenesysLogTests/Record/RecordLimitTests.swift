import Testing

@testable import GenesysLog

@Suite("RecordReader: limits, and any bytes")
struct RecordLimitTests {
  @Test("a record of too many lines is cut, and what is left goes on as another")
  func lines() {
    let log = RecordLog(
      "10:00:00.001 a\n1\n2\n3\n4\n5\n10:00:00.002 b\n", limits: RecordLimits(lines: 3, bytes: 1000)
    )
    #expect(log.texts == ["10:00:00.001 a\n1\n2", "3\n4\n5", "10:00:00.002 b"])
    #expect(log.records.map(\.isCut) == [true, false, false])
    #expect(log.records.map(\.isContinued) == [false, true, false])
    #expect(log.records[1].time == log.records[0].time)
  }

  @Test("a record of too many bytes is cut, and the next one with a stamp does not go on")
  func bytes() {
    let log = RecordLog(
      "10:00:00.001 a\n12345678\n12345678\n12345678\n10:00:00.002 b\n",
      limits: RecordLimits(lines: 1000, bytes: 25))
    #expect(log.texts.first == "10:00:00.001 a\n12345678")
    #expect(log.records.map(\.isCut) == [true, false, false])
    #expect(log.records.map(\.isContinued) == [false, true, false])
  }

  @Test("a line is never cut, however long")
  func longLine() {
    let line = "10:00:00.001 " + String(repeating: "x", count: 500)
    let log = RecordLog(line + "\n" + line + "\n", limits: RecordLimits(lines: 1, bytes: 10))
    #expect(log.texts == [line, line])
    #expect(log.records.allSatisfy { !$0.isCut && !$0.isContinued })
  }

  @Test("blank lines without end do not hold a record back")
  func blankLines() {
    let log = RecordLog(
      "10:00:00.001 a\n" + String(repeating: "\n", count: 1000) + "10:00:00.002 b\n",
      limits: RecordLimits(lines: 10, bytes: 100))
    #expect(log.texts == ["10:00:00.001 a", "10:00:00.002 b"])
    #expect(log.records[0].extent.count < 200)
  }

  @Test("a message longer than a record may be is not waited for")
  func longMessage() {
    let log = RecordLog(
      "10:00:00.001: Sending  [0,UDP] 5000 bytes to 192.0.2.82:5060 >>>>>\nx\n10:00:00.002: b\n",
      limits: RecordLimits(lines: 10, bytes: 1000))
    #expect(log.records.count == 2)
    #expect(log.records[0].wire?.isComplete == false)
  }

  @Test("every byte is in one record or blank, and blocks change no record", arguments: 0..<300)
  func any(seed: Int) {
    var numbers = SeededNumbers(seed: UInt64(seed))
    let log = RandomLog.bytes(&numbers)
    let limits =
      seed % 3 == 0
      ? RecordLimits(
        lines: Int.random(in: 1...6, using: &numbers),
        bytes: Int.random(in: 1...300, using: &numbers)) : .standard
    let whole = RecordLog(log, limits: limits)
    expectTiling(whole.records, log)
    for _ in 0..<4 {
      let greatest = Int.random(in: 0...300, using: &numbers)
      let blocks = RecordLog(
        log, limits: limits, sizes: { Int.random(in: 0...greatest, using: &numbers) })
      expectTiling(blocks.records, log)
      #expect(blocks.records.map(\.facts) == whole.records.map(\.facts), "\(log)")
    }
  }

  private func expectTiling(_ records: [LogRecord], _ log: [UInt8]) {
    var end = 0
    for record in records {
      #expect(record.extent.lowerBound >= end && !record.extent.isEmpty)
      #expect(isBlank(log[end..<max(record.extent.lowerBound, end)], isStart: end == 0))
      #expect(record.extent.lowerBound <= record.range.lowerBound)
      #expect(record.range.upperBound <= record.extent.upperBound)
      end = record.extent.upperBound
    }
    #expect(isBlank(log[end...], isStart: end == 0))
  }

  /// Whether bytes are blank, a byte order mark at the log's start aside.
  private func isBlank(_ bytes: ArraySlice<UInt8>, isStart: Bool) -> Bool {
    bytes.allSatisfy {
      [0, 0x09, 0x0A, 0x0D, 0x20].contains($0) || (isStart && [0xEF, 0xBB, 0xBF].contains($0))
    }
  }
}

/// Logs of such lines as decide where records end, and of others.
private enum RandomLog {
  private static let lines = [
    "10:00:00.000 Std 24200 Object: [CfgFolder]", "10:00:00.100: text.10:00:00.101: glued",
    "\tmember",
    "  member", "", "  ", "\0\0", "member", "-Ap[1]->-648 @05:21:34.8600", "$+CTI:X:1",
    "    _I_I_00d2025f31ae001c [14:33] strategy: a", "DBRequest, handle 453 sent, query :",
    "Application name: confserv", "Build information :", "Local time:  2015-12-07T18:51:34.860",
    "Key: value", "10:00:00.001: Sending  [0,UDP] 30 bytes to 192.0.2.82:5060 >>>>>",
    "HTTP[56,TCP] <<<< 9 bytes from 192.0.2.9 <<<<", "main.js?v:2 2026-01-28 04:27:43.200 c",
    "10:00:00.000 HTTP[56,TCP] <<<< 14 bytes from 192.0.2.9 <<<<", "SIP/2.0 200 OK", "1234567",
    "\u{FEFF}", "\u{FEFF}10:00:00.000 x", "2016-05-13T16:29:54.229 Std 05060 é",
  ].map { Array($0.utf8) }

  static func bytes(_ numbers: inout SeededNumbers) -> [UInt8] {
    var log: [UInt8] = []
    for _ in 0..<Int.random(in: 0...60, using: &numbers) {
      log += lines.randomElement(using: &numbers) ?? []
      if Int.random(in: 0..<12, using: &numbers) == 0, !log.isEmpty {
        log[Int.random(in: 0..<log.count, using: &numbers)] =
          UInt8.random(in: 0...255, using: &numbers)
      }
      log += [[0x0A], [0x0D, 0x0A], [0x0A], []].randomElement(using: &numbers) ?? []
    }
    return log
  }
}
