import Testing

@testable import GenesysLog

@Suite("Passwords in a text")
struct SecretScanTests {
  /// The text with its passwords as `<...>`.
  private func marked(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var scan = SecretScan()
    guard scan.find(bytes.span, 0..<bytes.count) else { return text }
    var result: [UInt8] = []
    var place = 0
    for range in scan.ranges {
      result += bytes[place..<range.lowerBound] + Array("<".utf8) + bytes[range] + Array(">".utf8)
      place = range.upperBound
    }
    return String(decoding: result + bytes[place...], as: UTF8.self)
  }

  @Test(
    "are found however names and values are written",
    arguments: [
      "pwd=<K>", "PWD=<Kx7a>", "a pwd=<K>", "password=<Kx7>", "password = <Kx7>, user=a",
      "password='<Kx7>'", "password=\"<Kx7>\" x",
      "password: <Kx7>", "Password:<Kx7>", "PASSWORD=<Kx7>;timeout=3", "pwd=<Kx7>",
      "&pwd=<Kx7>&user=a", "userPassword: <Kx7>", "db_passwd=<Kx7>", "password2=<Kx7>",
      #"{"user":"a","password":"<Kx7>"}"#, #"{"password" : "<K\"x7>", "a":1}"#,
      #"{\"password\":\"<Kx7>\",\"a\":1}"#, "-password <Kx7> -app x", "--pwd <Kx7>",
      "Property [app-password] is set to [<Kx7>]", "Property [app-password] is set to [<K]x7>]",
      "Option 'password' has been set to the value '<Kx7>'",
      "attr: SATRCFG_PASSWORD           value:   \"<Kx7>\"  ",
      "key: password       type:    [String], value : <Kx7>", "\t\t'password'\t'<Kx7>'",
      "\tAttributePassword\t'<Kx7>'", "'password' [str] = \"<Kx7>\"", "password [<Kx7>], a",
      "<password><Kx7></password>", "update cfg_person set password = '<K'x7>', name='a'",
      "password='<it's'mine>' where", "password=<a,b> c", "password=<a>,user=b",
      "password => '<K>'",
      "password=<Kx7>\nuser=a", "password='<Kx7>\nuser=a", "password1=<12>", "a password=<é✓> b",
      "password=<a> and passwd=<b>", "Login failed (password=<Kx7>)", "[password=<Kx7>]",
    ])
  func found(text: String) {
    // XML's own brackets are no marks.
    let plain =
      text.contains("</") ? "<password>Kx7</password>" : text.filter { $0 != "<" && $0 != ">" }
    let source = text.contains("=>") ? "password => 'K'" : plain
    #expect(marked(source) == text)
  }

  @Test(
    "are not seen in prose, in what is hidden already, or in settings",
    arguments: [
      "Authentication failed, user name or password is incorrect", "wrong password",
      "password", "password=", "password: ", "password=''", "password=\"******\"",
      "attr: SATRCFG_PASSWORD           value:   \"******\"  ",
      "the password of user k.ashe expired",
      "password-min-length=8", "password-required: true", "cwd=/opt", "pwdx=3", "window=3",
      "Password change is required", "two windows, new", "",
    ])
  func notFound(text: String) {
    #expect(marked(text) == text)
  }

  @Test("a text that is made to be slow takes no longer than another of its length")
  func hostile() {
    let pieces = [
      "pwd", "passw", "password=", "password='", "password=,a", "\"password\":\"\\", "-pwd ",
      "password [", "w", "sw", "password type: [", "password=\"\\\\",
    ]
    let clock = ContinuousClock()
    for piece in pieces {
      let bytes = Array(String(repeating: piece, count: (1 << 17) / piece.utf8.count).utf8)
      var scan = SecretScan()
      let elapsed = clock.measure { _ = scan.find(bytes.span, 0..<bytes.count) }
      #expect(elapsed < .seconds(2), "\(piece)")
    }
  }

  @Test("bytes of any kind are read without harm, and ranges stand in order inside the text")
  func random() {
    var random = SystemRandomNumberGenerator()
    let pieces = [
      "password", "=", ":", " ", "'", "\"", "[", "]", "\\", "\n", ",", "pwd", "type", "value", "V",
      "<", ">", "é", "*", "-",
    ]
    for _ in 0..<3000 {
      let text = (0..<Int.random(in: 0..<30, using: &random))
        .map { _ in pieces[Int.random(in: 0..<pieces.count, using: &random)] }.joined()
      let bytes = Array(text.utf8)
      var scan = SecretScan()
      _ = scan.find(bytes.span, 0..<bytes.count)
      var last = 0
      for range in scan.ranges {
        #expect(range.lowerBound >= last && range.upperBound <= bytes.count && !range.isEmpty)
        last = range.upperBound
      }
    }
  }
}
