import Testing

@testable import WireTools

@Suite("names of rotated files")
struct PacketFileNameTests {
  @Test(
    "number and time stand before the suffix",
    arguments: [
      ("/var/x/calls.pcapng", "/var/x/calls-00007-20261126T101500.pcapng"),
      ("calls.pcapng", "./calls-00007-20261126T101500.pcapng"),
      ("a/calls", "a/calls-00007-20261126T101500"),
      ("/a.b/.calls", "/a.b/.calls-00007-20261126T101500"),
      ("/a.tar.pcapng", "/a.tar-00007-20261126T101500.pcapng"),
    ])
  func path(base: String, path: String) {
    #expect(PacketFileName(base).path(7, at: 1_795_688_100) == path)
  }

  @Test("numbers that are long stay whole")
  func long() {
    let name = PacketFileName("a.pcapng")
    #expect(name.path(1_234_567, at: 0) == "./a-1234567-19700101T000000.pcapng")
    #expect(name.number(of: "a-1234567-19700101T000000.pcapng") == 1_234_567)
  }

  @Test(
    "names of others are not taken for its own",
    arguments: [
      "", "a", "a-.pcapng", "a-00001.pcapng", "a-00001-20261126T101500",
      "b-00001-20261126T101500.pcapng",
      "a-0001-20261126T101500.pcapng", "a-00001-20261126T10150.pcapng",
      "a-00001-20261126x101500.pcapng",
      "a-00001-2026112-T101500.pcapng", "a-99999999999999999999-20261126T101500.pcapng",
      "a-00001-20261126T101500-1.pcapng", "a-+0001-20261126T101500.pcapng",
    ])
  func others(name: String) {
    #expect(PacketFileName("a.pcapng").number(of: name) == nil)
  }
}
