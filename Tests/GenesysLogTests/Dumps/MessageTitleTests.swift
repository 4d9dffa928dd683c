import GenesysLog
import Testing

@Suite("Titles of messages")
struct MessageTitleTests {
  /// A title as text: name, direction, socket, name, type, host and port of the peer.
  private func title(_ head: String, _ members: String = "") -> String? {
    let bytes = Array((head + "\n" + members).utf8)
    let start = head.utf8.count
    guard
      let title = MessageTitle.find(
        bytes.span, head: 0..<start, members: start + 1..<bytes.count)
    else { return nil }
    let peer = title.peer
    let parts = [peer.socket, peer.name, peer.type, peer.host, peer.port].map { range in
      range.map { text(bytes, $0) } ?? "-"
    }
    let all = [text(bytes, title.name), title.direction?.rawValue ?? "-"] + parts
    return all.joined(separator: " ")
  }

  @Test(
    "name, direction and peer are found in the head",
    arguments: [
      (
        "[0] 8.1.101.25 distribute_event: message EventReleased",
        "EventReleased outbound - - - - -"
      ),
      (
        "[0] 8.1.101.25 distribute call/party event: message EventCallPartyDeleted",
        "EventCallPartyDeleted outbound - - - - -"
      ),
      ("[0] 8.1.101.25 send_to_client: message EventACK", "EventACK outbound - - - - -"),
      (
        "RequestQueryCall received from [66] (00000e85 ICON Voice 192.0.2.61:49280)",
        "RequestQueryCall inbound 66 ICON Voice - 192.0.2.61 49280"
      ),
      (
        "received from 65200(SIPTS750)host.example.com:7007(fd=) message EventRinging",
        "EventRinging inbound 65200 SIPTS750 - host.example.com 7007"
      ),
      (
        "request to 65200(TServer) message RequestRouteCall",
        "RequestRouteCall outbound 65200 TServer - - -"
      ),
      (
        "RLIB: received from 23(OR_Server_811) message RequestInvoke(1000000100)",
        "RequestInvoke inbound 23 OR_Server_811 - - -"
      ),
      (
        "[ISCC] Received from server TS_A@Switch_A: message ISCCEventTransactionCreated",
        "ISCCEventTransactionCreated inbound - TS_A Switch_A - -"
      ),
      (
        "Message MSGCFG_GETSERVERPROTOCOL received from 584 ( '')",
        "MSGCFG_GETSERVERPROTOCOL inbound 584 - - - -"
      ),
      (
        "Message MSGCFG_GETOBJECTINFO received from 16 (InteractionWorkspace  'Work (1) space')",
        "MSGCFG_GETOBJECTINFO inbound 16 Work (1) space InteractionWorkspace - -"
      ),
      (
        "MSGCFG_OBJECTCHANGED2 (0x2aab8c00) sent to 30 (SCE 'default')",
        "MSGCFG_OBJECTCHANGED2 outbound 30 default SCE - -"
      ),
      ("TEvent: EventRinging", "EventRinging inbound - - - - -"),
      (
        "IxnServer 'ixn' - SendRequest : 'request_submit' (101) message:",
        "request_submit outbound - - - - -"
      ),
      ("Proxy got message 'EventOnHook' ('87')", "EventOnHook inbound - - - - -"),
    ])
  func heads(head: String, expected: String) {
    #expect(title(head) == expected)
  }

  @Test(
    "a name that the head does not have is in the line after it",
    arguments: [
      (
        "[BSYNC] Trace: Send to backup (SIPS_sg01_B) [20]:", "message RequestSetCallInfo\n",
        "RequestSetCallInfo outbound 20 SIPS_sg01_B - - -"
      ),
      (
        "Sending message to TServer - tcp://192.0.2.1:1111",
        "\r\n'RequestAttachUserData' ('30')\r\nmessage attributes:\r\n",
        "RequestAttachUserData outbound - - - - -"
      ),
      ("", "\n  MSGCFG_OBJECTTYPEREGISTERED\n", "MSGCFG_OBJECTTYPEREGISTERED - - - - - -"),
      ("", "message MRequestRegisterClient\n", "MRequestRegisterClient - - - - - -"),
    ])
  func firstLines(head: String, members: String, expected: String) {
    #expect(title(head, members) == expected)
  }

  @Test(
    "prose has no title",
    arguments: [
      "", "The message Queue is full", "a message was received from somewhere", "message",
      "'quoted' words", "Message received from 3",
    ])
  func prose(head: String) {
    #expect(title(head) == nil)
    #expect(title(head, "\n\tAttributeThisDN\t'1'\n") == nil)
  }

  @Test("a line of thousands of words has no title, and costs nothing")
  func longLine() {
    let words = String(repeating: "message Abc( ", count: 80_000)
    #expect(title(words) == nil)
    #expect(title("", words) == nil)
  }

  @Test("whatever the bytes, all places are within the record")
  func anyBytes() {
    var numbers = SeededNumbers(seed: 21)
    let words = [
      "message ", "received ", "from ", "to ", "Send ", "(", ")", "[", "]", "'", "12", "@", ":",
      "a:7",
      " ", "RequestX", "MSGCFG_A", "\n", "TEvent: ", "0e85 ",
    ].map { Array($0.utf8) }
    for _ in 0..<20_000 {
      var bytes: [UInt8] = []
      for _ in 0..<Int.random(in: 0...14, using: &numbers) {
        bytes += words.randomElement(using: &numbers) ?? []
        if Int.random(in: 0..<9, using: &numbers) == 0 {
          bytes.append(UInt8.random(in: 0...255, using: &numbers))
        }
      }
      let split = Int.random(in: 0...bytes.count, using: &numbers)
      guard
        let title = MessageTitle.find(
          bytes.span, head: 0..<split, members: split..<bytes.count + 5)
      else { continue }
      let peer = title.peer
      for range in [title.name, peer.socket, peer.name, peer.type, peer.host, peer.port] {
        #expect(range.map { !$0.isEmpty && $0.upperBound <= bytes.count } ?? true, "\(bytes)")
      }
    }
  }
}
