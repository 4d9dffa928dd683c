/// The fields an expression captures, gathered while it is written out.
struct FieldTable {
  /// One field so far.
  private struct Entry {
    let path: [String]
    var groups: [GrokGroup]
    let place: SourcePlace
  }

  private var entries: [Entry] = []
  private var indexes: [[String]: Int] = [:]
  private var numbers: [String: [Int]] = [:]

  /// Notes that a group fills a field.
  mutating func add(_ field: FieldName, group: GrokGroup, at place: SourcePlace) {
    numbers[field.text, default: []].append(group.number)
    if let index = indexes[field.path] {
      entries[index].groups.append(group)
    } else {
      indexes[field.path] = entries.count
      entries.append(Entry(path: field.path, groups: [group], place: place))
    }
  }

  /// The numbers of the groups that go by a name, as a back-reference writes it.
  ///
  /// `\k<NUMBER:n>` and `\k<n:int>` mean `n`, as the names of groups do.
  func numbers(named name: String) -> [Int] {
    if let known = numbers[name] { return known }
    let parts = name.split(separator: ":").map(String.init)
    if parts.count > 1, let known = numbers[parts[1]] { return known }
    return parts.first.flatMap { numbers[$0] } ?? []
  }

  /// The fields in order of first appearance.
  ///
  /// - Throws: ``GrokError/fieldConflict(field:other:at:)`` if one is both a value and an object.
  func fields() throws(GrokError) -> [GrokField] {
    for entry in entries where entry.path.count > 1 {
      for length in 1..<entry.path.count {
        guard let index = indexes[Array(entry.path.prefix(length))] else { continue }
        let (value, object) = (entries[index], entry)
        let later = indexes[object.path, default: 0] > index ? object : value
        throw .fieldConflict(
          field: value.path.joined(separator: "."), other: object.path.joined(separator: "."),
          at: later.place.location)
      }
    }
    return entries.map { GrokField(path: $0.path, type: $0.groups[0].type, groups: $0.groups) }
  }
}
