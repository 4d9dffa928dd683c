/// A text of a configuration file with variables of the environment in it.
///
///     ${NAME}          what NAME holds; an error where it is not set
///     ${NAME:-text}    the same, and `text` where it is not set or empty
///     $${NAME}         the text `${NAME}`
///
/// Every other `$` stays as it is, so that regular expressions need no care: this is what Docker Compose, Vector,
/// Filebeat and the OpenTelemetry Collector agree on, `$NAME` without braces left out.
struct VariableText: Equatable {
  /// Why a text means nothing.
  enum Fault: Error, Equatable {
    /// A variable that is not set, and has no text to stand for it.
    case unset(name: String)
    /// `${` that goes on in no known way.
    case malformed(String)
  }

  /// What the text stands for.
  private(set) var text = ""
  /// The variables that stand in it, set or not.
  private(set) var names: [String] = []
  /// What those that are set hold.
  private(set) var contents: [String: String] = [:]

  /// Reads a text as written; `environment` gives variables.
  init(_ written: String, environment: (String) -> String?) throws(Fault) {
    var rest = Substring(written)
    while let dollar = rest.firstIndex(of: "$") {
      text += rest[..<dollar]
      let dollars = rest[dollar...].prefix { $0 == "$" }
      rest = rest[dollars.endIndex...]
      guard rest.first == "{" else {
        text += dollars
        continue
      }
      // Of a run of them before a brace each pair is one.
      text += String(repeating: "$", count: dollars.count / 2)
      guard !dollars.count.isMultiple(of: 2) else { continue }
      text += try value(&rest, environment)
    }
    text += rest
  }

  /// What the reference at the start of `rest`, after its `$`, stands for; takes it off.
  private mutating func value(
    _ rest: inout Substring, _ environment: (String) -> String?
  ) throws(Fault) -> String {
    let reference = rest.prefix { $0 != "}" }
    let name = reference.dropFirst().prefix {
      $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_")
    }
    let otherwise = reference[name.endIndex...]
    guard reference.endIndex < rest.endIndex, let first = name.first, !first.isNumber,
      otherwise.isEmpty || otherwise.hasPrefix(":-"), !otherwise.contains("${")
    else { throw .malformed("$" + reference.prefix(40)) }
    rest = rest[reference.endIndex...].dropFirst()
    names.append(String(name))
    let content = environment(String(name))
    if let content { contents[String(name)] = content }
    if otherwise.isEmpty {
      guard let content else { throw .unset(name: String(name)) }
      return content
    }
    if let content, !content.isEmpty { return content }
    return String(otherwise.dropFirst(2))
  }

  /// The text as it has to be written to mean itself.
  static func escaped(_ text: String) -> String {
    var written = ""
    var rest = Substring(text)
    while let dollar = rest.firstIndex(of: "$") {
      written += rest[..<dollar]
      let dollars = rest[dollar...].prefix { $0 == "$" }
      rest = rest[dollars.endIndex...]
      written += rest.first == "{" ? dollars + dollars : dollars
    }
    return written + rest
  }
}
