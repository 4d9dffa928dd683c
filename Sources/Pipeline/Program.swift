import Delivery

/// The program that this is.
package enum Program {
  /// Its version.
  package static var version: String { ProgramVersion.text }
}
