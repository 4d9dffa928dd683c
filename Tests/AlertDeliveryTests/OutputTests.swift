import Foundation
import Glibc
import TestServers
import Testing

@testable import AlertDelivery

@Suite("alerts to files, mail, programs, syslog and SNMP")
struct OutputTests {
  private let folder = NSTemporaryDirectory() + "genlog-alerts-" + UUID().uuidString

  private init() throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  /// Sends notices to one output, and says what became of them.
  private func send(
    _ settings: AlertOutputSettings, _ notices: [AlertNotice] = [.sample()],
    _ limits: AlertLimits? = nil
  ) throws -> AlertAccount {
    let dispatcher = try AlertDispatcher(
      [settings], limits ?? .quick(folder + "/dead.ndjson"), warning: { _ in })
    for notice in notices { dispatcher.send(notice) }
    return try #require(dispatcher.finish(within: .seconds(20)).first)
  }

  private func lines(_ name: String) throws -> [[String: Any]] {
    try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8).split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
  }

  @Test("a file has a line a notice, behind what it held")
  func file() throws {
    let path = folder + "/alerts.ndjson"
    #expect(try send(.lines(path: path)).taken == 1)
    #expect(try send(.lines(path: path), [.sample("a2")]).taken == 1)
    let ids = try lines("alerts.ndjson").map { ($0["event"] as? [String: Any])?["id"] as? String }
    #expect(ids == ["a1", "a2"])
  }

  @Test("mail has the subject, the text in base64, and an answer when the alert is over")
  func mail() throws {
    let server = MailServer()
    defer { server.stop() }
    var notice = AlertNotice.sample("a1", .resolved)
    notice.subject = "Störung an der Leitung – nichts kommt an, seit fünf Minuten schon"
    let settings = try AlertOutputSettings(
      parsing:
        "smtp://127.0.0.1:\(server.port)?from=genlog@example.com&to=ops@example.com,two@example.com"
    )
    #expect(try send(settings, [.sample(), notice]).taken == 2)
    let messages = server.taken
    #expect(messages.map(\.recipients.count) == [2, 2])
    #expect(messages[0].from.hasPrefix("MAIL FROM:<genlog@example.com>"))
    #expect(messages[0].lines.contains("Subject: No INVITE over trunk-1"))
    #expect(messages[0].lines.contains("Date: Mon, 12 Jan 2026 09:00:00 +0000"))
    let empty = try #require(messages[0].lines.firstIndex(of: ""))
    let body = try #require(Data(base64Encoded: messages[0].lines[(empty + 1)...].joined()))
    #expect(String(decoding: body, as: UTF8.self).hasPrefix("Nothing for 5 minutes.\nSee <SBC>"))
    #expect(messages[1].lines.contains("In-Reply-To: <a1.firing@example.com>"))
    let words = messages[1].lines.joined().matches(of: /=\?utf-8\?B\?([^?]+)\?=/).map { match in
      String(decoding: Data(base64Encoded: String(match.1)) ?? Data(), as: UTF8.self)
    }
    #expect(words.joined() == "Resolved: " + notice.subject)
    #expect(messages.flatMap(\.lines).allSatisfy { $0.utf8.count <= 78 })
  }

  @Test("a mail server that says later is asked again; one that says never is not")
  func mailRefused() throws {
    let server = MailServer(recipientAnswers: [450, 250, 550])
    defer { server.stop() }
    let settings = try AlertOutputSettings(
      parsing: "smtp://127.0.0.1:\(server.port)?from=a@example.com&to=b@example.com")
    let account = try send(settings, [.sample(), .sample("a2")])
    #expect(account.taken == 1)
    #expect(account.retries == 1)
    #expect(account.dead == 1)
    #expect(try lines("dead.ndjson").count == 1)
  }

  @Test(
    "a program gets the notice on its standard input and values of the match as arguments, never a shell"
  )
  func command() throws {
    let script = folder + "/take.sh"
    try "#!/bin/sh\nprintf '%s|' \"$@\" > \"$1\"\ncat >> \"$1\"\n".write(
      toFile: script, atomically: true, encoding: .utf8)
    chmod(script, 0o755)
    let out = folder + "/out.txt"
    let settings = AlertOutputSettings.command(
      CommandSettings([
        script, out, "%{host.name}; rm -rf $HOME", "{match[num]}", "%(trunk)s", "{match[none]}",
      ]))
    #expect(try send(settings).taken == 1)
    let text = try String(contentsOfFile: out, encoding: .utf8)
    #expect(text.hasPrefix("\(out)|sip-1; rm -rf $HOME|7|trunk-1|<MISSING VALUE>|{\"@timestamp\""))
  }

  @Test(
    "a program that fails, is missing or takes too long is told by name",
    arguments: [
      ("exit 3", 20_000, "ended with 3"), ("kill -9 $$", 20_000, "ended by signal 9"),
      ("sleep 60 & wait", 300, "took longer"),
    ])
  func commandFails(body: String, milliseconds: Int, words: String) throws {
    let script = folder + "/fail.sh"
    try "#!/bin/sh\n\(body)\n".write(toFile: script, atomically: true, encoding: .utf8)
    chmod(script, 0o755)
    var limits = AlertLimits.quick(folder + "/dead.ndjson")
    limits.retryFor = .zero
    let account = try send(
      .command(CommandSettings([script], limit: .milliseconds(milliseconds))), [.sample()], limits)
    #expect(account.dead == 1)
    #expect(account.reason?.contains(words) == true, "\(account.reason ?? "")")
  }

  @Test("a program that is not there is refused at once")
  func noProgram() throws {
    let account = try send(.command(CommandSettings(["/no/such/program"])))
    #expect(account.dead == 1)
    #expect(account.reason?.contains("cannot be started") == true)
  }

  @Test("syslog over UDP is a message of RFC 5424 with the notice's data")
  func syslog() throws {
    let receiver = try DatagramReceiver()
    let settings = try AlertOutputSettings(
      parsing: "syslog://127.0.0.1:\(receiver.port)?facility=16")
    var notice = AlertNotice.sample()
    notice.key = #"a"b]c\d"#
    #expect(try send(settings, [notice]).taken == 1)
    let text = String(decoding: receiver.next(), as: UTF8.self)
    #expect(text.hasPrefix("<131>1 2026-01-12T09:00:00.000Z "))
    #expect(
      text.contains(
        #" alert [genlog@32473 id="a1" rule="Trunk silent" state="firing" severity="major" key="a\"b\]c\\d"] "#
      ))
    #expect(
      text.hasSuffix(
        "\u{FEFF}No INVITE over trunk-1 | Nothing for 5 minutes. | See <SBC> & \"co\"."))
  }

  @Test("an SNMP trap has the time, the trap's name and the notice's texts, in BER")
  func trap() throws {
    let receiver = try DatagramReceiver()
    let settings = try AlertOutputSettings(parsing: "snmp://secret@127.0.0.1:\(receiver.port)")
    #expect(try send(settings, [.sample("a1", .resolved)]).taken == 1)
    let tree = try #require(BERValue.whole(receiver.next()))
    #expect(tree.tag == 0x30)
    #expect(tree.parts.map(\.tag) == [0x02, 0x04, 0xA7])
    #expect(tree.parts[1].content == Array("secret".utf8))
    let variables = tree.parts[2].parts[3].parts
    #expect(variables.count == 10)
    #expect(variables[0].parts[0].content == [0x2B, 6, 1, 2, 1, 1, 3, 0])
    #expect(variables[1].parts[1].content == [0x2B, 6, 1, 4, 1, 0x81, 0xFD, 0x59, 1, 0, 2])
    #expect(
      variables[2...].map { String(decoding: $0.parts[1].content, as: UTF8.self) } == [
        "a1", "Trunk silent", "resolved", "major", "trunk-1", "No INVITE over trunk-1",
        AlertNotice.sample().text, "2026-01-12T09:00:00.000Z",
      ])
  }

  @Test("one output that stands still delays no other, and gives up when the run ends")
  func independence() throws {
    let server = HTTPServer { _ in .after(milliseconds: 60_000, .hangUp) }
    defer { server.stop() }
    let path = folder + "/fast.ndjson"
    let dispatcher = try AlertDispatcher(
      [
        AlertOutputSettings(parsing: "webhook+http://192.0.2.1:9/"), .lines(path: path),
      ], .quick(folder + "/dead.ndjson"), warning: { _ in })
    for number in 0..<50 { dispatcher.send(.sample("a\(number)")) }
    while dispatcher.accounts[1].taken < 50 { usleep(1000) }
    #expect(try lines("fast.ndjson").count == 50)
    let accounts = dispatcher.finish(within: .zero)
    #expect(accounts[0].taken + accounts[0].dead == 50)
    #expect(try lines("dead.ndjson").count == accounts[0].dead)
  }

  @Test("what waits beyond the limit is written down, the oldest first")
  func overflow() throws {
    var limits = AlertLimits.quick(folder + "/dead.ndjson")
    limits.waiting = 3
    let dispatcher = try AlertDispatcher(
      [AlertOutputSettings(parsing: "webhook+http://192.0.2.1:9/")], limits, warning: { _ in })
    for number in 0..<10 { dispatcher.send(.sample("a\(number)")) }
    let account = dispatcher.finish(within: .zero)[0]
    #expect(account.dead == 10)
    let ids = try lines("dead.ndjson").compactMap {
      (($0["event"] as? [String: Any])?["event"] as? [String: Any])?["id"] as? String
    }
    #expect(Set(ids).count == 10)
  }
}
