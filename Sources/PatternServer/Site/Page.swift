import Grok

/// The page: one document, put together from the files of `Sources/PatternServer/page`.
///
/// Styles and scripts stand in it, under a policy that admits these, by a number used once, and nothing
/// from anywhere else.
enum Page {
  /// The scripts in the order in which they need each other.
  private static let scripts: [@Sendable () -> [UInt8]] = [
    { PackageResources.elements_js }, { PackageResources.state_js },
    { PackageResources.questions_js }, { PackageResources.grammar_js },
    { PackageResources.editor_js }, { PackageResources.completion_js },
    { PackageResources.matching_js }, { PackageResources.samples_js },
    { PackageResources.details_js }, { PackageResources.stopping_js },
    { PackageResources.library_js }, { PackageResources.copying_js },
    { PackageResources.keyboard_js }, { PackageResources.main_js },
  ]

  private static let styles: [@Sendable () -> [UInt8]] = [
    { PackageResources.theme_css }, { PackageResources.layout_css }, { PackageResources.parts_css },
  ]

  /// The page, with a policy of its own.
  static func response(flavour: Flavour) -> PageResponse {
    let nonce = AccessRule.newToken()
    let html = text(of: PackageResources.index_html)
      .replacing("{{flavour}}", with: flavour.rawValue)
      .replacing("{{nonce}}", with: nonce)
      .replacing("{{styles}}", with: styles.map { text(of: $0()) }.joined(separator: "\n"))
      .replacing("{{scripts}}", with: scripts.map { text(of: $0()) }.joined(separator: "\n"))
    var response = PageResponse(
      status: 200, contentType: "text/html; charset=utf-8", body: Array(html.utf8))
    response.policy = """
      default-src 'none'; script-src 'nonce-\(nonce)'; style-src 'nonce-\(nonce)'; \
      connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'
      """
    return response
  }

  private static func text(of bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
