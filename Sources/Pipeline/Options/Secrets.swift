/// What must not be shown, taken out of texts that are.
enum Secrets {
  /// What stands for a secret.
  static let mark = "******"
  /// Shorter contents of variables are numbers and switches: to replace them would spoil the text.
  private static let leastLetters = 4

  /// The text with the names of variables for what they hold, and without passwords of URLs.
  static func hidden(_ text: String, _ variables: [String: String]) -> String {
    var hidden = text
    let longestFirst = variables.sorted {
      ($0.value.utf8.count, $0.key) > ($1.value.utf8.count, $1.key)
    }
    for (name, content) in longestFirst where content.utf8.count >= leastLetters {
      hidden = hidden.split(separator: content, omittingEmptySubsequences: false)
        .joined(separator: "${\(name)}")
    }
    return withoutPasswords(hidden)
  }

  /// The text with ``mark`` for each password in it of a URL; one that is a variable alone stays.
  static func withoutPasswords(_ text: String) -> String {
    var shown = ""
    var rest = Substring(text)
    while let range = passwordRange(in: rest) {
      let password = rest[range]
      let isVariable =
        password.hasPrefix("${") && password.firstIndex(of: "}") == password.indices.last
      shown += rest[..<range.lowerBound] + (isVariable ? String(password) : mark)
      rest = rest[range.upperBound...]
    }
    return shown + rest
  }

  /// Whether a URL in the text has a password that is written out.
  static func hasPassword(_ text: String) -> Bool { withoutPasswords(text) != text }

  /// Where the first password of a URL stands: after `://user:`, up to the last `@` before the path.
  private static func passwordRange(in text: Substring) -> Range<Substring.Index>? {
    var rest = text
    while let scheme = rest.firstRange(of: "://") {
      rest = rest[scheme.upperBound...]
      let authority = rest.prefix { $0 != "/" && !$0.isWhitespace }
      if let end = authority.lastIndex(of: "@"), let colon = authority[..<end].firstIndex(of: ":") {
        return authority.index(after: colon)..<end
      }
    }
    return nil
  }
}
