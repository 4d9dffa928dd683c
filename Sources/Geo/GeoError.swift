/// What is wrong with a file of places that the user names.
package enum GeoError: Error, Equatable {
  /// It cannot be read; `code` is the system's errno.
  case unreadable(path: String, code: Int32)
  /// It is no file but a folder, a pipe or a device.
  case notAFile(path: String)
  /// It is larger than such files are.
  case tooLarge(path: String, limit: Int)
  /// It is no database of addresses, or a damaged one.
  case database(path: String, problem: String)
  /// It is a database of something that has no place in events.
  case databaseType(path: String, type: String)
  /// It is no table of `genlog geo import`, or a damaged one.
  case table(path: String, problem: String)
  /// It was made by a newer version.
  case newerTable(path: String, version: Int)
  /// A file to import is of none of the known shapes.
  case unknownShape(path: String)
  /// Nothing of what was to be imported is a postcode with a place.
  case nothingImported
  /// It cannot be written; `code` is the system's errno.
  case unwritable(path: String, code: Int32)
}

extension GeoError: CustomStringConvertible {
  /// The error in words: which file, what, and what to do.
  package var description: String {
    switch self {
    case .unreadable(let path, let code):
      "\(path): \(SystemFault.words(code))\nhelp: check the path and its permissions"
    case .notAFile(let path):
      "\(path): is no file\nhelp: name the file itself"
    case .tooLarge(let path, let limit):
      "\(path): has more than \(limit >> 20) MiB\nhelp: name a database of addresses or a table of places"
    case .database(let path, let problem):
      "\(path): \(problem)\nhelp: fetch the database again, as a file that ends with .mmdb"
    case .databaseType(let path, let type):
      "\(path): a database of the type \(type) knows neither places nor networks\n"
        + "help: name a City, Country or ASN database"
    case .table(let path, let problem):
      "\(path): \(problem)\nhelp: make it again: genlog geo import FILE... --to places.geo"
    case .newerTable(let path, let version):
      "\(path): is of version \(version), which this genlog does not know\n"
        + "help: make it again with this one: genlog geo import FILE... --to places.geo"
    case .unknownShape(let path):
      "\(path): is none of the tables that are known\n"
        + "help: give an ONS Postcode Directory, Code-Point Open, GeoNames, or lines of code,lat,lon"
    case .nothingImported:
      "no line has a postcode of the United Kingdom with a place\n"
        + "help: give an ONS Postcode Directory, Code-Point Open, GeoNames, or lines of code,lat,lon"
    case .unwritable(let path, let code):
      "\(path): \(SystemFault.words(code))\nhelp: check the path, its permissions and free space"
    }
  }
}
