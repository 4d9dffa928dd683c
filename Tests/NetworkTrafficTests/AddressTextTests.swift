import Event
import NetworkTraffic
import PacketCapture
import Testing

@Suite("addresses as text")
struct AddressTextTests {
  @Test(
    "addresses are written as RFC 5952 has it",
    arguments: [
      (UInt64(0x2001_0DB8_0000_0000), UInt64(1), "2001:db8::1"),
      (0, 0, "::"), (0, 1, "::1"),
      (0xFE80_0000_0000_0000, 0x0202_B3FF_FE1E_8329, "fe80::202:b3ff:fe1e:8329"),
      (0x2001_0DB8_0000_0001, 0x0001_0001_0001_0001, "2001:db8:0:1:1:1:1:1"),
      (0x2001_0000_0000_0001, 0x0000_0000_0000_0001, "2001:0:0:1::1"),
      (0x2001_0DB8_0001_0001, 0x0001_0001_0000_0000, "2001:db8:1:1:1:1::"),
      (0x0001_0000_0000_0002, 0x0003_0000_0000_0004, "1::2:3:0:0:4"),
      (0x0001_0002_0003_0004, 0x0005_0006_0007_0008, "1:2:3:4:5:6:7:8"),
    ])
  func v6(high: UInt64, low: UInt64, text: String) {
    var out = JSONBuffer()
    out.append(IPAddress(high: high, low: low))
    #expect(out.text() == text)
  }

  @Test("an address of IPv4 is four numbers")
  func v4() {
    var out = JSONBuffer()
    out.append(IPAddress(v4: 0xC000_02FE))
    #expect(out.text() == "192.0.2.254")
  }
}
