/// The names in `\p{...}`.
enum UnicodeProperty {
  /// The set a name means; nil if it holds what no name does.
  ///
  /// POSIX names and the long names of general categories are Oniguruma's; the rest (short
  /// categories, scripts, binary properties) PCRE2 knows by the same names.
  static func item(named name: String, isNegated: Bool) -> CharacterClass.Item? {
    let key = name.lowercased().filter { $0 != " " && $0 != "_" && $0 != "-" }
    guard !key.isEmpty, key.utf8.count < 60 else { return nil }
    if let set = POSIXSet(rawValue: key) {
      // ASCII is the same in both.
      return .named(
        set == .ascii || set == .xdigit ? .ascii(set) : .unicode(set), negated: isNegated)
    }
    if key == "assigned" { return .named(.property("Cn"), negated: !isNegated) }
    if let short = categories[key] { return .named(.property(short), negated: isNegated) }
    let isPlain = key.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "="), UInt8(ascii: "&"):
        true
      default: false
      }
    }
    return isPlain ? .named(.property(name), negated: isNegated) : nil
  }

  /// Unicode Standard Annex 44, table 12: the general categories' long names.
  private static let categories: [String: String] = [
    "letter": "L", "casedletter": "L&", "uppercaseletter": "Lu", "lowercaseletter": "Ll",
    "titlecaseletter": "Lt", "modifierletter": "Lm", "otherletter": "Lo",
    "mark": "M", "combiningmark": "M", "nonspacingmark": "Mn", "spacingmark": "Mc",
    "enclosingmark": "Me",
    "number": "N", "decimalnumber": "Nd", "letternumber": "Nl", "othernumber": "No",
    "punctuation": "P", "connectorpunctuation": "Pc", "dashpunctuation": "Pd",
    "openpunctuation": "Ps", "closepunctuation": "Pe", "initialpunctuation": "Pi",
    "finalpunctuation": "Pf", "otherpunctuation": "Po",
    "symbol": "S", "mathsymbol": "Sm", "currencysymbol": "Sc", "modifiersymbol": "Sk",
    "othersymbol": "So",
    "separator": "Z", "spaceseparator": "Zs", "lineseparator": "Zl", "paragraphseparator": "Zp",
    "other": "C", "control": "Cc", "format": "Cf", "surrogate": "Cs", "privateuse": "Co",
    "unassigned": "Cn",
  ]
}
