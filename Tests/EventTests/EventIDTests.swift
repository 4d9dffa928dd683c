import Testing

@testable import Event

@Suite("Names of events")
struct EventIDTests {
  /// The first, 16th and 64th of the authors' `vectors_sip128`, key and input 00, 01, 02 ...
  @Test(
    "the hash is SipHash-2-4-128",
    arguments: [
      (0, 0xe6a8_25ba_047f_81a3 as UInt64, 0x9302_55c7_1472_f66d as UInt64),
      (15, 0x11a8_b033_99e9_9354, 0xd9c3_cf97_0fec_087e),
      (63, 0x4a83_502f_77d1_5051, 0x7cbd_3f97_9a06_3e50),
    ])
  func hash(count: Int, low: UInt64, high: UInt64) {
    let key = EventHash.Value(high: 0x0f0e_0d0c_0b0a_0908, low: 0x0706_0504_0302_0100)
    let bytes = (0..<count).map { UInt8($0) }
    for split in 0...count {
      var hash = EventHash(key: key)
      let (head, rest) = (Array(bytes[..<split]), Array(bytes[split...]))
      hash.append(head.span)
      hash.append(rest.span)
      #expect(hash.value() == EventHash.Value(high: high, low: low))
    }
  }

  @Test("a number counts as its eight bytes")
  func number() {
    var (one, other) = (
      EventHash(key: EventHash.Value(high: 1, low: 2)),
      EventHash(key: EventHash.Value(high: 1, low: 2))
    )
    one.append(0x0807_0605_0403_0201)
    let bytes: [UInt8] = [1, 2, 3, 4, 5, 6, 7, 8]
    other.append(bytes.span)
    #expect(one.value() == other.value())
  }

  private func text(_ id: EventID) -> String {
    var out = JSONBuffer()
    id.append(to: &out)
    return out.text()
  }

  @Test("a name is 22 characters of base64url")
  func texts() {
    let all = EventHash.Value(high: .max, low: .max)
    #expect(text(EventID(time: 0, hash: .init(high: 0, low: 0))) == "AAAAAAAAAAAAAAAAAAAAAA")
    #expect(text(EventID(time: nil, hash: all)) == "AAAAAAAA_____________w")
    #expect(text(EventID(time: -5, hash: all)) == "AAAAAAAA_____________w")
    #expect(text(EventID(time: .max, hash: all)).utf8.count == 22)
  }

  @Test("the text of a name reads back as the name", arguments: 0..<100)
  func readsBack(round: Int) {
    let hash = EventHash.Value(high: .random(in: 0 ... .max), low: .random(in: 0 ... .max))
    let id = EventID(time: .random(in: 0 ... .max), hash: hash)
    var bytes = Array(text(id).utf8)
    #expect(EventID(text: bytes.span) == id)
    bytes[Int.random(in: 0..<22)] = UInt8.random(in: 0...255)
    _ = EventID(text: bytes.span)
    bytes.removeLast()
    #expect(EventID(text: bytes.span) == nil)
  }

  @Test("names of different times differ")
  func order() {
    let times: [Int64] = [0, 1_000_000, 1_768_205_700_124_000, 4_102_444_800_000_000]
    let texts = times.map { text(EventID(time: $0, hash: .init(high: 7, low: 9))) }
    #expect(Set(texts).count == times.count)
  }
}
