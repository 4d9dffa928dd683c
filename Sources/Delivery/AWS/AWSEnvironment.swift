import Glibc

/// The variables that AWS's own tools are configured by.
struct AWSEnvironment: Sendable {
  private let value: @Sendable (String) -> String?

  /// The variables of this process.
  static let process = AWSEnvironment { name in getenv(name).map { String(cString: $0) } }

  /// Variables as `value` has them.
  init(_ value: @escaping @Sendable (String) -> String?) { self.value = value }

  /// The value of a variable; nil if it is not set, or empty.
  subscript(_ name: String) -> String? {
    value(name).flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The region that is set: by a variable, or in the profile.
  func region() throws(AccessFault) -> String? {
    if let region = self["AWS_REGION"] ?? self["AWS_DEFAULT_REGION"] { return region }
    return try AWSProfile(self)?.values["region"]
  }
}
