import TestPackets
import Testing

@testable import LiveCapture

@Suite("what is wrong with a filter")
struct FilterFaultTests {
  /// A small language: words that are known, joined by `and` and `or`, in parentheses.
  private func isRight(_ text: String) -> Bool {
    var words = text.replacing("(", with: " ( ").replacing(")", with: " ) ").split(separator: " ")
    func operand() -> Bool {
      guard let word = words.first else { return false }
      words.removeFirst()
      if word == "(" {
        guard expression(), words.first == ")" else { return false }
        words.removeFirst()
        return true
      }
      return ["tcp", "udp", "ip"].contains(word)
    }
    func expression() -> Bool {
      guard operand() else { return false }
      while let word = words.first, ["and", "or"].contains(word) {
        words.removeFirst()
        guard operand() else { return false }
      }
      return true
    }
    return expression() && words.isEmpty
  }

  @Test(
    "the first word that cannot follow is shown",
    arguments: [
      ("tcp prot", "prot"), ("tcp and and udp", "and udp"), ("tcp and foo", "foo"),
      ("(tcp or udp", ""), ("foo", "foo"), ("tcp) and udp", ") and udp"),
      ("((tcp) and (udp or bar))", "bar))"), ("tcp or", "or"),
    ])
  func places(text: String, rest: String) {
    let place = FilterFault(text).place(isRight)
    #expect(place.map { String(text.dropFirst($0.lowerBound)) } == rest, "\(text)")
  }

  @Test("texts of any kind have a place within them, or none")
  func random() {
    var random = SeededGenerator(11)
    let parts = ["tcp", "and", "(", ")", " ", "é", "!", "&&", "port", "\t", "or", "udp"]
    for _ in 0..<2000 {
      let text = (0..<Int.random(in: 0...12, using: &random)).map { _ in
        parts.randomElement(using: &random) ?? ""
      }.joined()
      guard let place = FilterFault(text).place(isRight) else { continue }
      #expect(place.lowerBound <= text.utf8.count && place.upperBound <= text.utf8.count + 1)
    }
  }

  @Test("each error says where, what, and what to do")
  func texts() {
    let errors: [(LiveCaptureError, String)] = [
      (
        .badFilter(text: "udp prot 5060", problem: "syntax error", place: 4..<8),
        """
        --filter: syntax error
          udp prot 5060
              ^^^^
        help: write it as tcpdump has it, pcap-filter(7): udp port 5060 or tcp port 5061
        """
      ),
      (
        .noSuchInterface(name: "eth9", known: ["eth0", "any", "lo"]),
        "eth9: there is no such interface\nhelp: there are eth0, any and lo"
      ),
      (
        .isDown(interface: "eth1"),
        "eth1: the interface is down\nhelp: switch it on: sudo ip link set eth1 up"
      ),
      (
        .noPermission(interface: "eth0", program: "/usr/local/bin/genlog-wire"),
        "eth0: no permission to capture: that needs the capability CAP_NET_RAW\n"
          + "help: run it as root, or let this program have it: sudo setcap cap_net_raw=ep "
          + "/usr/local/bin/genlog-wire; docs/wire.md tells how to keep that to a group"
      ),
    ]
    for (error, text) in errors { #expect(error.description == text) }
  }
}
