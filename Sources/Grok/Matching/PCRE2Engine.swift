import CPCRE2

/// PCRE2's side of a pattern: the compiled programs and the way to get them ready.
///
/// The just-in-time compiler takes most of the time of a compilation, so that it runs when a
/// program is first needed.
enum PCRE2Engine {
  /// Where PCRE2 refuses a text.
  struct Refusal: Error {
    var message: String
    /// Just behind the first byte of the item to blame, or farther on in it.
    var offset: Int
  }

  /// Compiles a text; the caller frees the code.
  ///
  /// Offset limits cost nothing measurable, and let a search be cut into slices.
  ///
  /// - Parameter isExhaustive: whether every way to match is to be tried, also those that can be
  ///   seen to lead nowhere: for callouts, which look at them.
  static func compile(
    _ text: [UInt8], encoding: SubjectEncoding, options: GrokOptions, isExhaustive: Bool = false
  ) throws(Refusal) -> OpaquePointer {
    var flags = PCRE2_MULTILINE | PCRE2_USE_OFFSET_LIMIT
    if isExhaustive { flags |= PCRE2_NO_AUTO_POSSESS | PCRE2_NO_START_OPTIMIZE }
    if options.dotMatchesNewline { flags |= PCRE2_DOTALL }
    if encoding == .utf8 { flags |= PCRE2_UTF }
    let context = pcre2_compile_context_create_8(nil)
    defer { pcre2_compile_context_free_8(context) }
    pcre2_set_newline_8(context, UInt32(PCRE2_NEWLINE_LF))
    pcre2_set_bsr_8(context, UInt32(PCRE2_BSR_UNICODE))
    pcre2_set_parens_nest_limit_8(context, 400)
    var error: Int32 = 0
    var offset = 0
    let code = text.withUnsafeBufferPointer { buffer in
      pcre2_compile_8(buffer.baseAddress, buffer.count, flags, &error, &offset, context)
    }
    guard let code else {
      let isAtStart = error == PCRE2_ERROR_LOOKBEHIND_NOT_FIXED_LENGTH
      throw Refusal(message: message(error), offset: isAtStart ? offset + 1 : offset)
    }
    return code
  }

  /// Compiles a code to machine code.
  ///
  /// - Returns: PCRE2's message if it refuses.
  static func compileToMachineCode(_ code: OpaquePointer) -> String? {
    let result = pcre2_jit_compile_8(code, UInt32(PCRE2_JIT_COMPLETE))
    return result == 0 ? nil : message(result)
  }

  /// PCRE2's words for an error code.
  static func message(_ code: Int32) -> String {
    var buffer = [UInt8](repeating: 0, count: 256)
    let count = pcre2_get_error_message_8(code, &buffer, buffer.count)
    return count > 0 ? String(decoding: buffer[..<Int(count)], as: UTF8.self) : "error \(code)"
  }

  /// The version that the library gives itself.
  static var version: String {
    // PCRE2_CONFIG_VERSION has at most 24 characters, says pcre2_config(3), and a zero.
    var buffer = [UInt8](repeating: 0, count: 64)
    pcre2_config_8(UInt32(PCRE2_CONFIG_VERSION), &buffer)
    return String(decoding: buffer.prefix { $0 != 0 }, as: UTF8.self)
  }

  /// Checks once that machine code can be made here at all.
  static func checkJIT() throws(GrokError) {
    if let problem = jitProblem { throw .jitUnavailable(message: problem) }
  }

  private static let jitProblem: String? = {
    var available: UInt32 = 0
    pcre2_config_8(UInt32(PCRE2_CONFIG_JIT), &available)
    guard available == 1 else { return "PCRE2 was built without it" }
    do throws(Refusal) {
      let code = try compile(Array("a".utf8), encoding: .bytes, options: GrokOptions())
      defer { pcre2_code_free_8(code) }
      return compileToMachineCode(code)
    } catch {
      return error.message
    }
  }()
}
