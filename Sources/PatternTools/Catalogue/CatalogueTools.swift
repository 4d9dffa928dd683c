import GenesysLog

/// What `genlog catalog` does: import message files, list what is known, show one message.
///
/// Brief overview: ``importFiles(_:)`` reads `.lms` files into the user's catalogue and gives a
/// ``CatalogueImport``; the other two read that and the built-in messages.
///
///     print(try CatalogueTools.show("04500"))
package enum CatalogueTools {
  /// Adds the messages of files to the user's catalogue.
  ///
  /// A file that cannot be read, or is none, is told in the result, and the others are added.
  /// - Throws: `CatalogueError` when the catalogue cannot be read or written.
  package static func importFiles(_ paths: [String]) throws -> CatalogueImport {
    guard let user = UserCatalogue.standard() else { throw CatalogueError.noHome }
    var result = CatalogueImport()
    var files: [MessageFile] = []
    for path in paths {
      do {
        let file = try MessageFile(path: path)
        files.append(file)
        result.add(file, path)
      } catch {
        result.errors.append("\(error)")
      }
    }
    if !files.isEmpty { try user.add(files) }
    result.finish(try MessageCatalogue.load(from: user), user.path)
    return result
  }

  /// Whether an error says that the catalogue could not be written.
  package static func isUnwritable(_ error: any Error) -> Bool {
    if case CatalogueError.unwritable = error { return true }
    return false
  }

  /// All messages that are known, by id.
  package static func list(as format: CatalogueFormat = .table) throws -> String {
    CatalogueList(try MessageCatalogue.load()).text(as: format)
  }

  /// All that is known of one id, for people to read.
  /// - Throws: ``PatternToolsError/badMessageID(_:)`` and ``PatternToolsError/unknownMessage(id:)``.
  package static func show(_ id: String) throws -> String {
    let digits = id.hasPrefix("GCTI-") ? id.split(separator: "-").last.map(String.init) ?? "" : id
    guard (1...5).contains(digits.utf8.count), digits.utf8.allSatisfy({ $0 &- 0x30 < 10 }),
      let code = Int(digits)
    else { throw PatternToolsError.badMessageID(id) }
    let page = CataloguePage(code, try MessageCatalogue.load(), try RuleSet())
    guard let page else { throw PatternToolsError.unknownMessage(id: CatalogueEntry.id(code)) }
    return page.text
  }
}

/// The forms in which messages can be listed.
package enum CatalogueFormat: String, Sendable, CaseIterable {
  /// Aligned columns: id, level, name, file, text.
  case table
  /// One JSON object a line: `id`, `level`, `name`, `component`, `file`, `text`.
  case ndjson
}
