import Event
import WireDecoder

/// Shows a body as text: what gzip or deflate did is undone, bytes that are no text are not shown.
enum HTTPBodyText {
  /// Bytes that are shown of a body, at most: 1 MiB.
  static let maxBytes = 1 << 20

  /// Appends the member `content`, if the body is text.
  static func append(_ message: borrowing HTTPMessage, to out: inout JSONBuffer) {
    guard !message.content.isEmpty else { return }
    let head = message.head
    let bytes = message.bytes.span
    guard let content = plain(message.content, head.contentCoding(bytes)), isText(content) else {
      return
    }
    out.append(#","content":""#)
    let all = 0..<content.count
    if head.isMediaType("application/x-www-form-urlencoded", bytes) {
      HTTPSecrets.append(form: content.span, all, to: &out)
    } else {
      HTTPSecrets.append(json: content.span, all, to: &out)
    }
    out.append(UInt8(ascii: "\""))
  }

  /// The body before it was compressed, as far as it is there; nil if that cannot be undone.
  private static func plain(_ content: [UInt8], _ coding: HTTPCoding?) -> [UInt8]? {
    switch coding {
    case nil: content
    case .gzip: inflated(content, .headed)
    case .deflate: inflated(content, .headed) ?? inflated(content, .raw)
    case .other: nil
    }
  }

  private static func inflated(_ content: [UInt8], _ format: Inflater.Format) -> [UInt8]? {
    var output: [UInt8] = []
    guard let inflater = Inflater(format) else { return nil }
    let outcome = inflater.inflate(content.span, into: &output, limit: maxBytes)
    return outcome == .broken && output.isEmpty ? nil : output
  }

  /// Whether there are no control characters but those of lines.
  private static func isText(_ content: [UInt8]) -> Bool {
    content.allSatisfy { byte in
      byte >= 0x20 && byte != 0x7F || byte == 0x0A || byte == 0x0D || byte == 0x09 || byte == 0x0C
    }
  }
}
