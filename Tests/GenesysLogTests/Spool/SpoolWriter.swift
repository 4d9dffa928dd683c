/// Writes spool records as the log library does; for tests only.
struct SpoolWriter {
  /// How the list of attributes is written.
  struct ListForm {
    var repeatsLength = false
    var countsNUL = true
  }

  private var fields: [[UInt8]] = []

  /// A record with everything in it.
  static func record(
    _ text: String, id: Int = 24200, seconds: UInt32 = 1_463_156_994,
    microseconds: UInt32 = 229_417,
    attributes: [(String, String)] = [], form: ListForm = ListForm()
  ) -> [UInt8] {
    var writer = SpoolWriter()
    writer.add(0, 11280)
    writer.add(1, seconds)
    writer.add(16, microseconds)
    writer.add(3, 4)
    writer.add(5, UInt32(id))
    writer.add(6, 2)
    writer.add(7, "cs-host")
    writer.add(8, "confserv")
    writer.add(9, text)
    if !attributes.isEmpty { writer.add(attributes, form) }
    writer.add(13, "16:29:54.229 Std \(id) ")
    writer.add(14, 99)
    writer.add(15, 21)
    return writer.bytes
  }

  mutating func add(_ key: UInt32, _ number: UInt32) {
    fields.append(Self.big(key) + [UInt8(ascii: "i")] + Self.big(number))
  }

  mutating func add(_ key: UInt32, _ text: String) {
    fields.append(Self.big(key) + [UInt8(ascii: "s")] + Self.short(text.utf8.count) + text.utf8)
  }

  mutating func add(_ attributes: [(String, String)], _ form: ListForm) {
    var list = Self.short(attributes.count)
    for (name, value) in attributes {
      list.append(0)
      for text in [name, value] {
        list += Self.short(text.utf8.count + (form.countsNUL ? 1 : 0)) + text.utf8 + [0]
      }
    }
    if form.repeatsLength { list = Self.short(list.count + 2) + list }
    add(10, UInt32(list.count + 2))
    fields.append(Self.big(12) + [UInt8(ascii: "b")] + Self.short(list.count + 2) + list)
  }

  /// The whole record.
  var bytes: [UInt8] {
    let body = [UInt8(fields.count), 0, 0, 0, 0] + fields.joined()
    return [0xFF] + Self.big(UInt32(body.count)) + body
  }

  private static func big(_ number: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
  }

  private static func short(_ number: Int) -> [UInt8] {
    [UInt8(truncatingIfNeeded: number >> 8), UInt8(truncatingIfNeeded: number)]
  }
}
