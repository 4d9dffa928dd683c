import Masking
import Testing

@Suite("masking rule errors")
struct MaskErrorTests {
  @Test(
    "an error names the place, the fact and what to do",
    arguments: [
      ("", "mask.yml: holds no rules\nhelp: add a list `rules:`; `- include: default` is a start"),
      (
        "rules: [",
        "mask.yml:2:1: not valid YAML: did not find expected node content\nhelp: paths with * and expressions go in 'single quotes'"
      ),
      ("rule: []", "mask.yml:1:1: unknown key `rule`\nhelp: did you mean `rules`?"),
      ("rules: 5", "mask.yml:1:8: `rules` must be a list, not a text\nhelp: see docs/masking.md"),
      (
        "rules:\n  - {field: a}",
        "mask.yml:2:5: the rule has no `action`\nhelp: actions are hide, hide-first:N, hide-last:N, unhide-first:N, unhide-last:N, hash, skip, copy"
      ),
      (
        "rules:\n  - {action: hide}",
        "mask.yml:2:5: the rule says neither where nor what to look for\nhelp: add `field`, `keys`, `pattern` or `text`"
      ),
      (
        "rules:\n  - {field: a, keys: [b], action: hide}",
        "mask.yml:2:16: `keys` and `field` cannot stand in one rule\nhelp: make two rules of it"
      ),
      (
        "rules:\n  - {feild: a, action: hide}",
        "mask.yml:2:6: unknown key `feild`\nhelp: did you mean `field`?"
      ),
      (
        "rules:\n  - {field: a, action: hide-first:0}",
        "mask.yml:2:24: there is no action `hide-first:0`\nhelp: actions are hide, hide-first:N, hide-last:N, unhide-first:N, unhide-last:N, hash, skip, copy"
      ),
      (
        "rules:\n  - {field: a, pattern: b, action: skip}",
        "mask.yml:2:36: `skip` takes a field out, but the rule is for a part of a value\nhelp: use `hide`, or leave `pattern` and `text` out"
      ),
      (
        "rules:\n  - {field: a..b, action: hide}",
        "mask.yml:2:13: `a..b` is no path of a field\nhelp: write keys with dots between: user.name, or 'genesys.**.pin'"
      ),
      (
        "rules:\n  - {text: cards, action: hide}",
        "mask.yml:2:12: there is no kind of text `cards`\nhelp: did you mean `card`?"
      ),
      (
        "rules:\n  - {field: a, action: hash}",
        "mask.yml:2:24: `hash` needs a key\nhelp: add `hash-key-from: GENLOG_MASK_KEY`, and set that environment variable"
      ),
      (
        "hash-key-from: NOPE",
        "mask.yml:1:16: the environment variable NOPE is not set\nhelp: export NOPE with a long random text, the same on each run"
      ),
      (
        "hash-key: short",
        "mask.yml:1:11: the key of `hash` has fewer than 16 bytes\nhelp: use a long random text: openssl rand -hex 32"
      ),
      (
        "rules:\n  - include: others",
        "mask.yml:2:14: there are no rules `others` to include\nhelp: write `include: default`"
      ),
      (
        "min-length: none",
        "mask.yml:1:13: `min-length` cannot be `none`\nhelp: write a whole number from 1 to 100"
      ),
      (
        "a: &x 1\nrules: *x",
        "mask.yml:2:8: *x is a YAML alias, which rule files do not have\nhelp: put a path that begins with * in 'single quotes'; write other values out"
      ),
    ])
  func texts(file: String, message: String) {
    #expect(problem(file) == message)
  }

  @Test("an expression's error keeps the engine's mark")
  func pattern() {
    #expect(
      problem("rules:\n  - {pattern: 'a(b', action: hide}")?
        .hasPrefix("mask.yml:2:15: the pattern: ") == true)
  }

  @Test("any bytes as rules give rules or an error")
  func random() {
    let pieces = [
      "rules:", "\n", "  - ", "{", "}", "field: ", "a.b", "'**'", "*", "&a", "keys: ", "[", "]",
      ", ",
      "pattern: ", "'(?<a>x'", "text: ", "card", "action: ", "hide", "hash", ": ", "\t", "\"", "é",
      "\u{0}",
      "include: default", "hash-key: ", "0123456789abcdef", "min-length: ", "3",
    ]
    for _ in 0..<500 {
      let text = (0..<Int.random(in: 0..<30)).compactMap { _ in pieces.randomElement() }.joined()
      _ = problem(text)
    }
  }

  private func problem(_ text: String) -> String? {
    do throws(MaskError) {
      _ = try MaskRules(text: text, file: "mask.yml") { _ in nil }
      return nil
    } catch {
      return error.description
    }
  }
}
