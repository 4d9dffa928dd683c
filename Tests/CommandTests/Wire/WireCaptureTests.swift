import Foundation
import Glibc
import TestPackets
import TestServers
import Testing

/// `genlog-wire capture`, on loopback, with real sockets.
@Suite(
  "genlog-wire capture", .enabled(if: LoopbackSender.mayCapture, "only root may capture"),
  .serialized)
struct WireCaptureTests {
  private let program: Program
  private let sender = LoopbackSender()

  init() throws { program = try Program() }

  private var filter: [String] { ["-i", "lo", "--filter", "udp dst port \(sender.port)"] }

  /// Starts it, and waits until it listens.
  private func start(_ arguments: [String]) throws -> LongRun {
    let run = try LongRun(
      program, ["capture"] + arguments, executable: Program.wireExecutable)
    #expect(LongRun.until { run.errors.contains("listening on ") }, "\(run.errors)")
    return run
  }

  private func send(_ numbers: Range<Int>) {
    for number in numbers { sender.send(TestMessage.request(call: number, transport: "UDP")) }
  }

  private func events(_ text: String) throws -> [[String: Any]] {
    try Program.Result(status: 0, output: text, errors: "").events()
  }

  private func calls(_ text: String) throws -> [String] {
    try events(text).compactMap { $0.text("sip.call_id") }
  }

  @Test("a message is an event on standard output while it goes on, and says who captured it")
  func live() throws {
    let run = try start(filter)
    send(1..<2)
    #expect(LongRun.until { run.output.hasSuffix("\n") })
    let event = try #require(try events(run.output).first)
    #expect(event.text("sip.call_id") == "1@example.com")
    #expect(event.text("observer.ingress.interface.name") == "lo")
    #expect(event.text("observer.hostname")?.isEmpty == false)
    #expect(event["log"] == nil)
    #expect(event.value("wire.frame") as? Int == 1)
    #expect(event.value("destination.port") as? Int == Int(sender.port))
    #expect(event.text("@timestamp")?.utf8.count == 30)
    #expect(run.stop(SIGINT) == 0)
    #expect(run.errors.contains("lo: 1 packets, 1 SIP messages, 1 events; "))
  }

  @Test(
    "what was captured when it is stopped is decoded and delivered",
    arguments: [SIGINT, SIGTERM, SIGHUP])
  func stop(signal: Int32) throws {
    let run = try start(filter)
    send(0..<500)
    #expect(run.stop(signal) == 0)
    #expect(try calls(run.output) == (0..<500).map { "\($0)@example.com" })
    #expect(run.errors.contains("lo: 500 packets, 500 SIP messages, 500 events; "))
  }

  @Test("packets that are kept are read again as the same messages")
  func write() throws {
    let run = try start(filter + ["--write", "calls.pcapng"])
    send(0..<300)
    #expect(run.stop() == 0)
    #expect(run.errors.contains("--write: 300 packets, "))
    let decoded = try program.wire(["decode", "calls.pcapng"])
    #expect(decoded.status == 0, "\(decoded.errors)")
    func strip(_ text: String) throws -> [Data] {
      try events(text).map { event in
        let rest = event.filter { $0.key != "log" && $0.key != "observer" }
        return try JSONSerialization.data(withJSONObject: rest, options: .sortedKeys)
      }
    }
    #expect(try strip(decoded.output) == strip(run.output))
    #expect(try calls(run.output).count == 300)
  }

  @Test("files are rotated, and of them only so many are kept")
  func rotation() throws {
    let run = try start(
      filter + ["--write", "calls.pcapng", "--rotate-size", "20KB", "--keep", "3"])
    send(0..<400)
    #expect(run.stop() == 0)
    let files = try FileManager.default.contentsOfDirectory(atPath: program.directory.path)
      .filter { $0.hasPrefix("calls-") }.sorted()
    #expect(files.count == 3)
    let last = try program.wire(["decode"] + files)
    #expect(last.status == 0)
    let kept = try calls(last.output)
    #expect(kept.count > 50)
    #expect(kept == (400 - kept.count..<400).map { "\($0)@example.com" })
  }

  @Test("a full disk ends the writing, but not the decoding, and the run with 4")
  func fullDisk() throws {
    let run = try start(filter + ["--write", "/dev/full", "--drop-to", "root"])
    send(0..<5)
    #expect(LongRun.until { run.errors.contains("no further packets are written") })
    send(5..<10)
    #expect(LongRun.until { (try? calls(run.output).count) == 10 })
    #expect(run.stop() == 4)
  }

  @Test("it ends by itself after so many packets, or that time")
  func ends() throws {
    let run = try start(filter + ["--count", "7"])
    send(0..<20)
    #expect(LongRun.until { run.errors.contains("7 packets") })
    #expect(try calls(run.output).count == 7)
    let timed = try program.wire(["capture", "--duration", "100ms"] + filter)
    #expect(timed.status == 0)
    #expect(timed.errors.contains("lo: 0 packets"))
  }

  @Test("a reader that goes away ends it, with 0")
  func closedPipe() throws {
    let result = try program.shell(
      """
      ($GENLOG_WIRE capture -i lo --filter '\(filter[3])'; echo "status $?" >&2) | head -1 &
      for try in $(seq 100); do
        printf 'OPTIONS sip:a@b SIP/2.0\\r\\nCall-ID: 1\\r\\nContent-Length: 0\\r\\n\\r\\n' \
          > /dev/udp/127.0.0.1/\(sender.port)
        sleep 0.1
        [ -z "$(jobs -r)" ] && break
      done
      wait
      """)
    #expect(result.lines.count == 1)
    #expect(result.errors.contains("status 0"))
    #expect(!result.errors.contains("error"))
  }

  @Test("events reach a server while it goes on, each once; its own deliveries are not captured")
  func server() throws {
    let server = ElasticsearchDouble()
    let port = try #require(URL(string: server.url)?.port)
    let run = try start([
      "-i", "lo", "--filter", "udp dst port \(sender.port) or tcp port \(port)", "--flows", "all",
      "--to", server.url, "--where", "network.transport = tcp or sip.method = OPTIONS",
    ])
    send(0..<200)
    #expect(LongRun.until { server.events.count >= 200 }, "\(run.errors)")
    #expect(run.stop() == 0)
    #expect(server.events.count == 200)
    #expect(run.errors.contains("lo: 200 packets, "))
    #expect(run.errors.contains("200 events created"))
  }

  @Test(
    "where a destination stands still, what the queue cannot hold is counted, and files have it all"
  )
  func slowDestination() throws {
    #expect(mkfifo(program.path("events"), 0o600) == 0)
    // Open, so that the program can begin; nothing is read yet.
    let reader = open(program.path("events"), O_RDONLY | O_NONBLOCK)
    defer { close(reader) }
    let run = try start(
      filter + ["--to", "events", "--queue", "5MB", "--write", "calls.pcapng"])
    send(0..<30_000)
    #expect(
      LongRun.until { run.errors.contains("as the queue to the decoder was full\nhelp: ") },
      "\(run.errors)")
    run.send(SIGTERM)
    var text: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 1 << 16)
    let isRead = LongRun.until {
      while true {
        let count = read(reader, &part, part.count)
        if count <= 0 { return count == 0 }
        text += part[..<count]
      }
    }
    #expect(isRead)
    #expect(run.wait() == 0)
    let events = text.count { $0 == UInt8(ascii: "\n") }
    #expect(
      run.errors.contains("lo: \(events) packets, \(events) SIP messages, \(events) events; "))
    #expect(run.errors.contains("dropped: \(30_000 - events) as the queue to the decoder was full"))
    #expect(run.errors.contains("--write: 30000 packets, "))
  }

  @Test("metrics say what was captured and lost")
  func metrics() throws {
    let run = try start(filter + ["--metrics", "0"])
    #expect(LongRun.until { run.port != nil })
    let port = try #require(run.port)
    send(0..<20)
    func samples() throws -> [String: Double] {
      try MetricsPage(PortClient.get("/metrics", port)?.body ?? "").samples
    }
    #expect(
      try LongRun.until { try samples()["genlog_capture_packets_total{interface=\"lo\"}"] == 20 })
    #expect(try LongRun.until { try samples()["genlog_wire_events_total"] == 20 })
    #expect(try samples()["genlog_capture_dropped_packets_total{by=\"kernel\"}"] == 0)
    #expect(run.stop() == 0)
  }

  @Test(
    "a call that sipp makes arrives at a server, with the time that it took to set up",
    .enabled(if: Self.hasSipp, "there is no sipp"))
  func call() throws {
    let server = ElasticsearchDouble()
    // Free ports, as these senders give them back at once.
    let (callee, caller) = (LoopbackSender().port, LoopbackSender().port)
    let run = try start(["-i", "lo", "--filter", "udp port \(callee)", "--to", server.url])
    let outcome = try program.shell(
      """
      sipp -sn uas -i 127.0.0.1 -p \(callee) -m 1 -nostdin > /dev/null 2>&1 &
      sleep 0.5
      sipp -sn uac -i 127.0.0.1 -p \(caller) -m 1 -nostdin -d 100 127.0.0.1:\(callee) > /dev/null 2>&1
      echo $?
      kill $! 2> /dev/null
      """)
    #expect(outcome.lines == ["0"])
    #expect(LongRun.until { server.events.count >= 6 }, "\(run.errors)")
    #expect(run.stop() == 0)
    let all = try events(server.events.joined(separator: "\n"))
    let messages = all.filter { $0.text("event.action") == "sip-message" }
    #expect(Set(messages.compactMap { $0.text("sip.call_id") }).count == 1)
    #expect(messages.count == 6)
    let calls = all.filter { $0.text("event.action") == "sip-call" }
    let call = try #require(calls.first)
    #expect(calls.count == 1)
    #expect(call.text("sip.call_id") == messages.first?.text("sip.call_id"))
    #expect(call.text("call.state") == "answered")
    // As the messages' own times have it: INVITE to 200.
    let answer = messages.first {
      $0.number("sip.code") == 200 && $0.text("sip.cseq.method") == "INVITE"
    }
    #expect(call.number("call.setup_time") == answer?.number("event.duration"))
    #expect(call.number("call.setup_time") ?? 0 > 0)
    #expect(call.number("call.talk_time") ?? 0 > 50_000_000)
  }

  private static let hasSipp = ["/usr/bin/sipp", "/usr/local/bin/sipp"].contains { (path: String) in
    access(path, X_OK) == 0
  }

  @Test("rights are given up once it listens: it is nobody, without capabilities, for good")
  func rights() throws {
    let run = try start(filter)
    for thread in try FileManager.default.contentsOfDirectory(atPath: "/proc/\(run.number)/task") {
      let status = try String(
        contentsOfFile: "/proc/\(run.number)/task/\(thread)/status", encoding: .utf8)
      func value(_ name: String) -> [Substring] {
        status.split(separator: "\n").first { $0.hasPrefix(name + ":") }?
          .dropFirst(name.count + 1).split(separator: "\t") ?? []
      }
      #expect(Set(value("Uid")).count == 1 && value("Uid").first != "0")
      #expect(Set(value("Gid")).count == 1 && value("Gid").first != "0")
      for set in ["CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"] {
        #expect(value(set) == ["0000000000000000"], "\(set)")
      }
      #expect(value("NoNewPrivs") == ["1"])
    }
    #expect(run.errors.contains("listening on lo, as nobody"))
    #expect(run.stop() == 0)
  }

  @Test("who may not capture is told how to")
  func permission() throws {
    let result = try program.shell(
      "setpriv --reuid 65534 --clear-groups $GENLOG_WIRE capture -i lo")
    #expect(result.status == 2)
    #expect(
      result.errors.hasPrefix(
        "genlog: error: lo: no permission to capture: that needs the capability CAP_NET_RAW\n"
          + "help: run it as root, or let this program have it: sudo setcap cap_net_raw=ep /"))
  }

  @Test(
    "wrong options end with 2, and say what is wrong",
    arguments: [
      (["-i", "nosuch"], "nosuch: there is no such interface\nhelp: there are "),
      (
        ["-i", "lo", "--filter", "udp prot 5060"],
        "--filter: syntax error\n  udp prot 5060\n      ^^^^\nhelp: write it as tcpdump has it"
      ),
      ([], "no interface is named\nhelp: give -i NAME; genlog-wire capture --list shows"),
      (["-i", "lo", "-i", "lo"], "--interface names one twice"),
      (["-i", "lo", "-i", "any"], "--interface any has the packets of all others too"),
      (["-i", "lo", "--keep", "3"], "--keep is about the files of --write"),
      (["-i", "lo", "--write", "a", "--keep", "3"], "--keep is about files that are rotated"),
      (
        ["-i", "lo", "--write", "a", "--rotate-size", "9"],
        "--rotate-size 9: is out of range\nhelp: choose 10KB to 1000GB"
      ),
      (["-i", "lo", "--queue", "much"], "--queue much: is no size\nhelp: write it as 500KB"),
      (["-i", "lo", "--write", "folder/"], "--write folder/: names no file"),
      (
        ["-i", "lo", "--write", "no/a.pcapng"], "--write no/a.pcapng: cannot be created: its folder"
      ),
      (["-i", "lo", "--drop-to", "nosuchuser"], "--drop-to nosuchuser: there is no such user"),
      (["-i", "lo", "--to", "a.pcap"], "help: --write FILE keeps the packets themselves"),
      (["-i", "lo", "--snap-length", "3"], "--snap-length 3: is out of range"),
      (["-i", "lo", "--count", "0"], "--count 0: is out of range"),
    ])
  func usage(arguments: [String], text: String) throws {
    let result = try program.wire(["capture"] + arguments)
    #expect(result.status == 2)
    #expect(result.errors.contains(text), "\(result.errors)")
    #expect(result.output == "")
  }

  @Test("the interfaces are listed, and options come from a configuration file too")
  func others() throws {
    let list = try program.wire(["capture", "--list"])
    #expect(list.status == 0)
    #expect(list.lines.contains { $0.hasPrefix("lo ") && $0.contains("127.0.0.1") })
    try program.write(
      "genlog.yml", "interface: lo\nfilter: udp dst port \(sender.port)\nduration: 100ms\n")
    let run = try program.wire(["capture", "--config", "genlog.yml"])
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors.contains("listening on lo"))
  }
}
