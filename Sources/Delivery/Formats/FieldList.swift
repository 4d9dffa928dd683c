package import Event

/// The fields that a CSV file or a table shows, in their order.
package struct FieldList: Sendable, Equatable {
  /// The fields; at least one.
  package let paths: [FieldPath]

  /// What is shown when nobody says.
  package static let standard = FieldList(names: [
    "@timestamp", "log.level", "event.code", "event.action", "service.name", "message",
  ])

  private init(names: [String]) {
    paths = names.compactMap(FieldPath.init)
  }

  /// Makes a list of these fields.
  package init(_ paths: [FieldPath]) {
    self.paths = paths
  }

  /// Reads the value of `--fields`: dotted names with commas between, blanks around them ignored.
  ///
  /// - Throws: ``DeliveryError/badFieldName(list:offset:length:)`` for `a,,b` and `a..b`.
  package init(parsing text: String) throws(DeliveryError) {
    var paths: [FieldPath] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let name = FieldList.trimmed(part)
      guard let path = FieldPath(String(name)) else {
        let offset = text.utf8.distance(from: text.startIndex, to: name.startIndex)
        throw .badFieldName(list: text, offset: offset, length: name.count)
      }
      paths.append(path)
    }
    self.paths = paths
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text.drop { $0 == " " }
    while text.last == " " { text.removeLast() }
    return text
  }
}
