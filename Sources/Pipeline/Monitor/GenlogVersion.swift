/// The version of genlog.
package enum GenlogVersion {
  /// As `genlog --version` says it.
  package static let text = "0.1.0"
}
