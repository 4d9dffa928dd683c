import Testing

@testable import Pipeline

@Suite("options that contradict each other")
struct ContradictionTests {
  private func problems(_ text: String) throws -> [String] {
    let values = try ConfigurationFile.parse(text, file: "g.yml", environment: { _ in nil })
    return ConfigurationCheck.problems(values).map(\.description)
  }

  @Test(
    "they are refused, at the first of them",
    arguments: [
      ("jobs: 1\n", "nothing to read\nhelp: name files, directories, or - for standard input"),
      (
        "inputs: a\nquiet: true\nverbose: true\n",
        "g.yml:2:8: --quiet says less, and --verbose says more\nhelp: leave out one of them"
      ),
      (
        "inputs: a\nfrom: 2026-01-12\nuntil: 2026-01-12\n",
        "g.yml:3:8: --until is not after --from, so that no event is kept\n"
          + "help: exchange them: --from is the earlier one"
      ),
      (
        "inputs: a\nfrom: 2026-01-12\npattern: a\n",
        "g.yml:2:7: --from and --until need the times of Genesys records, which --pattern leaves aside\n"
          + "help: filter with --where on a captured field"
      ),
      (
        "inputs: a\nmask: default\nto: a.pcap\n",
        "g.yml:2:7: --mask hides values in events, not in the bytes of a capture\n"
          + "help: leave out one of --mask and --to FILE.pcap"
      ),
      (
        "inputs: a\ngeo-numbers: a.b\n",
        "g.yml:2:14: --geo-numbers says where places come from, and nobody asks for places\n"
          + "help: add --geo, or leave it out"
      ),
      (
        "inputs: a\ngeo: false\ngeo-postcodes: [a.b]\n",
        "g.yml:3:17: --geo-postcodes says where places come from, and nobody asks for places\n"
          + "help: add --geo, or leave it out"
      ),
      (
        "inputs: a\ngeo: true\ngeo-numbers: [a.b, 'a..b=client']\n",
        "g.yml:3:20: geo-numbers a..b=client: names no field\n"
          + "help: write a field with dots in it, and after = where its place goes: "
          + "genesys.tlib.attributes.ANI=genesys.ani,client"
      ),
      (
        "inputs: a\nto: http://es\nformat: csv\n",
        "g.yml:3:9: --format csv is for files and standard output; servers take events as they are\n"
          + "help: leave it out, or add another --to"
      ),
      (
        "inputs: a\nfields: a\n",
        "g.yml:2:9: fields a: only csv and table have columns\nhelp: add --format csv or --format table"
      ),
      (
        "inputs: a\nto: [x, y]\nreport: x\n",
        "g.yml:3:9: --report x: is written to twice\nhelp: give each output a place of its own"
      ),
      (
        "inputs: a\nto: http://es\ntls-insecure: true\ntls-ca: /etc/passwd\n",
        "g.yml:3:15: --tls-insecure takes any certificate, whatever --tls-ca trusts\n"
          + "help: leave out one of them"
      ),
      (
        "inputs: a\nto: http://es\ntls-key: /etc/passwd\n",
        "g.yml:3:10: --tls-key is for the key of a certificate, and there is none\n"
          + "help: add --tls-cert FILE"
      ),
      (
        "inputs: a\nto: http://es\napi-key: a\ntoken: b\n",
        "g.yml:3:10: --api-key and --token are several ways to log in\nhelp: leave one of them"
      ),
      (
        "inputs: a\nto: http://es\npassword: a\n",
        "g.yml:3:11: there is a password, and no user\nhelp: add --user NAME"
      ),
      (
        "inputs: a\nto:\n- url: out.ndjson\n  user: x\n",
        "g.yml:4:9: --user is for servers, and this destination is none\nhelp: leave it out"
      ),
    ])
  func refused(text: String, expected: String) throws {
    #expect(try problems(text) == [expected])
  }

  @Test("an option on the command line and one in the file are told where the file's stands")
  func mixed() throws {
    var flags = OptionValues()
    flags.verbose = true
    let file = try ConfigurationFile.parse("inputs: a\nquiet: true\n", file: "g.yml")
    #expect(
      ConfigurationCheck.problems(flags.over(file)).map(\.description) == [
        "g.yml:2:8: --quiet says less, and --verbose says more\nhelp: leave out one of them"
      ])
  }
}
