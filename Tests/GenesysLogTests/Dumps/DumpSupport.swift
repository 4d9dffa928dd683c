import Event
import Foundation
import GenesysLog

/// What the T-Library decoder reads of a text.
struct TLibraryReading {
  /// Whether there was an attribute.
  var found = false
  /// The attributes as JSON; empty if none has a value.
  var json = ""
  /// The names of numbers as JSON; empty if there are none.
  var names = ""
  /// Whether the decoder says that it is not whole.
  var isIncomplete = false
  /// What is asked for by name.
  var connectionID, callUUID, referenceID, thisDN, otherDN: String?
  /// When, as printed.
  var seconds, microseconds: String?

  /// Reads `bytes`, all of them or those in `members`.
  init(_ bytes: [UInt8], _ members: Range<Int>? = nil, with decoder: inout TLibraryDecoder) {
    found = decoder.decode(bytes.span, members: members ?? 0..<bytes.count)
    var buffer = JSONBuffer()
    decoder.appendAttributes(bytes.span, to: &buffer)
    json = buffer.text()
    buffer.removeAll()
    decoder.appendNames(bytes.span, to: &buffer)
    names = buffer.text()
    isIncomplete = decoder.isIncomplete
    connectionID = decoder.places.connectionID.map { text(bytes, $0) }
    callUUID = decoder.places.callUUID.map { text(bytes, $0) }
    referenceID = decoder.places.referenceID.map { text(bytes, $0) }
    thisDN = decoder.places.thisDN.map { text(bytes, $0) }
    otherDN = decoder.places.otherDN.map { text(bytes, $0) }
    seconds = decoder.places.timeInSeconds.map { text(bytes, $0) }
    microseconds = decoder.places.timeInMicroseconds.map { text(bytes, $0) }
  }

  /// Reads `text` with a decoder of its own.
  init(_ text: String) {
    var decoder = TLibraryDecoder()
    self.init(Array(text.utf8), with: &decoder)
  }
}

/// The text in `range`.
func text(_ bytes: [UInt8], _ range: Range<Int>) -> String {
  String(decoding: bytes[range], as: UTF8.self)
}

/// Whether bytes are one JSON object in which no object has a key twice.
func isSoundObject(_ json: [UInt8]) -> Bool {
  guard
    (try? JSONSerialization.jsonObject(with: Data(json), options: [])) is [String: Any]
  else { return false }
  var reader = KeyReader(json: json)
  reader.readValue()
  return !reader.hasTwins && reader.place == json.count
}

/// Walks over valid JSON without blanks, and looks whether an object has a key twice.
private struct KeyReader {
  let json: [UInt8]
  var place = 0
  var hasTwins = false

  mutating func readValue() {
    switch json[place] {
    case UInt8(ascii: "{"): readItems(isObject: true)
    case UInt8(ascii: "["): readItems(isObject: false)
    case UInt8(ascii: "\""): _ = readString()
    default: while place < json.count, !Array(",]}".utf8).contains(json[place]) { place += 1 }
    }
  }

  private mutating func readItems(isObject: Bool) {
    var keys: Set<[UInt8]> = []
    repeat {
      place += 1
      if isObject {
        if !keys.insert(readString()).inserted { hasTwins = true }
        place += 1
      }
      readValue()
    } while json[place] == UInt8(ascii: ",")
    place += 1
  }

  private mutating func readString() -> [UInt8] {
    let start = place
    place += 1
    while json[place] != UInt8(ascii: "\"") {
      place += json[place] == UInt8(ascii: "\\") ? 2 : 1
    }
    place += 1
    return Array(json[start..<place])
  }
}

/// Changes bytes at a few places: one replaced, removed, doubled, or a piece copied elsewhere.
func mutated(_ bytes: [UInt8], _ numbers: inout SeededNumbers) -> [UInt8] {
  var bytes = bytes
  let likely = Array("\t\t\n\n\r '\"()[]=,:0159 -.<>/\u{0}é".utf8) + [0xE9, 0xFF]
  for _ in 0..<Int.random(in: 1...6, using: &numbers) where !bytes.isEmpty {
    let place = Int.random(in: 0..<bytes.count, using: &numbers)
    switch Int.random(in: 0..<6, using: &numbers) {
    case 0: bytes[place] = UInt8.random(in: 0...255, using: &numbers)
    case 1: bytes[place] = likely.randomElement(using: &numbers) ?? 0
    case 2: bytes.insert(likely.randomElement(using: &numbers) ?? 0, at: place)
    case 3: bytes.removeSubrange(place..<min(place + 12, bytes.count))
    case 4: bytes.insert(contentsOf: bytes[place..<min(place + 60, bytes.count)], at: place)
    default:
      let piece = Array(bytes[place..<min(place + 40, bytes.count)])
      bytes.insert(contentsOf: piece, at: Int.random(in: 0...bytes.count, using: &numbers))
    }
  }
  return bytes
}

/// Lines of such bytes as dumps are made of.
func randomDump(_ numbers: inout SeededNumbers) -> [UInt8] {
  let words = [
    "\t", "\t\t", "\t\t\t", "\n", "\n\t", "\r\n", "'", "'A'", "'B'", "'A.b'\t", "(list)", " ", "  ",
    "'x'", "1",
    "-7", "007", "Attribute", "AttributeUserData\t", "AttributeConnID\t", "[14] 00 02 01..",
    "2 [Inbound]", "attr: ", "SATRCFG_A", "value: ", "\"", "\"x\"", "Filter :", "key: ", "type: ",
    "Query : ", "[str]", " = ", "KVList:", "[int]", "1.5", "refid(1)", "ComplexClass(T):",
    "METRIC <a ", "sid='", "' />", "expression='", "message ", "received from ", "(", ")", "[",
  ].map { Array($0.utf8) }
  var bytes: [UInt8] = []
  for _ in 0..<Int.random(in: 0...40, using: &numbers) {
    bytes += words.randomElement(using: &numbers) ?? []
    if Int.random(in: 0..<10, using: &numbers) == 0 {
      bytes.append(UInt8.random(in: 0...255, using: &numbers))
    }
  }
  return bytes
}
