import TestDatabases

@testable import Geo

/// Databases of addresses: refused, or read without harm.
final class AddressDatabaseTarget: FuzzTarget {
  static let name = "addresses"
  static let words = [
    "node_count", "record_size", "ip_version", "database_type", "GeoLite2-City", "languages",
    "binary_format_major_version", "build_epoch", "description", "country", "iso_code", "location",
    "latitude", "subdivisions",
  ]
  static let seeds: [[UInt8]] = [24, 28, 32].flatMap { size in
    [UInt16(4), 6].map { version in
      var writer = DatabaseWriter()
      writer.recordSize = size
      writer.ipVersion = version
      writer.hasAliases = true
      writer.add("192.0.2.0/24", .city("Leeds", "England", "GB", 53.8, -1.55, radius: 20))
      writer.add("198.51.100.0/24", .owner(64_496, "Example"))
      return writer.bytes()
    }
  }

  private let file = ScratchFile()
  private let addresses = [
    "0.0.0.0", "192.0.2.1", "198.51.100.1", "255.255.255.255", "2001:db8::1", "2002:c000:201::",
    "ffff::",
  ].compactMap { IPAddress(Array($0.utf8).span) }

  init() {}

  func run(_ bytes: [UInt8]) {
    file.write(bytes)
    guard let database = try? MaxMindDatabase(file.path) else { return }
    for address in addresses {
      var answer = AddressAnswer()
      answer.add(database, of: address)
      guard let point = answer.place?.point else { continue }
      hold(abs(point.latitude) <= 90 && abs(point.longitude) <= 180, "a point that is none")
    }
  }
}
