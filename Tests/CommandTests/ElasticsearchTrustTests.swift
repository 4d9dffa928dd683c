import Foundation
import TestServers
import Testing

/// TLS as it is: `openssl s_server` before the double, with chains that are right and wrong.
@Suite("genlog parse: whom to trust over TLS", .serialized)
struct ElasticsearchTrustTests {
  private let program: Program
  private let double = ElasticsearchDouble()
  private let port: UInt16

  init() throws {
    program = try Program()
    try program.write("a.log", "10:00:00.000 Std 05060 Application started\n")
    // `good` and `named` are signed by `ca`, `bad` is by another authority.
    let made = try program.shell(
      """
      key="-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -days 2 -subj /CN=test"
      for name in ca other; do openssl req -x509 $key -nodes -keyout $name.key -out $name.pem || exit; done
      make() {
        openssl req $key -nodes -keyout $1.key -out $1.csr && openssl x509 -req -in $1.csr -CA $2.pem \
          -CAkey $2.key -CAcreateserial -out $1.pem -days 2 -extfile <(echo subjectAltName=$3)
      }
      make good ca IP:127.0.0.1 && make bad other IP:127.0.0.1 && make named ca DNS:es.example.com
      openssl ec -in good.key -aes128 -passout pass:s3cret -out locked.key
      for name in ca good other; do
        openssl x509 -in $name.pem -noout -fingerprint -sha256 | cut -d = -f 2 > $name.fp
      done
      mkdir folder; cp ca.pem folder/any.name; echo nothing > folder/readme; mkdir folder/below empty
      echo s3cret > password
      """)
    #expect(made.status == 0, "\(made.errors)")
    let free = HTTPServer { _ in .hangUp }
    port = free.port
    free.stop()
  }

  /// Starts a TLS server that shows the certificate `name` and that of `ca`, and leads to the double; runs
  /// `genlog`.
  private func run(_ name: String, _ options: String, server: String = "") throws -> Program.Result
  {
    // What pins a certificate makes a connection before.
    let connections = options.contains("fingerprint") ? 2 : 1
    return try program.shell(
      """
      exec 3<>/dev/tcp/127.0.0.1/\(double.port)
      openssl s_server -quiet -accept \(port) -cert \(name).pem -key \(name).key -cert_chain ca.pem \
        -naccept \(connections) \(server) <&3 >&3 2>/dev/null &
      exec 3>&-
      $GENLOG parse --quiet --requests 1 --retry-for 5s --to https://127.0.0.1:\(port) \(options) a.log \
        < /dev/null
      status=$?
      kill -9 %1 2>/dev/null
      wait %1 2>/dev/null  # or the next one finds its port taken
      exit $status
      """)
  }

  @Test("--tls-fingerprint trusts the host's certificate, or that of its authority")
  func fingerprint() throws {
    #expect(try run("good", "--tls-fingerprint $(< ca.fp)").status == 0)
    #expect(double.events.count == 1)
    #expect(try run("good", "--tls-fingerprint $(tr -d : < good.fp | tr A-F a-f)").status == 0)
  }

  @Test("a host that does not show the certificate of the fingerprint is sent nothing")
  func otherFingerprint() throws {
    let result = try run("good", "--tls-fingerprint $(< other.fp)")
    #expect(result.status == 4)
    #expect(result.errors.contains("nothing was sent"))
    #expect(
      result.errors.contains(
        "of the 2 certificates it shows none has the fingerprint of --tls-fingerprint"))
    #expect(double.events.isEmpty)
  }

  @Test("to show the certificate of an authority is not enough: it must have signed the host's")
  func borrowedAuthority() throws {
    let result = try run("bad", "--tls-fingerprint $(< ca.fp)")
    #expect(result.status == 4)
    #expect(result.errors.contains("certificate"))
    #expect(double.events.isEmpty)
  }

  @Test("--tls-verify full wants the right name, certificate the right authority, none nothing")
  func verification() throws {
    #expect(try run("named", "--tls-ca ca.pem --tls-verify full").status == 4)
    #expect(try run("named", "--tls-fingerprint $(< ca.fp)").status == 4)
    #expect(try run("bad", "--tls-ca ca.pem --tls-verify certificate").status == 4)
    #expect(double.events.isEmpty)
    #expect(try run("named", "--tls-ca ca.pem --tls-verify certificate").status == 0)
    #expect(double.events.count == 1)
    #expect(try run("bad", "--tls-verify none").status == 0)
  }

  @Test("--tls-ca takes a folder of certificates, under any names")
  func folder() throws {
    #expect(try run("bad", "--tls-ca folder").status == 4)
    #expect(double.events.isEmpty)
    #expect(try run("good", "--tls-ca folder").status == 0)
    #expect(double.events.count == 1)
    let empty = try run("good", "--tls-ca empty")
    #expect(empty.status == 2)
    #expect(empty.errors.contains("--tls-ca empty: is a folder without a certificate"))
  }

  @Test("the key of a certificate may be encrypted; nobody is asked for its password")
  func encryptedKey() throws {
    let wanted = "-Verify 1 -CAfile ca.pem -verify_return_error"
    let shown = "--tls-ca ca.pem --tls-cert good.pem --tls-key locked.key"
    let without = try run("good", shown, server: wanted)
    #expect(without.status == 4)
    #expect(without.errors.contains("locked.key"))
    #expect(double.events.isEmpty)
    let with = try run("good", shown + " --tls-key-password-file password", server: wanted)
    #expect(with.status == 0, "\(with.errors)")
    #expect(double.events.count == 1)
  }
}
