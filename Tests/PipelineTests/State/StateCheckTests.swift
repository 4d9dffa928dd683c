import Delivery
import FollowState
import Foundation
import Testing

@testable import Pipeline

@Suite("who follows already")
struct StateCheckTests {
  @Test("a lock that is held is told with its process, one that is free as free")
  func holder() throws {
    let root = NSTemporaryDirectory() + "genlog-state-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: root) }
    let directory = root + "/" + StateDirectoryName.of("x")
    #expect(StateHolder(directory: directory) == .nobody)
    let store = try StateStore(directory: directory, destination: "x")
    #expect(StateHolder(directory: directory) == .process(getpid()))
    store.close()
    #expect(StateHolder(directory: directory) == .free)
    var values = OptionValues()
    values.to = ["x"]
    values.state = root
    let check = StateCheck(values, try ParseOptions(values, needsInputs: false))
    #expect(check.steps.map(\.result) == [.ok, .ok])
    #expect(check.steps.last?.text == "x: free")
  }
}
