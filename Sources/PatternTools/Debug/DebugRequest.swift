package import Grok

/// What `genlog patterns debug` is asked.
package struct DebugRequest: Sendable {
  /// Where the texts come from.
  package enum Input: Sendable {
    /// Texts as they are.
    case texts([String])
    /// Files, `-` for standard input.
    case files([String])
  }

  /// What is written of them.
  package enum Form: Sendable {
    /// Pages for people.
    case page(TextStyle)
    /// One JSON document.
    case json
  }

  /// The expression, or the name of a pattern of the library.
  package var expression: String
  /// The texts.
  package var input: Input
  /// Whether a file is one text; otherwise each of its lines is.
  package var isMultiline = false
  /// Whether each text of a file gets its page, rather than one page for each cause.
  package var showsAll = false
  /// Pages or JSON.
  package var form: Form
  /// Pattern files, loaded over the built-in ones.
  package var userPaths: [String] = []
  /// The flavour of the library.
  package var flavour = Flavour.ecs

  /// Asks for each line, by the ECS library, one page for each cause.
  package init(_ expression: String, input: Input, form: Form) {
    self.expression = expression
    self.input = input
    self.form = form
  }
}
