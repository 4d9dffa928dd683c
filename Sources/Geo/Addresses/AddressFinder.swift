import Event

/// Looks up addresses for one thread, and remembers those it has looked up.
struct AddressFinder: ~Copyable {
  /// What is known of an address.
  struct Finding {
    let hasPlace: Bool
    let hasOwner: Bool
    /// How exact its place is.
    let precision: PlacePrecision
    /// Within how many kilometres it is.
    let radius: Int?

    fileprivate static let nothing = Finding(
      hasPlace: false, hasOwner: false, precision: .country, radius: nil)
  }

  private let databases: AddressDatabases?
  private var version = -1
  private var current: [MaxMindDatabase] = []

  // What is remembered, by the hash of the address; a new one takes the place of an old one.
  private var addresses: [IPAddress] = []
  private var findings: [Finding] = []
  /// What events say: the members of `geo`, and of `as` behind them from `owners` on.
  private var texts: [[UInt8]] = []
  private var owners: [Int] = []
  private var json = JSONBuffer(capacity: 512)

  /// Callers come again: most of what is asked for is among the last few thousand.
  private static let capacity = 4096

  /// Looks up in `databases`; without any, nothing has a place.
  init(_ databases: AddressDatabases?) {
    self.databases = databases
    if let databases { renew(databases) }
  }

  /// Takes over databases that were read again; between two events, so that one event has one answer.
  @inline(__always)
  mutating func begin() {
    if let databases, databases.version != version { renew(databases) }
  }

  /// The address that a text is, if it may have a place.
  @inline(__always)
  func address(_ text: Span<UInt8>) -> IPAddress? {
    guard databases != nil, let address = IPAddress(text), address.special == nil else {
      return nil
    }
    return address
  }

  /// What is known of an address.
  mutating func find(_ address: IPAddress) -> Finding { findings[slot(of: address)] }

  /// Appends the members of its `geo`, without braces.
  mutating func appendPlace(of address: IPAddress, to out: inout JSONBuffer) {
    let slot = slot(of: address)
    let text = texts[slot]
    out.append(text.span, 0..<owners[slot])
  }

  /// Appends the members of its `as`, without braces.
  mutating func appendOwner(of address: IPAddress, to out: inout JSONBuffer) {
    let slot = slot(of: address)
    let text = texts[slot]
    out.append(text.span, owners[slot]..<text.count)
  }

  /// Where it is remembered, looked up now if need be.
  private mutating func slot(of address: IPAddress) -> Int {
    let slot = Self.hash(address) & (Self.capacity - 1)
    if addresses[slot] == address { return slot }
    var answer = AddressAnswer()
    for database in current { answer.add(database, of: address) }
    json.removeAll()
    answer.appendPlace(to: &json)
    owners[slot] = json.count
    answer.owner?.append(to: &json)
    texts[slot].removeAll(keepingCapacity: true)
    json.withBytes { json in for index in json.indices { texts[slot].append(json[index]) } }
    addresses[slot] = address
    findings[slot] = Finding(
      hasPlace: answer.place != nil, hasOwner: answer.owner != nil, precision: answer.precision,
      radius: answer.radius)
    return slot
  }

  /// Takes the databases over as they are now, and forgets what others said.
  private mutating func renew(_ databases: AddressDatabases) {
    // Read first: if they change meanwhile they are taken over once more.
    version = databases.version
    current = databases.current
    // No address that is looked up is that one.
    addresses = Array(repeating: IPAddress(four: 0), count: Self.capacity)
    findings = Array(repeating: .nothing, count: Self.capacity)
    texts = Array(repeating: [], count: Self.capacity)
    owners = Array(repeating: 0, count: Self.capacity)
  }

  @inline(__always)
  private static func hash(_ address: IPAddress) -> Int {
    var mixed = address.high &* 0x9E37_79B9_7F4A_7C15 ^ address.low
    mixed = (mixed ^ mixed >> 29) &* 0xBF58_476D_1CE4_E5B9
    return Int(truncatingIfNeeded: mixed >> 40)
  }
}
