/// A value of a database of addresses.
package indirect enum WrittenValue {
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

extension WrittenValue {
  /// A record as City databases have it.
  package static func city(
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
  package static func owner(_ number: UInt32, _ name: String?) -> WrittenValue {
    var members: [(String, WrittenValue)] = [("autonomous_system_number", .uint32(number))]
    if let name { members.append(("autonomous_system_organization", .string(name))) }
    return .map(members)
  }
}
