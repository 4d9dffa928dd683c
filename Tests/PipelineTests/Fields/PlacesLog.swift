import Foundation
import TestDatabases

/// A log of messages whose numbers and postcode have places, all of ranges that Ofcom keeps for plays.
enum PlacesLog {
  /// The log.
  static let text = """
    Application type: TServer (1)

    @12:21:16.4386 [0] 8.1.010.16 distribute_event: message EventRinging
    \tAttributeOtherDN\t'01134960123'
    \tAttributeThisDN\t'01144960123'
    \tAttributeANI\t'01134960123'
    \tAttributeDNIS\t'02079460018'
    \tAttributeUserData\t[58] 00 02 00 00..
    \t\t'Postcode'\t'CB2 1TN'
    \tAttributeConnID\t006c02462a16204f
    @12:21:17.4386 [0] 8.1.010.16 distribute_event: message EventRinging
    \tAttributeANI\t'+12025550123'
    \tAttributeConnID\t006c02462a162050
    14:42:43.100: SIPTR: Received [0,UDP] \(sip.utf8.count + sip.count { $0 == "\n" }) bytes from 192.0.2.20:5060 <<<<<
    \(sip)
    14:42:44.100: SIPTR: Received [0,UDP] \(guest.utf8.count + guest.count { $0 == "\n" }) bytes from 192.0.2.20:5060 <<<<<
    \(guest)
    14:42:45.100: x

    """

  /// Writes databases of addresses that know the hosts of the log; returns their paths.
  static func databases() throws -> [String] {
    var places = DatabaseWriter()
    places.add(
      "198.51.100.0/24",
      .city("Cambridge", "England", "GB", 52.21, 0.12, radius: 20, postalCode: "CB2"))
    var owners = DatabaseWriter()
    owners.type = "GeoLite2-ASN"
    owners.add("198.51.100.0/24", .owner(64_496, "Example Telecom"))
    return try [places.bytes(), owners.bytes()].map { bytes in
      let path = NSTemporaryDirectory() + "genlog-places-\(UUID().uuidString).mmdb"
      try Data(bytes).write(to: URL(fileURLWithPath: path))
      return path
    }
  }

  private static let guest = sip.replacingOccurrences(
    of: "+441134960123@192.0.2.20", with: "guest@198.51.100.20")

  private static let sip = """
    INVITE sip:7000@192.0.2.81:5060 SIP/2.0
    Via: SIP/2.0/UDP 192.0.2.20:5060;branch=z9hG4bK776
    From: <sip:+441134960123@192.0.2.20>;tag=19283
    To: <sip:02079460018@192.0.2.20>
    Call-ID: a84b4c76e66710-nw@192.0.2.20
    CSeq: 1 INVITE
    Content-Length: 0


    """
}
