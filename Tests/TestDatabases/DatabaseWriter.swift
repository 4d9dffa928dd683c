/// Writes databases of addresses for tests.
package struct DatabaseWriter {
  /// Where a side of a node leads to.
  private enum Side {
    case nothing
    case node(Int)
    case data(Int)
  }

  /// The bits of a record: 24, 28 or 32.
  package var recordSize = 28
  package var ipVersion: UInt16 = 6
  package var type = "GeoLite2-City"
  /// Members of the metadata that stand in place of the usual ones; nil leaves one out.
  package var metadata: [String: WrittenValue?] = [:]
  /// The values of the networks.
  package var values = ValueWriter()
  /// Whether the mapped and the 6to4 addresses of IPv6 lead to those of IPv4.
  package var hasAliases = false
  /// What stands between tree and data.
  package var separator = [UInt8](repeating: 0, count: 16)
  /// Records that are changed before they are written: node, side, value.
  package var changes: [(node: Int, side: Int, record: Int)] = []

  private var nodes: [[Side]] = [[.nothing, .nothing]]

  package init() {}

  /// How many nodes the tree has.
  package var nodeCount: Int { nodes.count }

  /// Gives a network, `192.0.2.0/24`, a value.
  package mutating func add(_ network: String, _ value: WrittenValue) {
    add(network, at: values.append(value))
  }

  /// Gives a network the value at a place of the data.
  package mutating func add(_ network: String, at place: Int) {
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
  package mutating func bytes() -> [UInt8] {
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
