/// A line of the head of an HTTP request.
package struct HTTPHeader: Sendable, Equatable {
  /// What it is called.
  package let name: String
  /// What it says.
  package let value: String

  /// A line of a head.
  package init(name: String, value: String) {
    self.name = name
    self.value = value
  }

  /// As it is sent.
  var line: String { "\(name): \(value)" }
}

/// A request in the one form that both sides hash, whatever way it was written.
///
/// Amazon's user guide of IAM, "Create a signed AWS API request", step 1. The path is normalised and its
/// escapes are escaped once more, as all services but S3 have it.
struct CanonicalRequest {
  /// The names of the headers, in lower case and in order: `content-type;host;x-amz-date`.
  let signedHeaders: String
  /// The lines that are hashed.
  let text: String

  /// Makes it of a method in capitals, a URL, all headers, and the SHA-256 of the body in hexadecimal.
  init(method: String, url: String, headers: [HTTPHeader], bodyHash: String) {
    let target = URLParts(url)
    var values: [String: [String]] = [:]
    for header in headers {
      values[header.name.lowercased(), default: []].append(CanonicalRequest.value(header.value))
    }
    let names = values.keys.sorted()
    let lines = names.map { "\($0):\((values[$0] ?? []).joined(separator: ","))" }
    signedHeaders = names.joined(separator: ";")
    text =
      ([method, CanonicalRequest.path(target.path), CanonicalRequest.query(target.query)] + lines
      + ["", signedHeaders, bodyHash]).joined(separator: "\n")
  }

  /// Without spaces around it, and with one for several.
  private static func value(_ text: String) -> String {
    text.split { $0 == " " || $0 == "\t" }.joined(separator: " ")
  }

  /// Without `.`, `..` and empty segments, then escaped: `/a//b/../c%2F*` is `/a/c%252F%2A`.
  static func path(_ path: [UInt8]) -> String {
    let slash = UInt8(ascii: "/")
    var segments: [ArraySlice<UInt8>] = []
    for segment in path.split(separator: slash) where !segment.elementsEqual(".".utf8) {
      if segment.elementsEqual("..".utf8) {
        _ = segments.popLast()
      } else {
        segments.append(segment)
      }
    }
    let joined = segments.map { PercentText.encoded($0) }.joined(separator: "/")
    return "/" + joined + (path.last == slash && !segments.isEmpty ? "/" : "")
  }

  /// The parameters in order, by name and then by value, each escaped once: `b=&a=x*` is `a=x%2A&b=`.
  static func query(_ query: [UInt8]) -> String {
    if query.isEmpty { return "" }
    let pairs = query.split(separator: UInt8(ascii: "&"), omittingEmptySubsequences: false).map {
      let sides = $0.split(
        separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      return (
        name: PercentText.encoded(PercentText.bytes(sides[0])),
        value: sides.count > 1 ? PercentText.encoded(PercentText.bytes(sides[1])) : ""
      )
    }
    return pairs.sorted { ($0.name, $0.value) < ($1.name, $1.value) }
      .map { "\($0.name)=\($0.value)" }.joined(separator: "&")
  }
}

/// A URL taken apart as far as it is signed.
struct URLParts {
  /// `https`, in lower case.
  let scheme: String
  /// The host as it is named in the head of a request: in lower case, with its port unless that is the
  /// usual one of the scheme.
  let host: String
  /// From the first `/`; empty if there is none.
  let path: [UInt8]
  /// Behind the first `?`; empty if there is none.
  let query: [UInt8]

  /// Takes `scheme://host/path?query` apart; any text gives something.
  init(_ url: String) {
    let bytes = Array(url.utf8.prefix { $0 != UInt8(ascii: "#") })
    let mark = bytes.firstRange(of: "://".utf8)
    scheme = String(decoding: bytes[..<(mark?.lowerBound ?? 0)], as: UTF8.self).lowercased()
    let rest = bytes[(mark?.upperBound ?? 0)...]
    let authority = rest.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") }
    let target = rest[authority.endIndex...]
    let path = target.prefix { $0 != UInt8(ascii: "?") }
    self.path = Array(path)
    query = Array(target[path.endIndex...].dropFirst())
    let name = String(decoding: authority, as: UTF8.self).lowercased()
    let usual = scheme == "https" ? ":443" : ":80"
    host = name.hasSuffix(usual) ? String(name.dropLast(usual.utf8.count)) : name
  }
}
