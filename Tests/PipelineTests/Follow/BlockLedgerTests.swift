import LogInput
import Testing

@testable import Pipeline

@Suite("what is committed of a file")
struct BlockLedgerTests {
  @Test("F70: receipts in any order move the place only as far as nothing is missing")
  func anyOrder() {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<200 {
      var ledger = BlockLedger()
      let count = Int.random(in: 1...20, using: &random)
      for number in 0..<count { ledger.add(number, end: TailPlace(offset: Int64(number + 1) * 10)) }
      var settled: Set<Int> = []
      var place: Int64 = 0
      for number in (0..<count).shuffled(using: &random) {
        settled.insert(number)
        if let end = ledger.settle(number) {
          #expect(end.offset > place)
          place = end.offset
        }
        let whole = (0..<count).first { !settled.contains($0) } ?? count
        #expect(place == Int64(whole) * 10)
      }
      #expect(ledger.isEmpty)
    }
  }

  @Test("a receipt for a block that is not on its way changes nothing")
  func unknown() {
    var ledger = BlockLedger()
    #expect(ledger.settle(1) == nil)
    ledger.add(1, end: TailPlace(offset: 10))
    #expect(ledger.settle(2) == nil)
    #expect(!ledger.isEmpty)
    #expect(ledger.settle(1)?.offset == 10)
    #expect(ledger.settle(1) == nil)
  }
}
