/// A value of a database of addresses.
indirect enum WrittenValue {
  case map([(String, WrittenValue)])
  case array([WrittenValue])
  case string(String)
  case double(Double)
  case float(Float)
  case uint16(UInt16)
  case uint32(UInt32)
  case uint64(UInt64)
  case int32(Int32)
  case bool(Bool)
  case bytes([UInt8])
  /// A pointer to a place of the section.
  case pointer(Int)
  /// Bytes as they are, sound or not.
  case raw([UInt8])
}

/// Writes values as MaxMind's format has them ("Data Field Format").
struct ValueWriter {
  private(set) var bytes: [UInt8] = []
  /// Whether a text that was written before is written as a pointer.
  var sharesTexts = true
  private var texts: [String: Int] = [:]

  /// Appends a value; returns where it begins.
  @discardableResult
  mutating func append(_ value: WrittenValue) -> Int {
    let start = bytes.count
    switch value {
    case .map(let members):
      head(7, members.count)
      for (key, member) in members {
        append(.string(key))
        append(member)
      }
    case .array(let elements):
      head(11, elements.count)
      for element in elements { append(element) }
    case .string(let text):
      if sharesTexts, let place = texts[text] { return append(.pointer(place)) }
      texts[text] = start
      head(2, text.utf8.count)
      bytes += Array(text.utf8)
    case .double(let number):
      head(3, 8)
      big(number.bitPattern, 8)
    case .float(let number):
      head(15, 4)
      big(UInt64(number.bitPattern), 4)
    case .uint16(let number): integer(5, UInt64(number))
    case .uint32(let number): integer(6, UInt64(number))
    case .uint64(let number): integer(9, number)
    case .int32(let number):
      head(8, 4)
      big(UInt64(UInt32(bitPattern: number)), 4)
    case .bool(let flag): head(14, flag ? 1 : 0)
    case .bytes(let content):
      head(4, content.count)
      bytes += content
    case .pointer(let place): pointer(place)
    case .raw(let raw): bytes += raw
    }
    return start
  }

  private mutating func head(_ type: UInt8, _ size: Int) {
    let (short, rest, more): (Int, Int, Int) =
      switch size {
      case ..<29: (size, 0, 0)
      case ..<285: (29, size - 29, 1)
      case ..<65_821: (30, size - 285, 2)
      default: (31, size - 65_821, 3)
      }
    bytes.append((type < 8 ? type << 5 : 0) | UInt8(short))
    if type > 7 { bytes.append(type - 7) }
    big(UInt64(rest), more)
  }

  private mutating func integer(_ type: UInt8, _ number: UInt64) {
    let count = (64 - number.leadingZeroBitCount + 7) / 8
    head(type, count)
    big(number, count)
  }

  private mutating func pointer(_ place: Int) {
    switch place {
    case ..<2048:
      bytes.append(0x20 | UInt8(place >> 8))
      big(UInt64(place), 1)
    case ..<526_336:
      bytes.append(0x28 | UInt8((place - 2048) >> 16))
      big(UInt64(place - 2048), 2)
    case ..<134_744_064:
      bytes.append(0x30 | UInt8((place - 526_336) >> 24))
      big(UInt64(place - 526_336), 3)
    default:
      bytes.append(0x38)
      big(UInt64(place), 4)
    }
  }

  private mutating func big(_ number: UInt64, _ count: Int) {
    for index in (0..<count).reversed() {
      bytes.append(UInt8(truncatingIfNeeded: number >> UInt64(index * 8)))
    }
  }
}

/// Writes databases of addresses for tests.
struct DatabaseWriter {
  /// Where a side of a node leads to.
  private enum Side {
    case nothing
    case node(Int)
    case data(Int)
  }

  /// The bits of a record: 24, 28 or 32.
  var recordSize = 28
  var ipVersion: UInt16 = 6
  var type = "GeoLite2-City"
  /// Members of the metadata that stand in place of the usual ones; nil leaves one out.
  var metadata: [String: WrittenValue?] = [:]
  /// The values of the networks.
  var values = ValueWriter()
  /// Whether the mapped and the 6to4 addresses of IPv6 lead to those of IPv4.
  var hasAliases = false
  /// What stands between tree and data.
  var separator = [UInt8](repeating: 0, count: 16)
  /// Records that are changed before they are written: node, side, value.
  var changes: [(node: Int, side: Int, record: Int)] = []

  private var nodes: [[Side]] = [[.nothing, .nothing]]

  /// How many nodes the tree has.
  var nodeCount: Int { nodes.count }

  /// Gives a network, `192.0.2.0/24`, a value.
  mutating func add(_ network: String, _ value: WrittenValue) {
    add(network, at: values.append(value))
  }

  /// Gives a network the value at a place of the data.
  mutating func add(_ network: String, at place: Int) {
    set(bits(of: network), .data(place))
  }

  private func bits(of network: String) -> [Int] {
    let halves = network.split(separator: "/")
    let length = Int(halves[1]) ?? 0
    var groups: [UInt64] = []
    if network.contains(":") {
      let parts = halves[0].split(separator: ":", omittingEmptySubsequences: false)
      let known = parts.filter { !$0.isEmpty }.count
      var hasGap = false
      for part in parts {
        if part.isEmpty, hasGap { continue }
        if part.isEmpty {
          hasGap = true
          groups += Array(repeating: 0, count: 8 - known)
        } else {
          groups.append(UInt64(part, radix: 16) ?? 0)
        }
      }
      return (0..<length).map { Int(groups[$0 / 16] >> UInt64(15 - $0 % 16) & 1) }
    }
    groups = halves[0].split(separator: ".").map { UInt64($0) ?? 0 }
    let four = (0..<length).map { Int(groups[$0 / 8] >> UInt64(7 - $0 % 8) & 1) }
    return (ipVersion == 6 ? Array(repeating: 0, count: 96) : []) + four
  }

  private mutating func set(_ bits: [Int], _ side: Side) {
    var node = 0
    for bit in bits.dropLast() { node = next(node, bit) }
    if let last = bits.last { nodes[node][last] = side }
  }

  private mutating func next(_ node: Int, _ bit: Int) -> Int {
    if case .node(let next) = nodes[node][bit] { return next }
    // A larger network goes on beside the smaller one.
    let next = nodes.count
    nodes.append([nodes[node][bit], nodes[node][bit]])
    nodes[node][bit] = .node(next)
    return next
  }

  /// The file.
  mutating func bytes() -> [UInt8] {
    if hasAliases, ipVersion == 6 {
      var root = 0
      for _ in 0..<96 { root = next(root, 0) }
      set(bits(of: "::ffff:0:0/96"), .node(root))
      set(bits(of: "2002::/16"), .node(root))
    }
    var records: [[Int]] = nodes.map { sides in
      sides.map { side in
        switch side {
        case .nothing: nodes.count
        case .node(let node): node
        case .data(let place): nodes.count + 16 + place
        }
      }
    }
    for change in changes { records[change.node][change.side] = change.record }
    var bytes = records.flatMap { tree($0[0], $0[1]) }
    bytes += separator
    bytes += values.bytes
    bytes += [0xAB, 0xCD, 0xEF] + Array("MaxMind.com".utf8)
    return bytes + metadataBytes()
  }

  private func tree(_ left: Int, _ right: Int) -> [UInt8] {
    func big(_ number: Int, _ count: Int) -> [UInt8] {
      (0..<count).reversed().map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
    }
    guard recordSize == 28 else { return big(left, recordSize / 8) + big(right, recordSize / 8) }
    return big(left, 3) + [UInt8(left >> 24 & 0xF) << 4 | UInt8(right >> 24 & 0xF)] + big(right, 3)
  }

  private func metadataBytes() -> [UInt8] {
    var members: [(String, WrittenValue)] = [
      ("node_count", .uint32(UInt32(nodes.count))),
      ("record_size", .uint16(UInt16(recordSize))),
      ("ip_version", .uint16(ipVersion)),
      ("database_type", .string(type)),
      ("languages", .array([.string("en")])),
      ("binary_format_major_version", .uint16(2)),
      ("binary_format_minor_version", .uint16(0)),
      ("build_epoch", .uint64(1_700_000_000)),
      ("description", .map([("en", .string("made up"))])),
    ]
    for (name, value) in metadata.sorted(by: { $0.key < $1.key }) {
      members.removeAll { $0.0 == name }
      if let value { members.append((name, value)) }
    }
    var writer = ValueWriter()
    writer.append(.map(members))
    return writer.bytes
  }
}

extension WrittenValue {
  /// A record as City databases have it.
  static func city(
    _ city: String?, _ region: String?, _ country: String, _ latitude: Double, _ longitude: Double,
    radius: UInt16? = nil, postalCode: String? = nil
  ) -> WrittenValue {
    func names(_ name: String) -> WrittenValue {
      .map([("names", .map([("de", .string("anders")), ("en", .string(name))]))])
    }
    var members: [(String, WrittenValue)] = []
    if let city { members.append(("city", names(city))) }
    members.append(("continent", .map([("code", .string("EU"))])))
    members.append(("country", .map([("geoname_id", .uint32(1)), ("iso_code", .string(country))])))
    var location: [(String, WrittenValue)] = []
    if let radius { location.append(("accuracy_radius", .uint16(radius))) }
    location += [("latitude", .double(latitude)), ("longitude", .double(longitude))]
    members.append(("location", .map(location)))
    if let postalCode { members.append(("postal", .map([("code", .string(postalCode))]))) }
    if let region { members.append(("subdivisions", .array([names(region)]))) }
    return .map(members)
  }

  /// A record as ASN databases have it.
  static func owner(_ number: UInt32, _ name: String?) -> WrittenValue {
    var members: [(String, WrittenValue)] = [("autonomous_system_number", .uint32(number))]
    if let name { members.append(("autonomous_system_organization", .string(name))) }
    return .map(members)
  }
}
