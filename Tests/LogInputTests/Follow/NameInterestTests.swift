import Testing

@testable import LogInput

@Suite("NameInterest")
struct NameInterestTests {
  @Test(
    "a name matters if one kind of names takes it",
    arguments: [
      (NameInterest.Names.named("a"), "a", false, true), (.named("a"), "b", false, false),
      (.matching("*.log"), "a.log", false, true), (.matching("*.log"), ".a.log", false, false),
      (.visible, "a", false, true), (.visible, ".a", false, false),
      (.directories, "a", true, true), (.directories, "a", false, false),
      (.directories, ".a", true, false), (.contents, "a", false, false),
    ])
  func includes(_ names: NameInterest.Names, _ name: String, _ isDirectory: Bool, _ result: Bool) {
    var interest = NameInterest()
    interest.add(names)
    #expect(interest.includes(name, isDirectory: isDirectory) == result)
    var union = NameInterest()
    union.formUnion(interest)
    #expect(union == interest)
  }
}
