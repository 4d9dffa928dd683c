import Event
import Foundation
import Testing

@testable import Delivery

@Suite("Logstash: metadata of events")
struct EventMetadataTests {
  /// The event with its metadata, and what was put in.
  private func made(_ event: String) -> (text: String, addition: String) {
    let bytes = Array(event.utf8)
    var out = JSONBuffer()
    out.append("<")
    let metadata = EventMetadata(in: bytes.span)
    let addition = metadata.append(bytes.span, id: Delivered.id(7), to: &out)
    #expect(addition.count == metadata.length)
    let text = out.text()
    let start = text.utf8.index(text.utf8.startIndex, offsetBy: addition.lowerBound)
    let end = text.utf8.index(text.utf8.startIndex, offsetBy: addition.upperBound)
    return (String(text.dropFirst()), String(text[start..<end]))
  }

  private static let id = "AAAAAAAHAAAAAAAAAARTgQ"
  private static let own =
    #""@metadata":{"beat":"genlog","type":"_doc","version":"\#(ProgramVersion.text)","_id":"\#(id)"}"#
  private static let members =
    #""beat":"genlog","type":"_doc","version":"\#(ProgramVersion.text)","_id":"\#(id)""#

  @Test(
    "it stands at the end of the event, or of the metadata that the event has",
    arguments: [
      (#"{"a":1}"#, #"{"a":1,\#(own)}"#), ("{}", "{\(own)}"), ("{ }", "{ \(own)}"),
      (#"{"a":{"@metadata":{"b":2}}}"#, #"{"a":{"@metadata":{"b":2}},\#(own)}"#),
      (#"{"@metadata":{"b":2},"a":1}"#, #"{"@metadata":{"b":2,\#(members)},"a":1}"#),
      (#"{"@metadata":{},"a":1}"#, #"{"@metadata":{\#(members)},"a":1}"#),
      (#"{"@metadata":"x"}"#, #"{"@metadata":"x",\#(own)}"#),
    ])
  func place(event: String, expected: String) throws {
    let (text, addition) = made(event)
    #expect(text == expected)
    #expect(text.replacing(addition, with: "") == event)
    #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(text.utf8)) }
  }

  @Test(
    "what is no event gets it all the same, and nothing breaks", arguments: ["", "x", "}", "[1]"])
  func noEvent(event: String) {
    #expect(made(event).text.contains("_id"))
  }
}
