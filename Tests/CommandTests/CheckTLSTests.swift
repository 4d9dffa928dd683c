import Foundation
import TestServers
import Testing

/// TLS as it is: `openssl s_server` with certificates that are right and wrong.
@Suite("genlog check: TLS", .serialized)
struct CheckTLSTests {
  private let program: Program
  private let port: UInt16

  init() throws {
    program = try Program()
    let made = try program.shell(
      """
      new="openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes"
      $new -days 400 -keyout key.pem -out ca.pem -subj /CN=test -addext subjectAltName=IP:127.0.0.1
      $new -days 5 -keyout short-key.pem -out short.pem -subj /CN=short \
        -addext subjectAltName=IP:127.0.0.1
      $new -days 400 -keyout other-key.pem -out other.pem -subj /CN=other \
        -addext subjectAltName=DNS:other.example.com
      openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout old-key.pem \
        -out old.csr -subj /CN=old
      openssl x509 -req -in old.csr -CA ca.pem -CAkey key.pem -set_serial 2 -days -1 -out old.pem
      """)
    #expect(made.status == 0, "\(made.errors)")
    let free = HTTPServer { _ in .hangUp }
    port = free.port
    free.stop()
  }

  /// The line of the step `tls`, and the one under it, with a server that shows a certificate.
  private func tls(_ name: String, key: String, _ options: String) throws -> String {
    let result = try program.shell(
      """
      openssl s_server -quiet -accept \(port) -cert \(name) -key \(key) -www \
        </dev/null >/dev/null 2>&1 &
      for _ in {1..100}; do (exec 3<>/dev/tcp/127.0.0.1/\(port)) 2>/dev/null && break; sleep 0.05; done
      $GENLOG check --to https://127.0.0.1:\(port) \(options)
      kill -KILL %1  # TERM may be blocked in what tests start
      wait %1 2>/dev/null
      """)
    let at = result.lines.firstIndex { $0.dropFirst(8).hasPrefix("tls") }
    return at.map { result.lines[$0..<min($0 + 2, result.lines.count)].joined(separator: "\n") }
      ?? result.output + result.errors
  }

  @Test("a good certificate is shown with the days that it has left")
  func good() throws {
    let line = try tls("ca.pem", key: "key.pem", "--tls-ca ca.pem")
    #expect(line.hasPrefix("  ok    tls"), "\(line)")
    #expect(line.contains("CN = test, signed by CN = test; "))
    // Whether it was made in this second.
    #expect(line.contains(" 399 days left") || line.contains(" 400 days left"), "\(line)")
  }

  @Test("one that ends soon is a warning")
  func short() throws {
    let line = try tls("short.pem", key: "short-key.pem", "--tls-ca short.pem")
    #expect(line.hasPrefix("  warn  tls"), "\(line)")
    #expect(line.contains(" 4 days left") || line.contains(" 5 days left"), "\(line)")
  }

  @Test("of one that nobody trusts it is said whose it is, and what to do")
  func untrusted() throws {
    let line = try tls("ca.pem", key: "key.pem", "")
    #expect(line.hasPrefix("  fail  tls"), "\(line)")
    #expect(line.contains("CN = test, signed by CN = test"))
    #expect(line.contains("help: name the authority that signed it by --tls-ca"))
  }

  @Test("one that has ended fails")
  func expired() throws {
    let line = try tls("old.pem", key: "old-key.pem", "--tls-ca ca.pem --tls-verify certificate")
    #expect(line.hasPrefix("  fail  tls"), "\(line)")
    #expect(line.contains("help: renew the certificate of the server"))
  }

  @Test("one for another name fails")
  func name() throws {
    let line = try tls("other.pem", key: "other-key.pem", "--tls-ca other.pem")
    #expect(line.hasPrefix("  fail  tls"), "\(line)")
    #expect(line.contains("help: call the host by the name in its certificate"))
  }

  @Test("no verification is a warning, the wrong fingerprint a failure")
  func unverified() throws {
    #expect(try tls("ca.pem", key: "key.pem", "--tls-insecure").hasPrefix("  warn  tls"))
    let wrong = String(repeating: "ab", count: 32)
    let line = try tls("ca.pem", key: "key.pem", "--tls-fingerprint \(wrong)")
    #expect(line.contains("has the fingerprint of --tls-fingerprint"), "\(line)")
  }

  @Test("a server without TLS is told to be one")
  func plain() throws {
    let server = HTTPServer { _ in .hangUp }
    let result = try program.run(["check", "--to", "https://127.0.0.1:\(server.port)"])
    #expect(result.status == 4)
    #expect(result.output.contains("help: check whether the server speaks TLS: http or https"))
  }
}
