import CLinux
import CPcap
import Glibc
import PacketCapture

/// One open interface: a handle of libpcap, which is freed with the last reference.
final class LiveHandle {
  /// What it is called.
  let name: String
  /// What the first header of its packets is: a number of capture files.
  let linkType: UInt16
  /// How many digits of a second its times have: 9 or 6.
  let digits: Int
  /// What tells that packets are there, for poll(2).
  let descriptor: Int32
  private let handle: OpaquePointer

  private enum LinkNumber {
    /// Raw IP, as libpcap numbers it in programs, and in files.
    static let rawInProgram: Int32 = 12
    static let rawInFile: UInt16 = 101
  }

  /// Opens the interface.
  init(_ name: String, _ settings: LiveSettings) throws(LiveCaptureError) {
    var problem = [CChar](repeating: 0, count: Int(PCAP_ERRBUF_SIZE))
    guard let handle = pcap_create(name, &problem) else {
      throw .failed(interface: name, problem: Self.text(problem))
    }
    do throws(LiveCaptureError) {
      digits = try Self.activate(handle, name, settings)
      Self.ignoreOutgoing(handle, name)
      try Self.setFilter(handle, name, settings)
      guard pcap_setnonblock(handle, 1, &problem) == 0 else {
        throw .failed(interface: name, problem: Self.text(problem))
      }
      descriptor = pcap_get_selectable_fd(handle)
      guard descriptor >= 0 else {
        throw .failed(interface: name, problem: "it cannot be waited for")
      }
    } catch {
      pcap_close(handle)
      throw error
    }
    let number = pcap_datalink(handle)
    linkType =
      number == LinkNumber.rawInProgram
      ? LinkNumber.rawInFile : UInt16(truncatingIfNeeded: number)
    self.name = name
    self.handle = handle
  }

  deinit { pcap_close(handle) }

  /// Hands the packets that are there to `taker`, `most` of them; returns how many, nil if the interface is gone.
  func dispatch(_ most: Int, to taker: PacketTaker) -> Int? {
    let count = pcap_dispatch(
      handle, Int32(clamping: most),
      { taker, header, bytes in
        guard let taker, let header, let bytes else { return }
        // Unretained: the taker outlives the call that this is called in.
        Unmanaged<PacketTaker>.fromOpaque(taker).takeUnretainedValue().take(header.pointee, bytes)
      }, UnsafeMutablePointer<u_char>(OpaquePointer(Unmanaged.passUnretained(taker).toOpaque())))
    return count >= 0 ? Int(count) : nil
  }

  /// What libpcap says of the last call that did not come to anything.
  var problem: String { Self.text(pcap_geterr(handle)) }

  /// Packets that the kernel, and the card or its driver, had no room for.
  var drops: (kernel: Int, interface: Int) {
    var figures = pcap_stat()
    guard pcap_stats(handle, &figures) == 0 else { return (0, 0) }
    return (Int(figures.ps_drop), Int(figures.ps_ifdrop))
  }

  // MARK: - Opening

  /// Sets a handle up and starts it; returns how many digits of a second its times have.
  private static func activate(
    _ handle: OpaquePointer, _ name: String, _ settings: LiveSettings
  ) throws(LiveCaptureError) -> Int {
    // None of these fail on a handle that is not active, but where a value cannot be had at all.
    pcap_set_snaplen(handle, Int32(clamping: settings.snapLength))
    pcap_set_promisc(handle, settings.isPromiscuous ? 1 : 0)
    pcap_set_timeout(handle, Int32(clamping: settings.gathering.milliseconds))
    pcap_set_buffer_size(handle, Int32(clamping: settings.kernelBytes))
    let isExact = pcap_set_tstamp_precision(handle, PCAP_TSTAMP_PRECISION_NANO) == 0
    let outcome = pcap_activate(handle)
    guard outcome < 0 else { return isExact ? 9 : 6 }
    let words = text(pcap_geterr(handle))
    switch outcome {
    case PCAP_ERROR_PERM_DENIED, PCAP_ERROR_PROMISC_PERM_DENIED:
      throw .noPermission(interface: name, program: programPath)
    case PCAP_ERROR_NO_SUCH_DEVICE:
      throw .noSuchInterface(
        name: name, known: ((try? LiveInterface.all()) ?? []).filter(\.isUp).map(\.name))
    case PCAP_ERROR_IFACE_NOT_UP: throw .isDown(interface: name)
    default:
      throw .failed(
        interface: name, problem: words.isEmpty ? text(pcap_statustostr(outcome)) : words)
    }
  }

  /// Has the kernel leave out what the settings do not ask for.
  private static func setFilter(
    _ handle: OpaquePointer, _ name: String, _ settings: LiveSettings
  ) throws(LiveCaptureError) {
    if let filter = settings.filter, let problem = fault(handle, filter) {
      throw .badFilter(
        text: filter, problem: problem,
        place: FilterFault(filter).place { fault(handle, $0) == nil })
    }
    let parts = [settings.filter, settings.exclusion.map { "not (\($0))" }].compactMap { $0 }
    guard !parts.isEmpty else { return }
    let whole = parts.count == 1 ? parts[0] : parts.map { "(\($0))" }.joined(separator: " and ")
    if let problem = fault(handle, whole, uses: true) {
      throw .unfitFilter(interface: name, problem: problem)
    }
  }

  /// Has the kernel leave out what goes out by loopback, as it is seen again on its way in.
  ///
  /// libpcap drops it as well, but only after it took room in the kernel. Kernels before 4.20 do not know of it,
  /// and a filter `inbound` does not work while libpcap filters by itself, for the first round of its ring.
  private static func ignoreOutgoing(_ handle: OpaquePointer, _ name: String) {
    guard isLoopback(name) else { return }
    var yes: Int32 = 1
    setsockopt(
      pcap_fileno(handle), packetLevel, PACKET_IGNORE_OUTGOING, &yes,
      socklen_t(MemoryLayout<Int32>.size))
  }

  /// SOL_PACKET of <bits/socket.h>.
  private static let packetLevel: Int32 = 263

  private static func isLoopback(_ name: String) -> Bool {
    (try? LiveInterface.all())?.contains { $0.name == name && $0.isLoopback } ?? false
  }

  /// What is wrong with a filter; nil if nothing is, and then it is used, if so asked.
  private static func fault(
    _ handle: OpaquePointer, _ filter: String, uses: Bool = false
  ) -> String? {
    var program = bpf_program()
    guard pcap_compile(handle, &program, filter, 1, PCAP_NETMASK_UNKNOWN) == 0 else {
      return withoutPrefix(text(pcap_geterr(handle)))
    }
    defer { pcap_freecode(&program) }
    guard uses, pcap_setfilter(handle, &program) != 0 else { return nil }
    return text(pcap_geterr(handle))
  }

  /// What libpcap says, without its words for that it is about a filter.
  private static func withoutPrefix(_ text: String) -> String {
    for prefix in ["can't parse filter expression: ", "syntax error in filter expression: "]
    where text.hasPrefix(prefix) {
      return String(text.dropFirst(prefix.count))
    }
    return text
  }

  // MARK: - Texts

  /// The text in a buffer, up to its NUL.
  static func text(_ buffer: [CChar]) -> String {
    String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private static func text(_ words: UnsafePointer<CChar>?) -> String {
    words.map { String(cString: $0) } ?? ""
  }

  /// The path of this program.
  private static var programPath: String {
    var path = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
    let count = readlink("/proc/self/exe", &path, path.count - 1)
    return count > 0 ? text(path) : "genlog-wire"
  }
}
