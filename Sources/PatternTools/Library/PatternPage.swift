import Grok

extension PatternCatalog {
  /// All about one pattern: what it means, where it is defined, what it expands to, the fields it
  /// gives, its examples.
  func page(of name: String, flavour: Flavour) throws(PatternToolsError) -> String {
    let library = library(flavour)
    guard let definition = library[name] else {
      throw .unknownPattern(name: name, nearest: nearest(to: name, in: library))
    }
    let pattern: GrokPattern
    do {
      pattern = try GrokPattern("%{\(name)}", library: library)
    } catch {
      throw .grok(error)
    }
    let sections = [
      heading(definition),
      section("definition", [[definition.regex]]),
      section(
        "made of",
        PatternReferences.names(in: definition.regex).map { name in
          [name, library[name]?.regex ?? ""]
        }),
      section("fields", fields(of: pattern)),
      section("examples", definition.examples.map(row)),
      section("as a PCRE2 expression", [[pattern.translation]]),
    ]
    return sections.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private func heading(_ definition: PatternDefinition) -> String {
    let versions = entries.filter { $0.definition.name == definition.name }
    let place = "\(definition.origin.file):\(definition.origin.line)"
    var text = "\(definition.name)  \(place)\n"
    for line in definition.summary.split(separator: "\n") { text += "  \(line)\n" }
    if versions.count > 1 {
      let others = versions.filter { $0.definition.origin != definition.origin }
      for other in others {
        let origin = other.definition.origin
        text += "  the \(other.flavourName) flavour is defined in \(origin.file):\(origin.line)\n"
      }
    } else if let flavour = versions.first?.flavour {
      text += "  only in the \(flavour.rawValue) flavour\n"
    }
    return text
  }

  private func section(_ title: String, _ rows: [[String]]) -> String {
    rows.isEmpty ? "" : "\(title)\n" + Columns.aligned(rows, indent: "  ")
  }

  private func fields(of pattern: GrokPattern) -> [[String]] {
    pattern.fields.map { field in
      let repeats = field.groups.count > 1 ? "  (\(field.groups.count) places)" : ""
      return [field.path.joined(separator: "."), (field.type ?? .string).rawValue + repeats]
    }
  }

  private func row(_ example: PatternExample) -> [String] {
    let text = GrokValue.string(example.text).json
    guard example.matches else { return ["no match", text] }
    return ["match", text + (example.expected.map { " => \($0)" } ?? "")]
  }

  /// The name spelled most alike, as the engine finds it for a reference.
  private func nearest(to name: String, in library: PatternLibrary) -> String? {
    do {
      _ = try GrokPattern("%{\(name)}", library: library)
    } catch .unknownPattern(_, let nearest, _) {
      return nearest
    } catch {
      return nil
    }
    return nil
  }
}

/// Finds the patterns that a regular expression refers to.
package enum PatternReferences {
  /// The names, each once, in order of first appearance.
  package static func names(in regex: String) -> [String] {
    var names: [String] = []
    var rest = Array(regex.utf8)[...]
    while let first = rest.popFirst() {
      if first == UInt8(ascii: "\\") {
        rest = rest.dropFirst()
      } else if first == UInt8(ascii: "%"), rest.first == UInt8(ascii: "{") {
        let name = rest.dropFirst().prefix { $0 != UInt8(ascii: ":") && $0 != UInt8(ascii: "}") }
        let text = String(decoding: name, as: UTF8.self)
        // `%{NAME=regex}` defines what it names.
        if !names.contains(text), !text.contains("=") { names.append(text) }
      }
    }
    return names
  }
}
