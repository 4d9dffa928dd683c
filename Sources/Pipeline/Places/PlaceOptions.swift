import Geo

/// What `--geo` and the options beside it say.
extension OptionCheck {
  /// What is looked up for places, and in which tables; nil without `--geo`.
  mutating func geo() -> PlaceLookup? {
    let numbers = fields("geo-numbers", values.geoNumbers)
    let postcodes = fields("geo-postcodes", values.geoPostcodes)
    let addresses = fields("geo-addresses", values.geoAddresses)
    guard values.geo ?? false else {
      let given: [(String, Bool)] = [
        ("geo-numbers", numbers != nil), ("geo-postcodes", postcodes != nil),
        ("geo-addresses", addresses != nil), ("geo-table", values.geoTable != nil),
        ("geo-ip", values.geoIP != nil),
      ]
      if let (name, _) = given.first(where: \.1) {
        refuse(
          [name], "--\(name) says where places come from, and nobody asks for places",
          help: "add --geo, or leave it out")
      }
      return nil
    }
    if addresses.map({ !$0.isEmpty }) ?? false, values.geoIP == nil {
      refuse(
        ["geo-addresses"],
        "--geo-addresses says which fields hold addresses, and no database knows them",
        help: "name one with --geo-ip, or leave it out")
    }
    var lookup = PlaceLookup()
    if let numbers { lookup.fields.numbers = numbers }
    if let postcodes { lookup.fields.postcodes = postcodes }
    if let addresses { lookup.fields.addresses = addresses }
    if let path = values.geoTable {
      lookup.table = read("geo-table", or: nil, try OptionParsing.geoTable(path))
    }
    if let paths = values.geoIP { lookup.databases = databases(paths) }
    return lookup
  }

  /// The databases at `paths`; nil if one of them cannot be read.
  private mutating func databases(_ paths: [String]) -> AddressDatabases? {
    var files: [AddressDatabases.File] = []
    for (index, path) in paths.enumerated() {
      let file = read("geo-ip", element: index, or: nil, try OptionParsing.database(path))
      if let file { files.append(file) }
    }
    return AddressDatabases(files)
  }

  /// The fields that the option `name` gives, none for `none`; nil if it is not given.
  private mutating func fields(_ name: String, _ texts: [String]?) -> [GeoFields.Field]? {
    guard let texts else { return nil }
    if texts == ["none"] { return [] }
    var fields: [GeoFields.Field] = []
    for (index, text) in texts.enumerated() {
      let field = read(name, element: index, or: nil, try OptionParsing.field(text, option: name))
      if let field { fields.append(field) }
    }
    return fields
  }
}

extension OptionParsing {
  /// A table that `genlog geo import` made.
  fileprivate static func geoTable(_ path: String) throws(PipelineError) -> PostcodeTable? {
    do throws(GeoError) {
      return try PostcodeTable(path)
    } catch {
      throw .invalid("\(error)")
    }
  }

  /// A database of addresses.
  fileprivate static func database(
    _ path: String
  ) throws(PipelineError) -> AddressDatabases.File? {
    do throws(GeoError) {
      return try AddressDatabases.File(path)
    } catch {
      throw .invalid("\(error)")
    }
  }

  /// `FIELD`, or `FIELD=OBJECT,OBJECT`.
  fileprivate static func field(
    _ text: String, option: String
  ) throws(PipelineError) -> GeoFields.Field? {
    do throws(GeoFields.Fault) {
      return try GeoFields.Field(text)
    } catch {
      throw .option(
        name: option, value: text, problem: "names no field",
        help: "write a field with dots in it, and after = where its place goes: "
          + "genesys.tlib.attributes.ANI=genesys.ani,client")
    }
  }
}
