import Crypto
import Event
import PacketCapture
import WireDecoder

/// Writes what a certificate says, as members of `tls.server` or `tls.client`.
enum CertificateFields {
  /// Appends the members; of bytes that are no certificate only what they hash to.
  static func append(_ bytes: [UInt8], _ out: inout JSONBuffer) {
    let hash = out.open(#""hash":"#)
    out.append(
      #""sha256":"#, text: TLSFingerprint.hexadecimal(SHA256.hash(data: bytes), isUpper: true))
    out.close(hash)
    guard let certificate = X509Certificate(bytes) else { return }
    append(#""subject":"#, certificate.subject, bytes, &out)
    append(#""issuer":"#, certificate.issuer, bytes, &out)
    appendTimes(certificate, &out)
    let object = out.open(#""x509":"#)
    appendName(#""subject":"#, certificate.subject, bytes, &out)
    appendName(#""issuer":"#, certificate.issuer, bytes, &out)
    appendAlternativeNames(certificate, &out)
    appendTimes(certificate, &out)
    out.append(
      #""serial_number":"#,
      text: TLSFingerprint.hexadecimal(bytes[certificate.serialNumber], isUpper: true))
    out.close(object)
  }

  private static func append(
    _ key: StaticString, _ name: X509Name, _ bytes: [UInt8], _ out: inout JSONBuffer
  ) {
    out.append(key, text: name.isEmpty ? nil : name.text(bytes))
  }

  private static func appendName(
    _ key: StaticString, _ name: X509Name, _ bytes: [UInt8], _ out: inout JSONBuffer
  ) {
    let object = out.open(key)
    out.append(#""common_name":"#, text: name.commonName(bytes))
    out.append(#""organization":"#, text: name.organization(bytes))
    out.close(object)
  }

  private static func appendTimes(_ certificate: X509Certificate, _ out: inout JSONBuffer) {
    out.append(#""not_before":"#, text: certificate.notBefore?.text)
    out.append(#""not_after":"#, text: certificate.notAfter?.text)
  }

  private static func appendAlternativeNames(
    _ certificate: X509Certificate, _ out: inout JSONBuffer
  ) {
    guard !certificate.alternativeNames.isEmpty else { return }
    out.append(#""alternative_names":["#)
    for name in certificate.alternativeNames {
      if name.isAddress {
        out.append(UInt8(ascii: "\""))
        out.append(address(Array(certificate.bytes[name.value])))
        out.append(UInt8(ascii: "\""))
      } else {
        out.append(quoted: certificate.bytes.span.extracting(name.value))
      }
      out.append(UInt8(ascii: ","))
    }
    out.truncate(to: out.count - 1)
    out.append("],")
  }

  /// The address that 4 or 16 bytes are.
  private static func address(_ bytes: [UInt8]) -> IPAddress {
    let number = { (bytes: ArraySlice<UInt8>) in bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) } }
    guard bytes.count == 16 else {
      return IPAddress(v4: UInt32(truncatingIfNeeded: number(bytes[...])))
    }
    return IPAddress(high: number(bytes[..<8]), low: number(bytes[8...]))
  }
}
