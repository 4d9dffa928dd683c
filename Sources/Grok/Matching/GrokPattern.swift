import Synchronization

/// An expression, compiled and ready to match from any number of threads.
///
/// Two programs stand behind it, because PCRE2 reads a subject either as bytes or as UTF-8: one
/// for ASCII and for bytes that are no UTF-8, and one, made when first needed, for UTF-8.
public final class GrokPattern: Sendable {
  /// The text it was made from.
  public let expression: String

  /// Where that text was written.
  public let origin: PatternOrigin

  /// The fields it captures, each path once, in order of first appearance.
  public let fields: [GrokField]

  /// How many capture groups there are: 1 to this.
  public let groupCount: Int

  /// How it matches.
  public let options: GrokOptions

  /// What every match has for certain.
  public let literalFacts: LiteralFacts

  /// The fewest bytes that a match has.
  public let minimumLength: Int

  /// Whether a search may be cut into slices of starting points: not with `\G`, which would match
  /// at the start of each.
  let isSliceable: Bool

  /// What it took to compile: references expanded, and bytes written for PCRE2.
  let effort: (references: Int, bytes: Int)

  let parsed: ParsedPattern
  let library: PatternLibrary
  private let bytesProgram: PCRE2Program
  private let textProgram = Mutex<PCRE2Program?>(nil)
  /// Points at the object in `textProgram`, which lives as long as this one, to spare its lock.
  private let textProgramAddress = Atomic<UInt>(0)

  /// The size, in bytes, past which codes are made for both encodings at once.
  ///
  /// So a limit of PCRE2, which is 64 KiB, shows here and not in the middle of a log.
  private static let largeCode = 12 << 10

  /// Compiles an expression.
  ///
  /// - Throws: ``GrokError``, with the place in the text that is to blame.
  public convenience init(
    _ expression: String, library: PatternLibrary, options: GrokOptions = GrokOptions(),
    origin: PatternOrigin = .expression
  ) throws(GrokError) {
    try self.init(
      PatternParser.parse(expression, name: nil, origin: origin), text: expression,
      library: library, options: options)
  }

  /// Compiles what was parsed.
  init(
    _ parsed: ParsedPattern, text: String, library: PatternLibrary, options: GrokOptions
  ) throws(GrokError) {
    try PCRE2Engine.checkJIT()
    var translator = Translator(library: library, options: options, encoding: .bytes)
    try translator.translate(parsed)
    let fields = try translator.fields.fields()
    expression = text
    origin = parsed.origin
    self.options = options
    self.parsed = parsed
    self.library = library
    self.fields = fields
    groupCount = translator.groupCount
    effort = (translator.references, translator.output.count)
    isSliceable = !translator.usesSearchStart
    literalFacts = translator.literals().facts
    minimumLength = literalFacts.minimumLength
    bytesProgram = try Self.compile(translator, parsed)
    if bytesProgram.size > Self.largeCode { try prepare() }
  }

  /// The PCRE2 regular expression it became, in its form for ASCII.
  public var translation: String {
    var translator = Translator(library: library, options: options, encoding: .bytes)
    // The same walk succeeded when the pattern was made.
    try? translator.translate(parsed)
    return String(decoding: translator.output, as: UTF8.self)
  }

  /// The bytes that every match begins with, where a match must begin where the subject does.
  public var requiredPrefix: [UInt8] {
    literalFacts.anchor == .subject ? literalFacts.prefix : []
  }

  /// The longest run of bytes that every match holds; empty if there is none for certain.
  public var requiredLiteral: [UInt8] { literalFacts.literal }

  /// Sets of literals, in lower case: every match holds one of each set.
  ///
  /// Cost: that of making the pattern once more, without its machine code.
  func requiredClauses() -> [RequiredLiterals.Clause] {
    var translator = Translator(
      library: library, options: options, encoding: .bytes, gathersRequired: true)
    // The same walk succeeded when the pattern was made.
    try? translator.translate(parsed)
    return translator.literals().required?.finished() ?? []
  }

  /// Makes all machine code now instead of at the first match.
  ///
  /// - Throws: ``GrokError/jitRefused(message:at:)``, ``GrokError/engine(message:at:)``.
  public func prepare() throws(GrokError) {
    for program in [bytesProgram, try makeTextProgram()] {
      guard let problem = program.prepare() else { continue }
      throw .jitRefused(
        message: problem, at: SourcePlace(parsed.root.range, of: parsed).location)
    }
  }

  // MARK: Programs

  /// The code that matches a subject of this encoding.
  @inline(__always)
  func code(for encoding: SubjectEncoding) -> OpaquePointer {
    encoding == .utf8 ? textCode() : bytesProgram.prepared()
  }

  private func textCode() -> OpaquePointer {
    if let known = UnsafeRawPointer(bitPattern: textProgramAddress.load(ordering: .acquiring)) {
      return Unmanaged<PCRE2Program>.fromOpaque(known).takeUnretainedValue().prepared()
    }
    // A text that PCRE2 took for bytes and refuses for UTF-8 is past a limit of size; those were
    // compiled for both at the start. Matching its bytes is the best that is left.
    return ((try? makeTextProgram()) ?? bytesProgram).prepared()
  }

  private func makeTextProgram() throws(GrokError) -> PCRE2Program {
    if let known = textProgram.withLock({ $0 }) { return known }
    var translator = Translator(library: library, options: options, encoding: .utf8)
    try translator.translate(parsed)
    let made = try Self.compile(translator, parsed)
    return textProgram.withLock { program in
      if let program { return program }
      program = made
      let address = UInt(bitPattern: Unmanaged.passUnretained(made).toOpaque())
      textProgramAddress.store(address, ordering: .releasing)
      return made
    }
  }

  /// Compiles what a translator wrote; an error is traced back to the text it came from.
  private static func compile(
    _ translator: Translator, _ parsed: ParsedPattern
  ) throws(GrokError) -> PCRE2Program {
    do {
      return PCRE2Program(
        try PCRE2Engine.compile(
          translator.output, encoding: translator.encoding, options: translator.options))
    } catch {
      var tracing = Translator(
        library: translator.library, options: translator.options, encoding: translator.encoding,
        recordsPlaces: true)
      try tracing.translate(parsed)
      let place = tracing.place(ofOutput: error.offset)
      throw .engine(
        message: error.message,
        at: (place ?? SourcePlace(parsed.root.range, of: parsed)).location)
    }
  }
}

extension Translator {
  /// The text that the output just before an offset came from.
  fileprivate func place(ofOutput offset: Int) -> SourcePlace? {
    places.last { $0.offset < max(offset, 1) }?.place
  }
}
