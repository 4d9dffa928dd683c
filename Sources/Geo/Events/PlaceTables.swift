import Event

/// What has a place.
enum PlaceSource: Sendable {
  /// A phone number, by the number of its place.
  case number(Int)
  /// A postcode, and the number of its area.
  case postcode(Postcode, area: Int)
  case address(IPAddress)
}

/// All tables of one thread: what is looked up in them, and what events say of it.
struct PlaceTables: ~Copyable {
  /// What was found in a value.
  struct Finding {
    let source: PlaceSource
    var hasPlace = true
    /// Whether it is known whose network it is in.
    var hasOwner = false
  }

  private let plan = NumberPlan.builtIn
  private let areas = PostcodeAreas.builtIn
  private let table: PostcodeTable?
  private var addresses: AddressFinder

  /// The tables that are built in, and those of the user.
  init(_ table: PostcodeTable?, _ databases: AddressDatabases?) {
    self.table = table
    addresses = AddressFinder(databases)
  }

  /// Takes over what was read again; to be called before each event.
  @inline(__always)
  mutating func begin() { addresses.begin() }

  /// Looks for what a field holds in one of its values.
  @inline(__always)
  mutating func find(_ text: Span<UInt8>, _ content: GeoFields.Content) -> Finding? {
    switch content {
    case .number:
      guard let number = try? PhoneNumber.read(text), let place = plan.place(of: number) else {
        return nil
      }
      return Finding(source: .number(place))
    case .postcode:
      guard let (postcode, area) = areas.find(in: text) else { return nil }
      return Finding(source: .postcode(postcode, area: area))
    case .address:
      guard let address = addresses.address(text) else { return nil }
      let known = addresses.find(address)
      guard known.hasPlace || known.hasOwner else { return nil }
      return Finding(
        source: .address(address), hasPlace: known.hasPlace, hasOwner: known.hasOwner)
    }
  }

  /// Appends the members of `geo`, without braces.
  mutating func append(_ source: PlaceSource, to out: inout JSONBuffer) {
    switch source {
    case .number(let place):
      plan.places.append(place, to: &out)
    case .postcode(let postcode, let area):
      let place = areas.areas[area].place
      let found = table?.find(postcode)
      if let found {
        areas.places.append(place, at: found.point, to: &out)
      } else {
        areas.places.append(place, to: &out)
      }
      out.append(",\"postal_code\":\"")
      postcode.appendOutward(to: &out)
      if found?.isExact ?? false { postcode.appendInward(to: &out) }
      out.append(UInt8(ascii: "\""))
    case .address(let address):
      addresses.appendPlace(of: address, to: &out)
    }
  }

  /// Appends the members of `as`, without braces.
  mutating func appendOwner(_ source: PlaceSource, to out: inout JSONBuffer) {
    guard case .address(let address) = source else { return }
    addresses.appendOwner(of: address, to: &out)
  }

  /// Appends how a place was found and how exact it is, without braces.
  mutating func appendOrigin(_ source: PlaceSource, to out: inout JSONBuffer) {
    var radius: Int?
    let precision: PlacePrecision
    out.append("\"method\":\"")
    switch source {
    case .number(let place):
      out.append("std")
      precision = plan.places.places[place].point == nil ? .country : .area
    case .postcode(let postcode, _):
      out.append("postcode")
      precision = table?.find(postcode).map { $0.isExact ? .postcode : .outcode } ?? .area
    case .address(let address):
      out.append("ip")
      let known = addresses.find(address)
      precision = known.precision
      radius = known.radius
    }
    out.append("\",\"precision\":\"")
    out.append(precision.word)
    out.append(UInt8(ascii: "\""))
    guard let radius else { return }
    out.append(",\"accuracy_radius\":")
    out.append(integer: Int64(radius))
  }
}
