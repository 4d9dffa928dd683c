import CMaxMindDB
import Glibc

/// A database of addresses: GeoLite2, GeoIP2, DB-IP and others in MaxMind's format, read by libmaxminddb.
final class MaxMindDatabase: @unchecked Sendable {
  /// What it knows of addresses.
  enum Kind: Sendable {
    case places, owners
  }

  /// Its file's name.
  let name: String
  /// What it knows.
  let kind: Kind
  /// The type that its metadata say, `GeoLite2-City`.
  let type: String
  /// When it was built, in seconds since 1970.
  let built: UInt64
  /// What its file was.
  var identity: FileCopy.Identity { copy.identity }

  private let copy: FileCopy
  // libmaxminddb changes nothing after it was opened, hence safe to share.
  private let database: UnsafeMutablePointer<MMDB_s>

  /// The largest ones that are sold have half of that.
  private static let maxBytes = 1 << 30

  /// Opens the database at `path`, and looks through all of it.
  /// - Throws: ``GeoError``.
  init(_ path: String) throws(GeoError) {
    let copy = try FileCopy(of: path, atMost: Self.maxBytes)
    let file: DatabaseFile
    do throws(DatabaseFile.Fault) {
      file = try copy.withBytes { bytes throws(DatabaseFile.Fault) in try DatabaseFile(bytes) }
    } catch {
      throw .database(path: path, problem: error.words)
    }
    let database = UnsafeMutablePointer<MMDB_s>.allocate(capacity: 1)
    let status = MMDB_open(copy.path, UInt32(MMDB_MODE_MMAP), database)
    guard status == MMDB_SUCCESS else {
      database.deallocate()
      throw .database(path: path, problem: Self.words(for: status))
    }
    do throws(GeoError) {
      kind = try Self.check(database.pointee, file, copy, path)
    } catch {
      MMDB_close(database)
      database.deallocate()
      throw error
    }
    let metadata = database.pointee.metadata
    type = String(cString: metadata.database_type)
    built = metadata.build_epoch
    name = String(path[(path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex)...])
    self.copy = copy
    self.database = database
  }

  deinit {
    MMDB_close(database)
    database.deallocate()
  }

  private static func check(
    _ database: MMDB_s, _ file: DatabaseFile, _ copy: FileCopy, _ path: String
  ) throws(GeoError) -> Kind {
    let metadata = database.metadata
    let bits = Int(metadata.record_size)
    guard [24, 28, 32].contains(bits), [4, 6].contains(metadata.ip_version) else {
      throw .database(path: path, problem: "its metadata are wrong: of \(bits) bits are no records")
    }
    do throws(DatabaseFile.Fault) {
      try copy.withBytes { bytes throws(DatabaseFile.Fault) in
        try file.check(bytes, nodes: Int(metadata.node_count), bits: bits)
      }
    } catch {
      throw .database(path: path, problem: error.words)
    }
    let type = String(cString: metadata.database_type)
    guard let kind = kind(of: type) else { throw .databaseType(path: path, type: shown(type)) }
    return kind
  }

  /// What a database of a type knows: `GeoLite2-City`, `DBIP-Country-Lite`, `GeoLite2-ASN`, `GeoIP2-ISP`.
  private static func kind(of type: String) -> Kind? {
    let places = ["City", "Country", "Enterprise", "Location", "Insights"]
    if places.contains(where: { hasWord($0, type) }) { return .places }
    return ["ASN", "ISP"].contains(where: { hasWord($0, type) }) ? .owners : nil
  }

  private static func hasWord(_ word: String, _ text: String) -> Bool {
    text.split { $0 == "-" || $0 == " " || $0 == "_" || $0 == "(" }.contains { $0 == word }
  }

  /// A type for a message: short, without what a terminal obeys.
  private static func shown(_ type: String) -> String {
    let safe = type.unicodeScalars.prefix(60).filter { (0x20..<0x7F).contains($0.value) }
    return safe.isEmpty ? "without a name" : String(String.UnicodeScalarView(safe))
  }

  private static func words(for status: Int32) -> String {
    switch status {
    case MMDB_UNKNOWN_DATABASE_FORMAT_ERROR: "is of a version of its format that is not known"
    case MMDB_INVALID_METADATA_ERROR:
      "its metadata are broken: something is missing, or of another kind"
    case MMDB_CORRUPT_SEARCH_TREE_ERROR:
      "is cut off, or its metadata are wrong: its tree would go on behind its end"
    // Its copy has a path there only.
    case MMDB_FILE_OPEN_ERROR: "cannot be read by way of /proc, which is not mounted or not allowed"
    default: "cannot be opened: \(String(cString: MMDB_strerror(status)))"
    }
  }
}

extension MaxMindDatabase {
  /// A record of an address.
  struct Record {
    fileprivate var entry: MMDB_entry_s
    /// How many first bits of an address have it: of 32 for IPv4, of 128 for IPv6.
    let bits: Int
  }

  /// The record of an address; nil if there is none.
  func record(of address: IPAddress) -> Record? {
    var code: Int32 = 0
    let result: MMDB_lookup_result_s
    if address.isFour {
      var socket = sockaddr_in()
      socket.sin_family = sa_family_t(AF_INET)
      socket.sin_addr.s_addr = UInt32(truncatingIfNeeded: address.low).bigEndian
      result = withUnsafePointer(to: &socket) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          MMDB_lookup_sockaddr(database, $0, &code)
        }
      }
    } else {
      var socket = sockaddr_in6()
      socket.sin6_family = sa_family_t(AF_INET6)
      let words = (address.high.bigEndian, address.low.bigEndian)
      withUnsafeMutableBytes(of: &socket.sin6_addr) { target in
        withUnsafeBytes(of: words) { target.copyMemory(from: $0) }
      }
      result = withUnsafePointer(to: &socket) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          MMDB_lookup_sockaddr(database, $0, &code)
        }
      }
    }
    guard code == MMDB_SUCCESS, result.found_entry else { return nil }
    // Of IPv4 the bits count from the beginning of IPv6 where the tree is one of IPv6.
    let isInSix = address.isFour && database.pointee.metadata.ip_version == 6
    return Record(entry: result.entry, bits: max(Int(result.netmask) - (isInSix ? 96 : 0), 0))
  }

  /// The text at `path`; nil if there is none, or more than a name has.
  func text(_ path: DatabasePath, of record: Record) -> String? {
    guard let value = value(path, of: record), value.type == MMDB_DATA_TYPE_UTF8_STRING,
      value.data_size <= Self.maxText, value.data_size > 0, let start = value.utf8_string
    else { return nil }
    let bytes = UnsafeRawBufferPointer(start: start, count: Int(value.data_size))
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The number at `path`, of whichever kind; nil if there is none.
  func number(_ path: DatabasePath, of record: Record) -> Double? {
    guard let value = value(path, of: record) else { return nil }
    switch Int32(value.type) {
    case MMDB_DATA_TYPE_DOUBLE: return value.double_value
    case MMDB_DATA_TYPE_FLOAT: return Double(value.float_value)
    case MMDB_DATA_TYPE_UINT16: return Double(value.uint16)
    case MMDB_DATA_TYPE_UINT32: return Double(value.uint32)
    case MMDB_DATA_TYPE_INT32: return Double(value.int32)
    default: return nil
    }
  }

  /// Longer names are none.
  private static let maxText = 200

  private func value(_ path: DatabasePath, of record: Record) -> MMDB_entry_data_s? {
    var entry = record.entry
    var data = MMDB_entry_data_s()
    guard MMDB_aget_value(&entry, &data, path.keys) == MMDB_SUCCESS, data.has_data else {
      return nil
    }
    return data
  }
}
