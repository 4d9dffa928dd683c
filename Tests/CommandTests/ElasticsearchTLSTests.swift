import Foundation
import TestServers
import Testing

/// TLS as it is: `openssl s_server`, which came with Debian's `ca-certificates`, before the double.
@Suite("genlog parse: to Elasticsearch over TLS", .serialized)
struct ElasticsearchTLSTests {
  private let program: Program
  private let double = ElasticsearchDouble()
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
    let free = HTTPServer { _ in .hangUp }
    port = free.port
    free.stop()
  }

  /// Starts a TLS server for one connection, which leads to the double, and runs `genlog`.
  private func run(_ options: String, server: String = "") throws -> Program.Result {
    try program.shell(
      """
      exec 3<>/dev/tcp/127.0.0.1/\(double.port)
      openssl s_server -quiet -accept \(port) -cert ca.pem -key key.pem -naccept 1 \(server) \
        <&3 >&3 2>/dev/null &
      exec 3>&-
      $GENLOG parse --quiet --requests 1 --retry-for 5s --to https://127.0.0.1:\(port) \(options) a.log
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
    #expect(result.errors.contains("help: check http or https, and which authority signed"))
    #expect(double.events.isEmpty)
  }

  @Test("--tls-ca names the authority to trust, --tls-insecure trusts all")
  func trusted() throws {
    #expect(try run("--tls-ca ca.pem").status == 0)
    #expect(double.events.count == 1)
    #expect(try run("--tls-insecure").status == 0)
  }

  @Test("--tls-cert and --tls-key show who is there")
  func clientCertificate() throws {
    let wanted = "-Verify 1 -CAfile ca.pem -verify_return_error"
    #expect(try run("--tls-ca ca.pem --retry-for 100ms", server: wanted).status == 4)
    #expect(double.events.isEmpty)
    let shown = "--tls-ca ca.pem --tls-cert ca.pem --tls-key key.pem"
    #expect(try run(shown, server: wanted).status == 0)
    #expect(double.events.count == 1)
  }
}
