import CZlib
import Event
import Glibc
import Testing

@testable import Delivery

@Suite("Sinks", .serialized)
struct SinkTests {
  private let folder: String

  init() throws {
    signal(SIGPIPE, SIG_IGN)
    var template = Array("/tmp/genlog-delivery-XXXXXX".utf8CString)
    let path = try #require(mkdtemp(&template))
    folder = String(cString: path)
  }

  @Test("a file holds what was written to it, and nothing of what it held before")
  func file() throws {
    let path = folder + "/events.ndjson"
    try write(String(repeating: "old\n", count: 100), to: FileSink(path: path))
    try write("{\"a\":1}\n", to: FileSink(path: path))
    #expect(read(path) == Array("{\"a\":1}\n".utf8))
    var facts = stat()
    #expect(stat(path, &facts) == 0)
    let mask = umask(0)
    umask(mask)
    #expect(facts.st_mode & 0o777 == 0o644 & ~mask)
    remove()
  }

  @Test("a gzip file can be read back by zlib")
  func gzip() throws {
    let path = folder + "/events.ndjson.gz"
    let sink = try GzipFileSink(path: path)
    var expected: [UInt8] = []
    for number in 0..<2000 {
      let batch = Array("{\"number\":\(number),\"hash\":\"\(number &* 2_654_435_761)\"}\n".utf8)
      expected += batch
      try sink.write(batch.span, events: 1)
    }
    try sink.write([UInt8]().span, events: 0)
    try sink.finish()
    #expect(try inflate(read(path)) == expected)
    #expect(read(path).count < expected.count / 2)
    remove()
  }

  @Test("a gzip file without events is an empty gzip member")
  func emptyGzip() throws {
    let path = folder + "/none.gz"
    try GzipFileSink(path: path).finish()
    #expect(try inflate(read(path)) == [])
    remove()
  }

  @Test("a full disk is named, at the write or at the end")
  func fullDisk() throws {
    let plain = try FileSink(path: "/dev/full")
    let error = #expect(throws: DeliveryError.self) { try write("x\n", to: plain) }
    #expect(
      error?.description == """
        /dev/full: cannot be written: no space left on the disk
        help: free some space, or write elsewhere or compressed (a name in .gz), and run again
        """)
    // zlib holds so few bytes back until the end.
    let gzip = try GzipFileSink(path: "/dev/full")
    let batch = Array("x\n".utf8)
    try gzip.write(batch.span, events: 1)
    #expect(
      throws: DeliveryError.system(.write, destination: "/dev/full", errno: ENOSPC)
    ) { try gzip.finish() }
    remove()
  }

  @Test("a closed pipe is a case of its own")
  func closedPipe() throws {
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    close(ends[0])
    let file = OutputFile(descriptor: ends[1], name: "standard output")
    let bytes = Array("x\n".utf8)
    #expect(throws: DeliveryError.closedPipe(destination: "standard output")) {
      try file.write(bytes.span)
    }
    remove()
  }

  @Test("a reader that takes small helpings gets everything, also from a non-blocking pipe")
  func slowPipe() async throws {
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    let (input, output) = (ends[0], ends[1])
    #expect(fcntl(output, F_SETFL, O_NONBLOCK) == 0)
    let sent = [UInt8](repeating: 0x61, count: 1 << 20)
    let reader = Task.detached {
      var received = 0
      var part = [UInt8](repeating: 0, count: 1000)
      while true {
        let count = Glibc.read(input, &part, part.count)
        if count <= 0 { break }
        received += count
      }
      return received
    }
    var file = OutputFile(descriptor: output, name: "pipe")
    try file.write(sent.span)
    try file.close()
    #expect(await reader.value == sent.count)
    close(input)
    remove()
  }

  @Test("a destination that cannot be created says why")
  func cannotOpen() throws {
    #expect(
      openError(folder) == """
        \(folder): cannot be created: it is a folder
        help: give the name of a file in it
        """)
    #expect(
      openError(folder + "/none/events.gz") == """
        \(folder)/none/events.gz: cannot be created: its folder does not exist
        help: create the folder, or correct the path
        """)
    #expect(
      DeliveryError.system(.open, destination: "/a", errno: EACCES).description == """
        /a: cannot be created: no permission
        help: run as a user who may write there, or write elsewhere
        """)
    remove()
  }

  @Test("standard output stays open when its sink is finished")
  func standardOutput() throws {
    let sink = StandardOutputSink()
    try sink.write([UInt8]().span, events: 0)
    try sink.finish()
    #expect(fcntl(STDOUT_FILENO, F_GETFD) >= 0)
    #expect(
      throws: DeliveryError.system(.write, destination: "standard output", errno: EBADF)
    ) { try write("x", to: sink) }
    remove()
  }

  private func openError(_ path: String) -> String? {
    do {
      _ = try Destination(parsing: path).open()
      return nil
    } catch {
      return error.description
    }
  }

  private func write(_ text: String, to sink: any EventSink) throws {
    let bytes = Array(text.utf8)
    try sink.write(bytes.span, events: 1)
    try sink.finish()
  }

  private func read(_ path: String) -> [UInt8] {
    guard let file = fopen(path, "r") else { return [] }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    let count = fread(&bytes, 1, bytes.count, file)
    return Array(bytes.prefix(count))
  }

  private func inflate(_ packed: [UInt8]) throws -> [UInt8] {
    var packed = packed
    var unpacked = [UInt8](repeating: 0, count: 1 << 20)
    var stream = z_stream()
    #expect(
      inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK)
    defer { inflateEnd(&stream) }
    let size = packed.withUnsafeMutableBufferPointer { input in
      unpacked.withUnsafeMutableBufferPointer { output in
        stream.next_in = input.baseAddress
        stream.avail_in = UInt32(input.count)
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(output.count)
        return CZlib.inflate(&stream, Z_FINISH) == Z_STREAM_END ? Int(stream.total_out) : nil
      }
    }
    return Array(unpacked.prefix(try #require(size)))
  }

  private func remove() {
    for name in ["events.ndjson", "events.ndjson.gz", "none.gz"] { unlink(folder + "/" + name) }
    rmdir(folder)
  }
}

@Suite("Destination")
struct DestinationTests {
  @Test(
    "a destination is standard output, a file, a compressed file or a capture",
    arguments: [
      ("-", Destination.standardOutput), ("events.ndjson", .file(path: "events.ndjson")),
      ("/tmp/a.json.gz", .gzipFile(path: "/tmp/a.json.gz")), ("./-", .file(path: "./-")),
      ("./http://x", .file(path: "./http://x")), ("C:/x", .file(path: "C:/x")),
      ("wire.pcap", .capture(path: "wire.pcap")),
    ])
  func parses(text: String, expected: Destination) throws {
    #expect(try Destination(parsing: text) == expected)
  }

  @Test(
    "destinations that this version does not have are refused",
    arguments: [
      "lumberjack2://h:5044", "S3://bucket",
    ])
  func refuses(text: String) throws {
    let error = #expect(throws: DeliveryError.self) { try Destination(parsing: text) }
    #expect(
      error?.description == """
        --to \(text): this version delivers to standard output, files, Elasticsearch and Logstash
        help: give - for standard output, the path of a file (.gz compresses, .pcap takes wire messages), http(s)://HOST:9200 for Elasticsearch, or lumberjack(s)://HOST:5044 for Logstash
        """)
  }

  @Test("a destination needs a name")
  func refusesEmpty() {
    #expect(throws: DeliveryError.emptyDestination) { try Destination(parsing: "") }
  }
}
