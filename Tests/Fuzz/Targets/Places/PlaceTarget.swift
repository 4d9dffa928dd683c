import Event

@testable import Geo

/// Numbers, postcodes and addresses in any text, and events that are given their places.
final class PlaceTarget: FuzzTarget {
  static let name = "places"
  static let words = [
    "+44", "0044", "(0)", "tel:", "sip:", ";phone-context=+", "ext", "01134960123", "016977", "CB2",
    " 1TN", "EC1A", "192.0.2.1", "::ffff:", "2001:db8::", "%eth0", "]:5060",
  ]
  static let seeds = [
    "+44 (0)113 496 0123", "tel:1134960123;phone-context=+44",
    "\"A\" <sip:01134960123@192.0.2.1;user=phone>",
    "0113 496 0123 x12", "441134960123", "somewhere in CB2 1TN", "ec1a1bb", "[2001:db8::1]:5060",
    "::ffff:192.0.2.1", "fe80::1%eth0",
    #"{"genesys":{"tlib":{"attributes":{"ANI":"01134960123","UserData":{"a":["CB2 1TN"]}}}},"client":{}}"#,
  ].map { Array($0.utf8) }

  private var locator = EventLocator(.standard)

  init() {}

  func run(_ bytes: [UInt8]) {
    if let number = try? PhoneNumber.read(bytes.span) {
      hold((7...15).contains(number.digits.count), "a number of \(number.digits.count) digits")
      let again = try? PhoneNumber.read(Array("\(number)".utf8).span)
      hold(again?.digits == number.digits, "\(number) is another number when it is read again")
      _ = NumberPlan.builtIn.place(of: number)
    }
    if let (postcode, _) = PostcodeAreas.builtIn.find(in: bytes.span) {
      hold(postcode.end <= bytes.count, "a postcode that ends outside the text")
      hold(postcode.inwardKey < Postcode.inwardCount, "a second half that cannot be")
      let again = Postcode(Array("\(postcode)".utf8).span, at: 0, isLenient: false)
      hold(again == postcode, "\(postcode) is another one when it is read again")
    }
    if let address = IPAddress(bytes.span) {
      let again = IPAddress(Array("\(address)".utf8).span)
      hold(again == address, "\(address) is another one when it is read again")
    }
    var events = JSONBuffer()
    events.append(bytes)
    locator.apply(to: &events, from: 0)
    let isSound = SoundJSON(bytes) != nil
    events.withBytes { written in
      var after: [UInt8] = []
      for index in written.indices { after.append(written[index]) }
      hold(!isSound || SoundJSON(after) != nil, "an event that is no JSON any more")
    }
  }
}
