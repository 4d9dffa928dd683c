import Geo

/// What `--geo` and the options beside it say.
extension OptionCheck {
  /// The fields that are looked at for places; nil without `--geo`.
  mutating func geo() -> GeoFields? {
    let numbers = fields("geo-numbers", values.geoNumbers)
    let postcodes = fields("geo-postcodes", values.geoPostcodes)
    guard values.geo ?? false else {
      if numbers != nil || postcodes != nil {
        let given = numbers != nil ? "geo-numbers" : "geo-postcodes"
        refuse(
          [given], "--\(given) says where places come from, and nobody asks for places",
          help: "add --geo, or leave it out")
      }
      return nil
    }
    var fields = GeoFields.standard
    if let numbers { fields.numbers = numbers }
    if let postcodes { fields.postcodes = postcodes }
    return fields
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
