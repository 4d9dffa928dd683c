import Foundation
import TestServers
import Testing

/// TLS as it is: `openssl s_server`, which came with Debian's `ca-certificates`, before the server.
@Suite("genlog parse: to Logstash over TLS", .serialized)
struct LumberjackTLSTests {
  private let program: Program
  private let server = LumberjackServer()
  private let port: UInt16

  init() throws {
    program = try Program()
    try program.write("a.log", "10:00:00.000 Std 05060 Application started\n")
    let made = try program.shell(
      """
      openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 \
        -keyout key.pem -out ca.pem -subj /CN=test -addext subjectAltName=IP:127.0.0.1
      """)
    #expect(made.status == 0, "\(made.errors)")
    let free = LumberjackServer()
    port = free.port
    free.stop()
  }

  /// Starts a TLS server, for one connection where `server` says nothing else, which leads to the server, and runs `genlog`.
  private func run(_ options: String, scheme: String = "lumberjacks", server more: String = "")
    throws -> Program.Result
  {
    try program.shell(
      """
      exec 3<>/dev/tcp/127.0.0.1/\(server.port)
      openssl s_server -quiet -accept \(port) -cert ca.pem -key key.pem -naccept 1 \(more) \
        <&3 >&3 2>/dev/null &
      exec 3>&-
      $GENLOG parse --retry-for 5s --to \(scheme)://127.0.0.1:\(port) \(options) a.log
      status=$?
      kill %1 2>/dev/null
      wait %1 2>/dev/null  # or the next one finds its port taken
      exit $status
      """)
  }

  @Test("a certificate of an unknown authority ends the run with 4, and nothing is sent")
  func untrusted() throws {
    let result = try run("")
    #expect(result.status == 4)
    #expect(result.errors.contains("certificate"))
    #expect(server.seen.windows.isEmpty)
  }

  @Test("--tls-ca names the authority to trust, --tls-insecure trusts all")
  func trusted() throws {
    #expect(try run("--tls-ca ca.pem").status == 0)
    #expect(server.seen.acknowledged.count == 1)
    #expect(try run("--tls-insecure").status == 0)
    #expect(server.seen.acknowledged.count == 2)
  }

  @Test("--tls-cert and --tls-key show who is there")
  func clientCertificate() throws {
    let wanted = "-Verify 1 -CAfile ca.pem -verify_return_error"
    #expect(try run("--tls-ca ca.pem --retry-for 300ms", server: wanted).status == 4)
    #expect(server.seen.windows.isEmpty)
    let shown = "--tls-ca ca.pem --tls-cert ca.pem --tls-key key.pem"
    #expect(try run(shown, server: wanted).status == 0)
    #expect(server.seen.acknowledged.count == 1)
  }

  @Test("--tls-fingerprint trusts the host's certificate alone")
  func fingerprint() throws {
    let print = "openssl x509 -noout -fingerprint -sha256 -in ca.pem | cut -d = -f 2"
    // What pins a certificate makes a connection before.
    let pinned = try run("--tls-fingerprint $(\(print))", server: "-naccept 2")
    #expect(pinned.status == 0, "\(pinned.errors)")
    #expect(server.seen.acknowledged.count == 1)
    let other = try run("--tls-fingerprint $(\(print) | tr 0-9A-F 1-9A-F0)")
    #expect(other.status == 4)
    #expect(other.errors.contains("nothing was sent"), "\(other.errors)")
    #expect(server.seen.acknowledged.count == 1)
  }

  @Test("--tls-verify, a folder of authorities and an encrypted key are as with https")
  func trust() throws {
    let made = try program.shell(
      """
      mkdir folder; cp ca.pem folder/any; echo s3cret > password
      openssl ec -in key.pem -aes128 -passout pass:s3cret -out locked.key
      """)
    #expect(made.status == 0, "\(made.errors)")
    #expect(try run("--tls-ca folder").status == 0)
    #expect(try run("--tls-verify none").status == 0)
    #expect(server.seen.acknowledged.count == 2)
    let result = try run(
      "--tls-ca ca.pem --tls-cert ca.pem --tls-key locked.key --tls-key-password-file password",
      server: "-Verify 1 -CAfile ca.pem -verify_return_error")
    #expect(result.status == 0, "\(result.errors)")
    #expect(server.seen.acknowledged.count == 3)
  }

  @Test("lumberjack:// to a server that wants TLS ends with 4, and says what to do")
  func plain() throws {
    let result = try run("--retry-for 500ms", scheme: "lumberjack")
    #expect(result.status == 4)
    #expect(result.errors.contains("lumberjacks://"))
    #expect(server.seen.windows.isEmpty)
  }

  @Test("lumberjacks:// to a server without TLS ends with 4")
  func noTLS() throws {
    let plain = LumberjackServer()
    let result = try program.run(
      ["parse", "--to", "lumberjacks://127.0.0.1:\(plain.port)", "--retry-for", "500ms", "a.log"])
    #expect(result.status == 4)
    #expect(plain.seen.acknowledged.isEmpty)
  }
}
