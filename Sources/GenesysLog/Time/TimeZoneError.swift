/// Why a time zone cannot be had.
package enum TimeZoneError: Error, Equatable, Sendable {
  /// The name is in no form that names a zone: empty, absolute, with `..` or odd characters.
  case badName(String)
  /// An offset such as `+27:00`, which no clock has.
  case badOffset(String)
  /// The database has no zone of the name; `nearest` is the most similar that it has.
  case unknown(String, database: String, nearest: String?)
  /// There is no database at the path.
  case noDatabase(String, zone: String)
  /// The system refuses to read the file.
  case unreadable(path: String, errno: Int32)
  /// The file is not what it should be.
  case malformed(path: String, reason: String)
}

extension TimeZoneError: CustomStringConvertible {
  /// The message for people: where, what, and what to do.
  package var description: String {
    switch self {
    case .badName(let name):
      "time zone `\(name)`: not a name of a zone\n"
        + "help: write UTC, an offset such as +01:00, or a name such as Europe/London"
    case .badOffset(let name):
      "time zone `\(name)`: no zone is so far from UTC\n"
        + "help: offsets go from -15:59 to +15:59"
    case .unknown(let name, let database, let nearest):
      "time zone `\(name)`: no such zone in \(database)\nhelp: "
        + (nearest.map { "did you mean \($0)?" }
          ?? "write UTC, an offset such as +01:00, or a name such as Europe/London")
    case .noDatabase(let path, let zone):
      "time zone `\(zone)`: there is no time zone database at \(path)\n"
        + "help: install the package tzdata, or set TZDIR"
    case .unreadable(let path, let number):
      "\(path): cannot be read: \(SystemFile.message(number))\n"
        + "help: check the file's permissions, or set TZDIR to another time zone database"
    case .malformed(let path, let reason):
      "\(path): \(reason)\nhelp: reinstall the package tzdata, or set TZDIR to another database"
    }
  }
}
