/// How much a miner keeps.
package struct MiningLimits: Sendable, Equatable {
  /// Templates; texts that would need more are counted as others.
  package var maxTemplates = 1000
  /// Parts of a template; the rest of a longer text is one value.
  package var maxTokens = 128
  /// Bytes of a text that are looked at.
  package var maxTextBytes = 4096
  /// Examples of a template.
  package var maxExamples = 3
  /// Bytes of an example.
  package var maxExampleBytes = 1024

  /// A thousand templates of texts up to 4 KiB.
  package init() {}
}
