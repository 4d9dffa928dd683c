/// The engine below; and, as the first page of the module `Grok`, a brief overview of it.
///
/// Brief overview: named regular expressions that refer to each other turn lines of text into typed
/// fields.
///
/// - ``PatternLibrary`` holds named patterns: those that come along (``PatternLibrary/standard(_:)``),
///   those of files in the Logstash format, those a program defines.
/// - ``GrokPattern`` is an expression such as `%{IP:client.ip} %{INT:bytes:int}`, its references
///   expanded and compiled. It is immutable and serves all threads.
/// - ``GrokMatcher`` is what one thread matches with; it answers with ranges of bytes.
/// - ``GrokSet`` is the convenient way: several expressions, strings in, values out.
///
/// The language is Oniguruma's regular expressions, as Logstash and Elasticsearch use them, on top
/// of PCRE2 and its just-in-time compiler. What the two engines read differently is translated or
/// refused. An expression's way through the folders of this module:
///
///     text --Syntax--> elements --Translation--> PCRE2 text --Matching--> codes, one a encoding
///
/// Diagnosis says where in an expression a text stopped fitting it, by matching its beginnings.
///
/// An example:
///
///     import Grok
///
///     let library = try PatternLibrary.standard(.ecs)
///     let set = try GrokSet(["%{IP:client.ip} %{WORD:method} %{INT:bytes:int}"], library: library)
///     let result = set.evaluate("192.0.2.7 GET 512")
///     print(result["client", "ip"] as Any)  // .string("192.0.2.7")
///     print(result["bytes"] as Any)         // .integer(512)
///
/// Errors are ``GrokError``; they point at the place in the text that is to blame.
public enum GrokEngine {
  /// The PCRE2 that matches, as it names itself: `10.42 2022-12-11`.
  public static var engineVersion: String { PCRE2Engine.version }
}
