/// The parameter `filter_path`: which parts of an answer are wanted.
struct FilterPath {
  private let wanted: [[String]]
  private let unwanted: [[String]]

  /// Reads the parameter; nil if it wants all.
  init?(_ text: String?) {
    let paths = (text ?? "").split(separator: ",").map(String.init)
    wanted = paths.filter { !$0.hasPrefix("-") }.map(Self.parts)
    unwanted = paths.filter { $0.hasPrefix("-") }.map { Self.parts(String($0.dropFirst())) }
    if paths.isEmpty { return nil }
  }

  private static func parts(_ path: String) -> [String] {
    path.split(separator: ".").map(String.init)
  }

  /// The parts of an answer that are wanted; objects and arrays that lose all they hold go as well.
  func filter(_ json: JSON) -> JSON {
    var result = json
    if !unwanted.isEmpty { result = Self.removing(unwanted, from: result) ?? [:] }
    if !wanted.isEmpty { result = Self.keeping(wanted, of: result) ?? [:] }
    return result
  }

  /// Of bulk items, the members that are wanted where nothing else is asked for than some of them.
  ///
  /// Nil where the answer has to be filtered as a whole.
  var itemMembers: (top: Set<String>, members: Set<String>)? {
    guard unwanted.isEmpty else { return nil }
    var (top, members): (Set<String>, Set<String>) = ([], [])
    for path in wanted {
      if path.count == 1, ["took", "errors"].contains(path[0]) {
        top.insert(path[0])
      } else if path.count == 3, path[0] == "items", path[1] == "*", !path[2].contains("*") {
        members.insert(path[2])
      } else {
        return nil
      }
    }
    return members.contains("status") ? (top, members) : nil
  }

  /// The paths that go on behind a name.
  private static func advance(_ paths: [[String]], over name: String) -> [[String]] {
    paths.flatMap { path -> [[String]] in
      guard let first = path.first else { return [] }
      if first == "**" { return [path] + advance([Array(path.dropFirst())], over: name) }
      return Wildcard.matches(first, name) ? [Array(path.dropFirst())] : []
    }
  }

  private static func keeping(_ paths: [[String]], of json: JSON) -> JSON? {
    if paths.contains(where: \.isEmpty) { return json }
    if paths.isEmpty { return nil }
    switch json {
    case .object(let members):
      var kept: [String: JSON] = [:]
      for (name, value) in members { kept[name] = keeping(advance(paths, over: name), of: value) }
      return kept.isEmpty ? nil : .object(kept)
    case .array(let items):
      let kept = items.compactMap { keeping(paths, of: $0) }
      return kept.isEmpty ? nil : .array(kept)
    default: return nil
    }
  }

  private static func removing(_ paths: [[String]], from json: JSON) -> JSON? {
    if paths.contains(where: \.isEmpty) { return nil }
    switch json {
    case .object(let members):
      var kept: [String: JSON] = [:]
      for (name, value) in members {
        kept[name] = removing(advance(paths, over: name), from: value)
      }
      return .object(kept)
    case .array(let items): return .array(items.compactMap { removing(paths, from: $0) })
    default: return json
    }
  }
}
