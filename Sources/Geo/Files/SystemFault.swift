import Glibc

/// The system's words for what went wrong.
enum SystemFault {
  /// Those for an errno, in lower case.
  static func words(_ code: Int32) -> String {
    let words = String(cString: strerror(code))
    return words.prefix(1).lowercased() + words.dropFirst()
  }
}
