import Testing

@testable import WireTools

@Suite("filters that lose fragments")
struct FilterAdviceTests {
  @Test(
    "a filter by ports of UDP is warned of, unless it takes fragments",
    arguments: [
      ("udp port 5060", true), ("port 5060", true), ("(udp dst port 5060) or icmp", true),
      ("host 192.0.2.1 and portrange 5060-5070", true), ("udp src or dst port 5060", true),
      ("tcp port 5060", false), ("tcp dst port 5060 and host 192.0.2.1", false), ("udp", false),
      ("udp port 5060 or (ip[6:2] & 0x1fff != 0)", false), ("udp port 5060 or ip6 proto 44", false),
      ("udp port 5060 or ip[6 : 2] & 0x1fff != 0", false), ("", false),
    ])
  func warning(filter: String, isWarned: Bool) {
    #expect((FilterAdvice.warning(filter) != nil) == isWarned)
  }

  @Test("no filter loses nothing")
  func none() { #expect(FilterAdvice.warning(nil) == nil) }
}
