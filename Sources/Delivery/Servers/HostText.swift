/// Names of hosts with their ports.
enum HostText {
  /// The host with its port: `es-1`, `es-1:9201`, `[2001:db8::1]:9200`.
  ///
  /// - Parameter defaultPort: where the text says none; nil where it has to.
  static func host(_ text: Substring, defaultPort: UInt16?) throws(ServerURL.Fault) -> String {
    if text.isEmpty { throw .noHost }
    var name = text
    var port = defaultPort.map { Substring(String($0)) } ?? ""
    let afterBracket = text.hasPrefix("[") ? text.lastIndex(of: "]") : text.startIndex
    guard let afterBracket else { throw .badHost }
    if let colon = text[afterBracket...].lastIndex(of: ":") {
      name = text[..<colon]
      port = text[text.index(after: colon)...]
    }
    guard let number = UInt16(port), number > 0 else { throw .badPort }
    let isName = name.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"):
        true
      case UInt8(ascii: ":"), UInt8(ascii: "["), UInt8(ascii: "]"):
        name.hasPrefix("[") && name.hasSuffix("]")
      default: false
      }
    }
    guard isName, !name.isEmpty, name != "[]" else { throw .badHost }
    return "\(name):\(number)"
  }
}
