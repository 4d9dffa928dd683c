import Glibc
import PacketCapture
import Pipeline

/// The machine that captures.
enum ThisMachine {
  /// Its name.
  static var hostname: String { text(system.nodename) }

  /// What a capture file says of it and of the program.
  static var origin: SectionWriter.Origin {
    let system = system
    return SectionWriter.Origin(
      hardware: text(system.machine),
      system: "\(text(system.sysname)) \(text(system.release))",
      application: "genlog-wire \(Program.version)")
  }

  private static var system: utsname {
    var system = utsname()
    uname(&system)
    return system
  }

  private static func text<Buffer>(_ buffer: Buffer) -> String {
    withUnsafeBytes(of: buffer) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
  }
}
