import CPCRE2
import Synchronization

/// A compiled code that becomes machine code on first use.
final class PCRE2Program: @unchecked Sendable {
  // Unchecked because of the pointer. The code it points at changes once, when machine code is
  // made, which `problem` admits one thread to; others see it only through `ready`, whose release and
  // acquire order that change before their use. After that PCRE2 promises that matching does not
  // write to it (pcre2api(3), "Multithreading").
  private let code: OpaquePointer
  private let ready = Atomic<UInt>(0)
  /// What PCRE2 said when it refused to make machine code.
  private let problem = Mutex<String?>(nil)

  /// Takes over a code.
  init(_ code: OpaquePointer) { self.code = code }

  deinit { pcre2_code_free_8(code) }

  /// The code, ready to match.
  @inline(__always)
  func prepared() -> OpaquePointer {
    if let code = OpaquePointer(bitPattern: ready.load(ordering: .acquiring)) { return code }
    _ = prepare()
    return code
  }

  /// Makes machine code, if that has not been done.
  ///
  /// - Returns: PCRE2's message if it refuses; the code still matches then, interpreted.
  func prepare() -> String? {
    problem.withLock { problem in
      if ready.load(ordering: .acquiring) != 0 { return problem }
      problem = PCRE2Engine.compileToMachineCode(code)
      ready.store(UInt(bitPattern: code), ordering: .releasing)
      return problem
    }
  }

  /// Bytes of the compiled code.
  var size: Int {
    var size = 0
    pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_SIZE), &size)
    return size
  }
}
