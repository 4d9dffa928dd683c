import Glibc

/// Where `genlog follow` remembers what was delivered.
enum StateLocation {
  /// The default directory.
  static var standard: String { "/var/lib/genlog" }
}
