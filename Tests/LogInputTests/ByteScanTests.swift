import Testing

@testable import LogInput

@Suite("ByteScan")
struct ByteScanTests {
  @Test(
    "one byte of 0x80 or above is found wherever it stands", arguments: [0x80, 0xFF] as [UInt8])
  func highByte(_ high: UInt8) {
    for count in [0, 1, 7, 8, 63, 64, 65, 200] {
      var bytes = [UInt8](repeating: 0x7F, count: count)
      #expect(bytes.withUnsafeBytes { ByteScan.isASCII($0) })
      for place in 0..<count {
        bytes[place] = high
        #expect(!bytes.withUnsafeBytes { ByteScan.isASCII($0) }, "\(place) of \(count)")
        bytes[place] = 0x7F
      }
    }
  }

  @Test("the first and the last newline are found", arguments: [1, 2, 4095, 4096, 4097, 10_000])
  func newlines(_ count: Int) {
    var bytes = [UInt8](repeating: 0x20, count: count)
    #expect(bytes.withUnsafeBytes { ByteScan.lastNewline(in: $0) } == nil)
    #expect(bytes.withUnsafeBytes { ByteScan.firstNewline(in: $0) } == nil)
    for place in [0, count / 3, count / 2, count - 1] {
      bytes[place] = 0x0A
      #expect(
        bytes.withUnsafeBytes { ByteScan.lastNewline(in: $0) } == bytes.lastIndex(of: 0x0A))
      #expect(bytes.withUnsafeBytes { ByteScan.firstNewline(in: $0) } == 0)
    }
  }

  @Test("nothing holds no newline, and is ASCII")
  func empty() {
    let nothing = UnsafeRawBufferPointer(start: nil, count: 0)
    #expect(ByteScan.isASCII(nothing))
    #expect(ByteScan.lastNewline(in: nothing) == nil)
    #expect(ByteScan.firstNewline(in: nothing) == nil)
  }
}
