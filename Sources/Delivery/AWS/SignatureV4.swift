import Crypto

/// Signs requests as AWS Signature Version 4 wants it.
///
/// Amazon's user guide of IAM, "Create a signed AWS API request". libcurl can sign too, but up to 8.14
/// wrongly where a path or a query has more than letters in it.
struct SignatureV4: Sendable, Equatable {
  /// Which of Amazon's services, and where.
  let scope: AWSScope

  private static let algorithm = "AWS4-HMAC-SHA256"

  /// All headers that a request is to be sent with: those given, and those that let it in.
  ///
  /// - Parameters:
  ///   - method: in capitals.
  ///   - body: as it is sent, so after compression; nil for none.
  ///   - seconds: since 1970. A signature is good for five minutes before and after.
  func headers(
    method: String, url: String, headers: [HTTPHeader], body: Span<UInt8>?, keys: AWSKeys,
    at seconds: Int64
  ) -> [HTTPHeader] {
    let time = WireTime.compact(seconds)
    let bodyHash = SignatureV4.hash(body)
    var all = headers
    // Named by us, as libcurl would leave the host as the user wrote it.
    all.append(HTTPHeader(name: "Host", value: URLParts(url).host))
    all.append(HTTPHeader(name: "X-Amz-Date", value: time))
    if let token = keys.token { all.append(HTTPHeader(name: "X-Amz-Security-Token", value: token)) }
    if scope.service.wantsBodyHash {
      all.append(HTTPHeader(name: "X-Amz-Content-SHA256", value: bodyHash))
    }
    let request = CanonicalRequest(method: method, url: url, headers: all, bodyHash: bodyHash)
    let credential = [String(time.prefix(8)), scope.region, scope.service.rawValue, "aws4_request"]
    let signature = SignatureV4.signature(
      of: [
        SignatureV4.algorithm, time, credential.joined(separator: "/"),
        SignatureV4.hash(Array(request.text.utf8).span),
      ].joined(separator: "\n"), by: keys.secret, for: credential)
    let text =
      "\(SignatureV4.algorithm) Credential=\(keys.id)/\(credential.joined(separator: "/")), "
      + "SignedHeaders=\(request.signedHeaders), Signature=\(signature)"
    return all + [HTTPHeader(name: "Authorization", value: text)]
  }

  /// The signature by a key that is good for one day, one region and one service.
  private static func signature(of text: String, by secret: String, for scope: [String]) -> String {
    var key = Array("AWS4\(secret)".utf8)
    for part in scope { key = code(Array(part.utf8), key: key) }
    return Hexadecimal.text(code(Array(text.utf8), key: key))
  }

  private static func code(_ bytes: [UInt8], key: [UInt8]) -> [UInt8] {
    Array(HMAC<SHA256>.authenticationCode(for: bytes, using: SymmetricKey(data: key)))
  }

  private static func hash(_ bytes: Span<UInt8>?) -> String {
    var hash = SHA256()
    bytes?.withUnsafeBytes { hash.update(bufferPointer: $0) }
    return Hexadecimal.text(hash.finalize())
  }
}

/// Bytes as digits 0 to f, two a byte.
enum Hexadecimal {
  private static let digits = Array("0123456789abcdef".utf8)

  /// The digits, in lower case.
  static func text(_ bytes: some Sequence<UInt8>) -> String {
    var text: [UInt8] = []
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}
