import Glibc
import Grok

/// The tz database of the system, a folder of TZif files named by zone.
struct ZoneDatabase {
  /// The folder.
  let path: String

  /// `$TZDIR`, or where Debian has it.
  static var system: ZoneDatabase {
    let path = getenv("TZDIR").map { String(cString: $0) } ?? ""
    return ZoneDatabase(path: path.isEmpty ? "/usr/share/zoneinfo" : path)
  }

  /// Reads the rules of a zone, `Europe/London`.
  func rules(_ name: String) throws(TimeZoneError) -> ZoneRules {
    guard ZoneDatabase.isName(name) else { throw .badName(name) }
    let file = path + "/" + name
    let bytes: [UInt8]
    do throws(SystemFile.Failure) {
      bytes = try SystemFile.read(file, limit: 1 << 20)
    } catch {
      throw failure(error, name: name, file: file)
    }
    do throws(ZoneFile.Malformed) {
      return try ZoneFile.rules(name: name, bytes)
    } catch {
      throw .malformed(path: file, reason: error.reason)
    }
  }

  /// Letters, digits and `+-_`, in parts joined by `/`: no way out of the folder.
  private static func isName(_ name: String) -> Bool {
    let parts = name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    return name.utf8.count <= 100
      && parts.allSatisfy { part in
        !part.isEmpty
          && part.allSatisfy {
            $0 &- 0x30 < 10 || ($0 | 0x20) &- 0x61 < 26 || $0 == UInt8(ascii: "+")
              || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
          }
      }
  }

  private func failure(
    _ failure: SystemFile.Failure, name: String, file: String
  ) -> TimeZoneError {
    switch failure {
    case .tooLong:
      return .malformed(path: file, reason: "not a time zone file")
    case .system(ENOENT), .system(ENOTDIR), .system(EISDIR):
      let names = zoneNames()
      return names.isEmpty
        ? .noDatabase(path, zone: name)
        : .unknown(name, database: path, nearest: ZoneDatabase.nearest(name, names))
    case .system(let number):
      return .unreadable(path: file, errno: number)
    }
  }

  /// The zone most like `name`, by its whole name or by its place: `London` finds `Europe/London`.
  private static func nearest(_ name: String, _ names: [String]) -> String? {
    if let nearest = Spelling.nearest(to: name, among: names) { return nearest }
    func place(_ name: String) -> String { name.split(separator: "/").last.map(String.init) ?? "" }
    return Spelling.nearest(to: place(name), among: names.map(place)).flatMap { found in
      names.first { place($0) == found }
    }
  }

  /// All names in the database, but for the copies under `posix/` and `right/`.
  func zoneNames() -> [String] {
    var names: [String] = []
    var folders = [""]
    while let folder = folders.popLast() {
      for entry in SystemFile.entries(of: path + "/" + folder) {
        guard let first = entry.name.utf8.first, first &- 0x41 < 26 else { continue }
        if entry.isFolder {
          // Names have at most three parts: a link that leads back ends here.
          if folder.utf8.count(where: { $0 == UInt8(ascii: "/") }) < 2 {
            folders.append(folder + entry.name + "/")
          }
        } else {
          names.append(folder + entry.name)
        }
      }
    }
    return names.sorted()
  }
}
