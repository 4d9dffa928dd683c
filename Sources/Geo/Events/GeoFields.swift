/// Which fields of events hold what has a place, and into which objects of the event that place goes.
package struct GeoFields: Sendable, Equatable {
  /// What is looked for in a field.
  package enum Content: Sendable {
    /// A phone number, all of the value.
    case number
    /// A postcode, all of the value or somewhere in it.
    case postcode
    /// An address of the internet, all of the value.
    case address
  }

  /// A field, and where its place goes.
  package struct Field: Sendable, Equatable {
    /// The field, dotted; all below it belongs to it.
    package let name: String
    /// The objects that are given a `geo`.
    package let objects: [String]
  }

  /// Why a text is no such field.
  package enum Fault: Error, Equatable {
    /// A name is empty, or has an empty part.
    case name(String)
  }

  package var postcodes: [Field]
  package var numbers: [Field]
  package var addresses: [Field]

  /// Those of Genesys and SIP.
  ///
  /// The client is who the contact comes from: a postcode that was attached says where that is, else the
  /// calling number, and for calls out of the house the number of the other party. The source of a packet is
  /// no client: mostly it is a machine of the house or of the carrier.
  package static let standard = GeoFields(
    postcodes: [
      Field(name: "genesys.tlib.attributes.UserData", objects: ["client"])
    ],
    numbers: [
      Field(name: "genesys.tlib.attributes.ANI", objects: ["genesys.ani", "client"]),
      Field(name: "genesys.tlib.attributes.OtherDN", objects: ["genesys.other_party", "client"]),
      Field(name: "sip.p_asserted_identity.uri.username", objects: ["client"]),
      Field(name: "sip.from.uri.username", objects: ["sip.from", "client"]),
      Field(name: "genesys.tlib.attributes.DNIS", objects: ["genesys.dnis"]),
      Field(name: "genesys.tlib.attributes.ThisDN", objects: ["genesys.this_party"]),
      Field(name: "sip.to.uri.username", objects: ["sip.to"]),
    ],
    addresses: [
      Field(name: "client.ip", objects: ["client"]),
      Field(name: "source.ip", objects: ["source"]),
      Field(name: "destination.ip", objects: ["destination"]),
    ])

  /// Makes a choice of fields.
  package init(postcodes: [Field], numbers: [Field], addresses: [Field] = []) {
    self.postcodes = postcodes
    self.numbers = numbers
    self.addresses = addresses
  }
}

extension GeoFields.Field {
  /// Reads `FIELD`, whose place goes to `client`, or `FIELD=OBJECT,OBJECT`.
  /// - Throws: ``GeoFields/Fault``.
  package init(_ text: String) throws(GeoFields.Fault) {
    let halves = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    name = String(halves[0])
    objects =
      halves.count > 1
      ? halves[1].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      : ["client"]
    for name in [name] + objects
    where name.split(separator: ".", omittingEmptySubsequences: false).contains("") {
      throw .name(name)
    }
  }
}

extension GeoFields.Field: CustomStringConvertible {
  /// As it is written in options.
  package var description: String { "\(name)=\(objects.joined(separator: ","))" }
}
