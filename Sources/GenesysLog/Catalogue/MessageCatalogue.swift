/// What is known of message ids: the built-in messages, and those that the user has imported over them.
///
/// The entry to this folder. ``MessageFile`` reads `.lms` files, ``UserCatalogue`` keeps what was
/// imported, a ``CatalogueEntry`` says what is known of an id, its ``MessageTemplate`` how the values
/// of a text are found, and a ``TemplateMatcher`` finds them:
///
///     let catalogue = try MessageCatalogue.load()
///     if let template = catalogue.entry(4500)?.template() {
///       var matcher = TemplateMatcher()
///       if matcher.match(template, text, encoding: .ascii) { use(template.fields, matcher.values) }
///     }
package struct MessageCatalogue: Sendable {
  /// All entries, by id.
  package let entries: [CatalogueEntry]

  /// Page of an id's first three digits; page 0 is the empty one.
  private let pages: [UInt16]
  /// Index in `entries` of each id, a hundred to a page; -1 for none.
  private let indices: [Int32]

  /// A catalogue of entries; of several with one id the last counts.
  package init(_ all: [CatalogueEntry]) {
    var byCode: [Int: CatalogueEntry] = [:]
    for entry in all where (0..<100_000).contains(entry.code) { byCode[entry.code] = entry }
    entries = byCode.values.sorted { $0.code < $1.code }
    var pages = [UInt16](repeating: 0, count: 1000)
    var indices = [Int32](repeating: -1, count: 100)
    for (index, entry) in entries.enumerated() {
      if pages[entry.code / 100] == 0 {
        pages[entry.code / 100] = UInt16(indices.count / 100)
        indices += [Int32](repeating: -1, count: 100)
      }
      indices[Int(pages[entry.code / 100]) * 100 + entry.code % 100] = Int32(index)
    }
    self.pages = pages
    self.indices = indices
  }

  /// What is known of an id: two array reads.
  package func entry(_ code: Int) -> CatalogueEntry? {
    index(of: code).map { entries[$0] }
  }

  /// The place of an id in `entries`; nil for one that is not known.
  func index(of code: Int) -> Int? {
    guard code >= 0, code < 100_000 else { return nil }
    let index = indices[Int(pages[code / 100]) * 100 + code % 100]
    return index < 0 ? nil : Int(index)
  }
}

extension MessageCatalogue {
  /// The messages of `patterns/genesys/messages.lms`.
  package static let builtIn = MessageCatalogue(builtInEntries)

  /// The built-in messages, and the user's over them.
  /// - Throws: ``CatalogueError`` when the user's catalogue is there and cannot be read.
  package static func load(
    from user: UserCatalogue? = UserCatalogue.standard()
  ) throws(CatalogueError) -> MessageCatalogue {
    guard let imported = try user?.entries(), !imported.isEmpty else { return builtIn }
    return MessageCatalogue(builtInEntries + imported)
  }

  private static let builtInEntries: [CatalogueEntry] = {
    let file = BuiltInRules.messageFile
    let path = "\(BuiltInRules.folder)/\(file.name)"
    // A test holds that the file is whole.
    return (try? MessageFile(file.bytes(), path: path, isOwn: true).entries) ?? []
  }()
}
