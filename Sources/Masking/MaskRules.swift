/// Brief overview: which values of events are hidden, and how.
///
/// ``MaskRules`` are read once, from a file of the user or the one built in; each thread makes its own
/// ``EventMasker`` of them, which works on encoded events without decoding them.
///
///     let rules = try MaskRules.builtIn()
///     var masker = rules.makeMasker()
///     masker.apply(to: &events, from: start)
///
/// A rule (``MaskRule``) selects fields by path or by key (``FieldSelector``), looks in them for an
/// expression or a kind of text (``TextSearch``), and says what becomes of it (``MaskAction``). The
/// first rule that takes a value wins. What was hidden is a secret (``Findings``): it is searched for
/// in all other values of the event, because the raw text of a record stands beside its fields.
///
/// How far the search goes depends on how much a text says. From eight bytes on the same text is no
/// coincidence, and is hidden wherever it stands. From `min-length` (4) on it is hidden as a whole
/// word. A shorter one, a flag or a digit, stands everywhere and means nothing: it is hidden behind
/// its own key, as in `'VIP'\t'1'`. Fields by which genlog places an event (`@timestamp`,
/// `log.offset`, `event.code` and the like) are no texts, and only a rule that names them hides them.
///
/// The user's side of all this is docs/masking.md.
package struct MaskRules: Sendable {
  /// The rules, in order.
  let rules: [MaskRule]
  /// The key of `hash`; nil if no rule needs one.
  let key: MaskKey?
  /// Below this length a hidden value is searched for behind its key only, in bytes.
  let minLength: Int

  /// The shortest text that is searched for as a word, unless the file says another.
  static let defaultMinLength = 4

  /// Takes rules that were read.
  init(_ rules: [MaskRule], key: MaskKey?, minLength: Int) {
    self.rules = rules
    self.key = key
    self.minLength = minLength
  }

  /// Reads the text of a rule file.
  ///
  /// - Parameters:
  ///   - file: its name, for messages.
  ///   - environment: gives the environment variable that holds the key of `hash`.
  /// - Throws: ``MaskError`` at the first mistake.
  package init(
    text: String, file: String, environment: @escaping (String) -> String?
  ) throws(MaskError) {
    var reader = MaskFile(file: file, environment: environment)
    self = try reader.read(text)
  }

  /// The rules that are built in: `patterns/masking/default.yml`.
  ///
  /// - Throws: what reading them would throw; the tests keep them free of errors.
  package static func builtIn() throws(MaskError) -> MaskRules {
    try MaskRules(text: builtInText, file: builtInName) { _ in nil }
  }

  /// Their name on the command line and in messages.
  package static let builtInName = "default"

  /// The text of the built-in rules.
  static var builtInText: String {
    String(decoding: PackageResources.default_yml, as: UTF8.self)
  }

  /// Makes what one thread needs to hide values.
  package func makeMasker() -> EventMasker {
    EventMasker(self)
  }
}
