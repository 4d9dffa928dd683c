import Event
import Foundation
import Testing

@testable import WireDecoder

/// A message as the decoder saw it, read back by readers that are not ours.
struct DecodedMessage {
  /// What the decoder said.
  let problem: SIPProblem?
  /// The JSON as written.
  let json: String
  /// The JSON as Foundation reads it.
  let fields: [String: Any]
  /// The length of the body that is there.
  let bodyBytes: Int
  /// Where the body ends.
  let end: Int
  /// Texts of the ranges that messages are joined by.
  let callID: String?, method: String?, cseqMethod: String?, callUUID: String?
  let fromTag: String?, toTag: String?, branch: String?, requestURI: String?
  let statusCode: Int?, cseqNumber: Int?, contentLength: Int?

  /// Decodes bytes; fails the test if what comes is not one JSON object without repeated keys.
  init(_ bytes: [UInt8]) throws {
    var decoder = SIPDecoder()
    var out = JSONBuffer()
    problem = decoder.decode(bytes.span)
    decoder.appendFields(bytes.span, to: &out)
    json = out.text()
    let read = try JSONSerialization.jsonObject(with: Data(json.utf8))
    fields = try #require(read as? [String: Any])
    var keys = RepeatedKeys(json)
    #expect(keys.find() == [], "\(json)")
    bodyBytes = decoder.body.count
    end = decoder.body.upperBound
    func text(_ range: Range<Int>?) -> String? {
      range.map { String(decoding: bytes[$0], as: UTF8.self) }
    }
    callID = text(decoder.callID)
    method = text(decoder.method)
    cseqMethod = text(decoder.cseqMethod)
    callUUID = text(decoder.callUUID)
    fromTag = text(decoder.fromTag)
    toTag = text(decoder.toTag)
    branch = text(decoder.branch)
    requestURI = text(decoder.requestURI)
    statusCode = decoder.statusCode
    cseqNumber = decoder.cseqNumber
    contentLength = decoder.contentLength
  }

  /// Decodes text whose lines end in `\n`, as if they ended in `\r\n`.
  init(_ text: String) throws {
    try self.init(wireBytes(text))
  }

  /// The value at a path like `via.0.sent_by.port`, as text; nil if there is none.
  subscript(_ path: String) -> String? {
    var value: Any? = fields
    for part in path.split(separator: ".") {
      if let list = value as? [Any] {
        value = Int(part).flatMap { list.indices.contains($0) ? list[$0] : nil }
      } else {
        value = (value as? [String: Any])?[String(part)]
      }
    }
    return switch value {
    case let text as String: text
    case let number as NSNumber: number.stringValue
    case let list as [String]: list.joined(separator: "|")
    case let list as [Any]: "\(list.count) elements"
    default: nil
    }
  }
}

/// The bytes of a text, with `\r\n` for `\n`.
func wireBytes(_ text: String) -> [UInt8] {
  text.utf8.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
}

/// Finds keys that an object of a valid JSON text has twice: Foundation takes the last and is silent.
struct RepeatedKeys {
  private let text: [UInt8]
  private var place = 0
  private var found: [String] = []

  init(_ json: String) { text = Array(json.utf8) }

  /// The repeated keys.
  mutating func find() -> [String] {
    value()
    return found
  }

  private mutating func value() {
    switch text[place] {
    case UInt8(ascii: "{"): object()
    case UInt8(ascii: "["): array()
    case UInt8(ascii: "\""): _ = string()
    default: while !Array(",]}".utf8).contains(text[place]) { place += 1 }
    }
  }

  private mutating func object() {
    var keys: Set<String> = []
    place += 1
    while text[place] != UInt8(ascii: "}") {
      if text[place] == UInt8(ascii: ",") { place += 1 }
      let key = string()
      if !keys.insert(key).inserted { found.append(key) }
      place += 1
      value()
    }
    place += 1
  }

  private mutating func array() {
    place += 1
    while text[place] != UInt8(ascii: "]") {
      if text[place] == UInt8(ascii: ",") { place += 1 }
      value()
    }
    place += 1
  }

  private mutating func string() -> String {
    let start = place + 1
    place = start
    while text[place] != UInt8(ascii: "\"") { place += text[place] == UInt8(ascii: "\\") ? 2 : 1 }
    place += 1
    return String(decoding: text[start..<place - 1], as: UTF8.self)
  }
}
