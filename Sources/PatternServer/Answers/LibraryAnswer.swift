import Event
import Grok
import PatternTools

/// The library, for the page's list and for its editor, which completes names.
///
///     {"patterns":[{"name":"INT","file":"core.grok","flavour":"both","summary":"...","fields":[...]}]}
struct LibraryAnswer {
  private let catalog: PatternCatalog
  private let flavour: Flavour

  /// The patterns that a flavour has.
  init(_ catalog: PatternCatalog, flavour: Flavour) {
    self.catalog = catalog
    self.flavour = flavour
  }

  /// Appends the answer.
  func append(to out: inout JSONBuffer) {
    out.append("{\"patterns\":[")
    let entries = catalog.entries.filter { $0.flavour == nil || $0.flavour == flavour }
    for (index, entry) in entries.enumerated() {
      if index > 0 { out.append(",") }
      let definition = entry.definition
      out.append("{\"name\":")
      out.append(quoted: definition.name)
      out.append(",\"file\":")
      out.append(quoted: definition.origin.file)
      out.append(",\"flavour\":")
      out.append(quoted: entry.flavourName)
      out.append(",\"summary\":")
      out.append(quoted: definition.summary.split(separator: "\n").joined(separator: " "))
      out.append(",\"regex\":")
      out.append(quoted: definition.regex)
      out.append("}")
    }
    out.append("]}")
  }
}

/// One pattern of the library in full: what it is made of, its fields, its examples.
struct PatternAnswer {
  private let definition: PatternDefinition
  private let flavour: Flavour
  private let library: PatternLibrary

  /// The pattern of a name; nil if the flavour has none.
  init?(_ catalog: PatternCatalog, name: String, flavour: Flavour) {
    library = catalog.library(flavour)
    self.flavour = flavour
    guard let definition = library[name] else { return nil }
    self.definition = definition
  }

  /// Appends the answer.
  func append(to out: inout JSONBuffer) {
    out.append("{")
    definition.appendMembers(flavour: flavour.rawValue, to: &out)
    appendParts(to: &out)
    appendCompiled(to: &out)
    appendExamples(to: &out)
    out.append("}")
  }

  private func appendParts(to out: inout JSONBuffer) {
    out.append(",\"parts\":[")
    for (index, name) in PatternReferences.names(in: definition.regex).enumerated() {
      if index > 0 { out.append(",") }
      out.append("{\"name\":")
      out.append(quoted: name)
      out.append(",\"regex\":")
      out.append(quoted: library[name]?.regex ?? "")
      out.append("}")
    }
    out.append("]")
  }

  /// Fields and what PCRE2 sees; or what is wrong with the definition.
  private func appendCompiled(to out: inout JSONBuffer) {
    do throws(GrokError) {
      let pattern = try GrokPattern("%{\(definition.name)}", library: library)
      out.append(",\"fields\":[")
      FieldList(pattern).append(to: &out)
      out.append("],\"expansion\":")
      out.append(quoted: pattern.translation)
    } catch {
      out.append(",\"fields\":[],\"expansion\":\"\",\"problem\":")
      out.append(quoted: error.description)
    }
  }

  private func appendExamples(to out: inout JSONBuffer) {
    out.append(",\"examples\":[")
    for (index, example) in definition.examples.enumerated() {
      if index > 0 { out.append(",") }
      out.append("{\"text\":")
      out.append(quoted: example.text)
      out.append(example.matches ? ",\"matches\":true" : ",\"matches\":false")
      if let expected = example.expected {
        out.append(",\"expected\":")
        out.append(quoted: expected)
      }
      out.append("}")
    }
    out.append("]")
  }
}
