import Foundation
import LiveCapture
import PacketCapture
import Pipeline
import TestPackets
import Testing

@testable import WireTools

@Suite("files of packets")
struct PacketFilesTests {
  private final class Folder {
    let path = NSTemporaryDirectory() + "genlog-packets-" + UUID().uuidString + "/"

    init() throws {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var names: [String] {
      ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
    }

    func bytes(_ name: String) throws -> [UInt8] {
      Array(try Data(contentsOf: URL(fileURLWithPath: path + name)))
    }
  }

  private static let figures = LivePackets.Figures(
    packets: [0], kernelDrops: [0], interfaceDrops: [0])

  private func plan(
    _ path: String, bytes: Int? = nil, every: Duration? = nil, keep: Int? = nil
  ) -> PacketFiles.Plan {
    PacketFiles.Plan(
      files: CaptureOptions.Files(path: path, rotateBytes: bytes, rotateEvery: every, keep: keep),
      origin: ThisMachine.origin,
      interfaces: [SectionWriter.Interface(name: "lo", linkType: 101, snapLength: 65_535)],
      user: "somebody")
  }

  private func block(_ numbers: Range<Int>, bytes: Int) -> PacketBlock {
    PacketBlock(
      numbers.map { number in
        (
          FrameStamp(number: number, time: Int64(number) * 1000, digits: 9, offset: Int64(number)),
          TestPacket.udp(
            .v4(1, port: 1), .v4(2, port: 2), [UInt8](repeating: UInt8(number % 251), count: bytes))
        )
      }, linkType: 101)
  }

  /// The numbers of the packets of a file, by their times.
  private func numbers(_ bytes: [UInt8]) -> [Int] {
    var reader = CaptureReader()
    var place = 0
    var numbers: [Int] = []
    while let frame = reader.next(in: bytes.span, at: 0, isLast: true, &place) {
      numbers.append(Int(frame.stamp.time / 1000))
    }
    reader.finish()
    #expect(reader.damage == nil)
    return numbers
  }

  @Test("without rotation there is one file of that name, which only its owner can read")
  func one() throws {
    let folder = try Folder()
    try Data("what was there".utf8).write(to: URL(fileURLWithPath: folder.path + "a.pcapng"))
    try FileManager.default.removeItem(atPath: folder.path + "a.pcapng")
    var files = try PacketFiles(plan(folder.path + "a.pcapng"))
    files.append(block(0..<100, bytes: 50), Self.figures)
    files.append(block(100..<2000, bytes: 500), Self.figures)
    files.finish(Self.figures)
    #expect(files.fault == nil)
    #expect(folder.names == ["a.pcapng"])
    #expect(numbers(try folder.bytes("a.pcapng")) == Array(0..<2000))
    let attributes = try FileManager.default.attributesOfItem(atPath: folder.path + "a.pcapng")
    #expect(attributes[.posixPermissions] as? Int == 0o600)
  }

  @Test("files are rotated before they grow larger, and lose no packet")
  func rotation() throws {
    let folder = try Folder()
    var files = try PacketFiles(plan(folder.path + "calls.pcapng", bytes: 20_000))
    for start in stride(from: 0, to: 1000, by: 100) {
      files.append(block(start..<start + 100, bytes: 300), Self.figures)
    }
    files.finish(Self.figures)
    #expect(files.fault == nil)
    let names = folder.names
    #expect(names.count > 10 && names.count == files.count)
    #expect(names[0].hasPrefix("calls-00001-20") && names[0].hasSuffix(".pcapng"))
    var all: [Int] = []
    for name in names {
      let bytes = try folder.bytes(name)
      #expect(bytes.count <= 20_000)
      all += numbers(bytes)
    }
    #expect(all == Array(0..<1000))
  }

  @Test("only so many files are kept, those of earlier runs among them, and no others are touched")
  func keep() throws {
    let folder = try Folder()
    let strangers = ["calls-1-20261126T101500.pcapng", "calls.pcapng", "calls-00001-x.pcapng"]
    for name in strangers + ["calls-00041-20261126T101500.pcapng"] {
      try Data().write(to: URL(fileURLWithPath: folder.path + name))
    }
    var files = try PacketFiles(plan(folder.path + "calls.pcapng", bytes: 20_000, keep: 3))
    #expect(folder.names.contains("calls-00041-20261126T101500.pcapng"))
    files.append(block(0..<500, bytes: 300), Self.figures)
    files.finish(Self.figures)
    let kept = folder.names.filter { !strangers.contains($0) }
    #expect(kept.count == 3)
    #expect(!kept.contains("calls-00041-20261126T101500.pcapng"))
    #expect(kept.allSatisfy { $0 > "calls-00042" })
    #expect(numbers(try folder.bytes(kept[2])).last == 499)
    #expect(folder.names.filter(strangers.contains).count == 3)
  }

  @Test("a file that is old enough is followed by another, unless it is empty")
  func time() throws {
    let folder = try Folder()
    var files = try PacketFiles(plan(folder.path + "a", every: .zero))
    files.passTime(Self.figures)
    #expect(folder.names.count == 1)
    files.append(block(0..<3, bytes: 10), Self.figures)
    files.passTime(Self.figures)
    files.finish(Self.figures)
    #expect(folder.names.count == 4)
  }

  @Test("a full disk ends the writing, and is told")
  func fullDisk() throws {
    var files = try PacketFiles(plan("/dev/full"))
    files.append(block(0..<3, bytes: 10), Self.figures)
    files.append(block(3..<6, bytes: 10), Self.figures)
    files.finish(Self.figures)
    #expect(files.fault == .cannotWrite(path: "/dev/full", code: ENOSPC))
    #expect(
      files.fault?.description == """
        --write /dev/full: no further packets are written: no space left on the disk
        help: free some space, or keep fewer files: --rotate-size 100MB --keep 10; events are not concerned
        """)
  }

  @Test("a file that cannot be made is told, with who wanted to")
  func missing() {
    #expect(throws: PacketFileError.cannotOpen(path: "/nosuch/a", code: ENOENT, user: "somebody")) {
      _ = try PacketFiles(plan("/nosuch/a"))
    }
    #expect(
      PacketFileError.cannotOpen(path: "/root/a", code: EACCES, user: "nobody").description == """
        --write /root/a: cannot be created: permission denied
        help: nobody may not write there: choose another folder, or --drop-to a user who may
        """)
  }
}
