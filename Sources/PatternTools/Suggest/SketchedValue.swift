import LogTemplates

/// A part of a sketch that becomes a field.
struct SketchedValue: Sendable {
  /// What is known of its values.
  var seen: TemplateValue
  /// What the text calls it.
  var key: FieldKey?
  /// The sign that closes the quotes or brackets around it.
  let closing: UInt8?
  /// Whether it is all that stands between them.
  let isAlone: Bool
  /// The word behind a number: `494 bytes`.
  let unit: String?
  /// Whether it is a level: `[DEBUG]`.
  let isLevel: Bool
  /// Whether the text begins with it.
  var isFirst = false
  /// Whether it is the half of an address and its port.
  private(set) var half = Half.none
  /// What it will be called.
  var choice = FieldChoice(name: "text", isText: true)

  /// Halves of `192.0.2.7:5060`.
  enum Half: Sendable {
    case none, address, port
  }

  init(
    _ seen: TemplateValue, key: FieldKey?, closing: UInt8?, isAlone: Bool, unit: String?,
    isLevel: Bool
  ) {
    self.seen = seen
    self.key = key
    self.closing = closing
    self.isAlone = isAlone
    self.unit = unit
    self.isLevel = isLevel
  }

  /// What is left of a long text.
  static let rest = SketchedValue(
    TemplateValue(of: Array("... ...".utf8)), key: nil, closing: nil, isAlone: false, unit: nil,
    isLevel: false)

  /// The address of an address with a port.
  var address: Self {
    var half = self
    half.half = .address
    return half
  }

  /// The port of an address with a port.
  var port: Self {
    var half = self
    half.half = .port
    return half
  }

  /// The type of the values, or of the half.
  var type: ValueType {
    switch half {
    case .none: seen.type
    case .address: .ip
    case .port: .integer
    }
  }
}

/// What a text calls a value.
struct FieldKey: Sendable, Equatable {
  /// The words, in lower case, joined by `_`: `dbid`, `new_version`.
  let name: String
  /// The words that stand before it in its clause, in lower case.
  let clause: [String]
  /// Whether the word `client` stands before it.
  let isAfterClient: Bool
}

/// A field's name, and what its values are.
struct FieldChoice: Sendable, Equatable {
  /// The name: `genesys.object.dbid`.
  let name: String
  /// Whether it is a text even where all values are numbers, as a directory number.
  let isText: Bool
}
