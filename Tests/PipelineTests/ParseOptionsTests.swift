import Testing

@testable import Pipeline

@Suite("ParseOptions")
struct ParseOptionsTests {
  private func options(_ set: (inout OptionValues) -> Void) throws -> ParseOptions {
    var values = OptionValues()
    set(&values)
    return try ParseOptions(inputs: ["a.log"], values)
  }

  @Test(
    "--from takes dates and times, local to --timezone, or UTC",
    arguments: [
      ("2026-07-01", nil, 1_782_864_000_000_000),
      ("2026-07-01T10:15", nil, 1_782_900_900_000_000),
      ("2026-07-01T10:15:30", "Europe/London", 1_782_897_330_000_000),
      ("2026-07-01T10:15:30.250Z", "Europe/London", 1_782_900_930_250_000),
      ("2026-07-01T10:15:30+02:00", nil, 1_782_893_730_000_000),
      ("2026-07-01", "America/New_York", 1_782_878_400_000_000),
    ] as [(String, String?, Int64)])
  func from(text: String, zone: String?, expected: Int64) throws {
    let options = try options {
      $0.from = text
      $0.timezone = zone
    }
    #expect(options.from == expected)
  }

  @Test("--from and --until have no meaning with --pattern, which leaves times aside")
  func patternTimes() {
    #expect(throws: PipelineError.self) {
      try options {
        $0.pattern = ["%{INT:n}"]
        $0.from = "2026-07-01"
      }
    }
  }

  @Test("nothing to read is an error")
  func nothing() {
    #expect(throws: PipelineError.self) { try ParseOptions(inputs: [], OptionValues()) }
  }
}
