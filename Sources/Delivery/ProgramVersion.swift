/// The version of genlog, as it says it of itself to servers.
package enum ProgramVersion {
  /// As in "Semantic Versioning".
  package static let text = "0.1.0"
}
