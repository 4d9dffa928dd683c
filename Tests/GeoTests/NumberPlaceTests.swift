import Testing

@testable import Geo

/// Numbers that nobody has: of the ranges that Ofcom keeps for plays, or with a local number that begins
/// with 0 or 1 and so cannot be dialled.
@Suite("places of phone numbers")
struct NumberPlaceTests {
  private func check(_ given: PlaceCase) {
    #expect(placeOfNumber(given.value) == given.place)
  }

  static let writings = PlaceCase.all(
    """
    +441134960123 -> Leeds
    +44 113 496 0123 -> Leeds
    +44 (0)113 496 0123 -> Leeds
    +44(0)1134960123 -> Leeds
    +4401134960123 -> Leeds
    00441134960123 -> Leeds
    0044 113 496 0123 -> Leeds
    0044 (0)113 496 0123 -> Leeds
    441134960123 -> Leeds
    44 (0)113 4960123 -> Leeds
    4401134960123 -> Leeds
    01134960123 -> Leeds
    0113 496 0123 -> Leeds
    (0113) 496 0123 -> Leeds
    (0)113 496 0123 -> Leeds
    0113-496-0123 -> Leeds
    0113.496.0123 -> Leeds
    0113/4960123 -> Leeds
    0113\u{A0}496\u{A0}0123 -> Leeds
    0113 - 496 0123 -> Leeds
    tel:+44-113-496-0123 -> Leeds
    TEL:01134960123 -> Leeds
    tel:01134960123;ext=12 -> Leeds
    tel:1134960123;phone-context=+44 -> Leeds
    tel:496-0123;phone-context=+44-113 -> Leeds
    sip:01134960123@192.0.2.20 -> Leeds
    sip:+441134960123@192.0.2.20;user=phone -> Leeds
    sips:+441134960123@example.com:5061;transport=tls -> Leeds
    SIP:%2B441134960123@example.com -> Leeds
    sip:+441134960123;npdi@example.com -> Leeds
    sip:+441134960123:secret@example.com -> Leeds
    sip:01134960123?subject=x -> Leeds
    <sip:+441134960123@192.0.2.20> -> Leeds
    "Kim" <sip:+441134960123@192.0.2.20>;tag=1 -> Leeds
    Kim <tel:+441134960123> -> Leeds
    +441134960123;ext=5 -> Leeds
    0113 496 0123 ext 12 -> Leeds
    0113 496 0123 extn. 12 -> Leeds
    0113 496 0123 x12 -> Leeds
    0113 496 0123#12 -> Leeds
    0113 496 0123,,12 -> Leeds
    +1134960123 -> -
    1134960123 -> -
    113 496 0123 -> -
    """)

  @Test("are found however the number is written", arguments: writings)
  func written(_ given: PlaceCase) { check(given) }

  static let areas = PlaceCase.all(
    """
    02079460018 -> London
    020 7946 0018 -> London
    020 8000 0000 -> London
    020 3000 0000 -> London
    0207 9460018 -> London
    023 8000 0000 -> Southampton
    023 9200 0000 -> Portsmouth
    023 1000 0000 -> Portsmouth
    023 1100 0000 -> Southampton
    023 5000 0000 -> -
    024 7600 0000 -> Coventry
    028 9649 6012 -> Belfast
    028 9018 0000 -> Belfast
    028 7100 0000 -> Derry
    028 6600 0000 -> Enniskillen
    028 3700 0000 -> Armagh
    028 2000 0000 -> Ballycastle
    028 0000 0000 -> -
    029 2018 0123 -> Cardiff
    029 2000 0000 -> Cardiff
    021 0000 0000 -> -
    022 0000 0000 -> -
    0114 496 0123 -> Sheffield
    0115 496 0123 -> Nottingham
    0116 496 0123 -> Leicester
    0117 496 0123 -> Bristol
    0118 496 0123 -> Reading
    0119 496 0123 -> -
    0111 496 0123 -> -
    0121 496 0123 -> Birmingham
    0131 496 0123 -> Edinburgh
    0141 496 0123 -> Glasgow
    0151 496 0123 -> Liverpool
    0161 496 0123 -> Manchester
    0171 496 0123 -> -
    0181 496 0123 -> -
    0191 498 0123 -> Newcastle upon Tyne
    0191 300 0000 -> Durham
    0191 500 0000 -> Sunderland
    0191 700 0000 -> Sunderland
    0191 200 0000 -> Newcastle upon Tyne
    0191 900 0000 -> Durham
    01223 000000 -> Cambridge
    01224 000000 -> Aberdeen
    01200 000000 -> Clitheroe
    01481 000000 -> GG
    01534 000000 -> JE
    01624 000000 -> IM
    +44 1624 000000 -> IM
    0044 (0)1534 000000 -> JE
    07624 000000 -> IM
    07781 000000 -> GG
    07797 000000 -> JE
    07700 300000 -> JE
    07700 700000 -> JE
    07700 800000 -> JE
    07911 100000 -> GG
    07911 700000 -> GG
    07457 600000 -> IM
    01997 000000 -> Strathpeffer
    01595 000000 -> Lerwick
    01595 753000 -> Foula
    01595 760000 -> Fair Isle
    01720 000000 -> Isles of Scilly
    01983 000000 -> Isle of Wight
    01203 000000 -> -
    01999 000000 -> -
    """)

  @Test("are those of the area codes", arguments: areas)
  func area(_ given: PlaceCase) { check(given) }

  static let longAndMixed = PlaceCase.all(
    """
    01387 000000 -> Dumfries
    013873 00000 -> Langholm
    01524 000000 -> Lancaster
    015242 00000 -> Hornby
    01539 000000 -> Kendal
    015394 00000 -> Hawkshead
    015395 00000 -> Grange-over-Sands
    015396 00000 -> Sedbergh
    01697 000000 -> Brampton
    016973 00000 -> Wigton
    016974 00000 -> Raughton Head
    016977 00000 -> Brampton
    016977 0000 -> Brampton
    016973 0000 -> -
    01768 000000 -> Penrith
    017683 00000 -> Appleby-in-Westmorland
    017684 00000 -> Pooley Bridge
    017687 00000 -> Keswick
    01946 000000 -> Whitehaven
    019467 00000 -> Gosforth
    +4419467 00000 -> Gosforth
    01229 200000 -> Barrow-in-Furness
    01229 300000 -> Millom
    01339 200000 -> Aboyne
    01339 700000 -> Ballater
    01388 300000 -> Bishop Auckland
    01388 500000 -> Stanhope
    01423 200000 -> Harrogate
    01423 300000 -> Boroughbridge
    01430 300000 -> North Cave
    01430 800000 -> Market Weighton
    01434 200000 -> Bellingham
    01434 300000 -> Haltwhistle
    01434 600000 -> Hexham
    01437 300000 -> Clunderwen
    01437 700000 -> Haverfordwest
    01507 200000 -> Horncastle
    01507 400000 -> Alford
    01507 600000 -> Louth
    01686 300000 -> Llanidloes
    01686 600000 -> Newtown
    01847 600000 -> Tongue
    01847 800000 -> Thurso
    01851 400000 -> Great Bernera
    01851 700000 -> Stornoway
    01890 700000 -> Ayton
    01890 800000 -> Coldstream
    01964 300000 -> Patrington
    01964 500000 -> Hornsea
    01975 300000 -> Strathdon
    01975 500000 -> Alford
    """)

  @Test("go by the longest beginning, in mixed areas too", arguments: longAndMixed)
  func longest(_ given: PlaceCase) { check(given) }

  static let lengths = PlaceCase.all(
    """
    01223 00000 -> -
    01223 0000000 -> -
    01204 00000 -> Bolton
    01204 0000 -> -
    01750 00000 -> Selkirk
    01387 00000 -> -
    0113 496 012 -> -
    020 7946 001 -> -
    020 7946 00180 -> -
    01534 00000 -> -
    01223 -> -
    0 -> -
    00 -> -
    +44 -> -
    +44 1223 -> -
    """)

  @Test("need as many digits as there are there", arguments: lengths)
  func length(_ given: PlaceCase) { check(given) }

  static let nowhere = PlaceCase.all(
    """
    01632 960123 -> -
    03069 990123 -> -
    0300 000 0000 -> -
    0345 000 0000 -> -
    0500 000000 -> -
    055 0000 0000 -> -
    056 0000 0000 -> -
    070 0000 0000 -> -
    07700 900123 -> -
    07457 500000 -> -
    +447700900123 -> -
    447700900123 -> -
    07400 000000 -> -
    076 0000 0000 -> -
    07911 000000 -> -
    0800 000 0000 -> -
    08081 570123 -> -
    0845 000 0000 -> -
    0870 000 0000 -> -
    0909 879 0123 -> -
    999 -> -
    112 -> -
    101 -> -
    118500 -> -
    0 -> -
    5001 -> -
    70001 -> -
    123456 -> -
    4960123 -> -
    44960123 -> -
    9 020 7946 0018 -> -
    902079460018 -> -
    901134960123 -> -
    anonymous -> -
    Anonymous -> -
    unavailable -> -
    sip:anonymous@anonymous.invalid -> -
    sip:7001@192.0.2.81 -> -
    sip:kim@example.com -> -
    sip:192.0.2.20 -> -
    192.0.2.20 -> -
    006c02462a161006 -> -
    Environment -> -
    2026-06-15 12:21:16 -> -
    00000000000 -> -
    0000 0000 0000 -> -
    ++441134960123 -> -
    +44+1134960123 -> -
    0113 496 O123 -> -
    0113 496 0123 or 0124 -> -
    0113  -  -  -  496 0123 -> -
    01134960123011349601230113 -> -
    """)

  @Test("are none for numbers that stand nowhere, and for what is no number", arguments: nowhere)
  func none(_ given: PlaceCase) { check(given) }

  @Test("nothing has no place", arguments: ["", " ", "\t", "+", "tel:", "sip:@", "<>", "<", "()"])
  func empty(_ value: String) { #expect(placeOfNumber(value) == nil) }

  static let abroad = PlaceCase.all(
    """
    +33 1 99 00 00 00 -> FR
    0033 199000000 -> FR
    +49 30 23125 000 -> DE
    +353 20 910 0000 -> IE
    +1 202 555 0123 -> US
    +12125550123 -> US
    001 212 555 0123 -> US
    +1 416 555 0123 -> CA
    +1 876 555 0123 -> JM
    +1 658 555 0123 -> JM
    +1 787 555 0123 -> PR
    +1 242 555 0123 -> BS
    +1 809 555 0123 -> DO
    +1 800 555 0123 -> -
    +1 888 555 0123 -> -
    +1 900 555 0123 -> -
    +1 500 555 0123 -> -
    +1 212 555 012 -> -
    +1 212 555 01234 -> -
    2125550123 -> -
    12125550123 -> -
    +7 495 000 0000 -> RU
    +7 701 000 0000 -> KZ
    +7 612 000 0000 -> KZ
    +7 100 000 0000 -> -
    +39 06 0000 0000 -> IT
    +39 06 698 00000 -> VA
    +358 9 000 0000 -> FI
    +358 18 00000 -> AX
    +47 22 00 00 00 -> NO
    +47 79 00 00 00 -> SJ
    +61 2 5550 0000 -> AU
    +61 8 9162 0000 -> CC
    +61 8 9164 0000 -> CX
    +262 262 00 00 00 -> RE
    +262 269 00 00 00 -> YT
    +599 9 000 0000 -> CW
    +599 7 000 000 -> BQ
    +590 590 00 00 00 -> -
    +672 3 00000 -> NF
    +800 0000 0000 -> -
    +870 000 000 000 -> -
    +881 6 0000 0000 -> -
    +979 0 0000 0000 -> -
    +210 000 0000 -> -
    +999 000 0000 -> -
    +0 113 496 0123 -> -
    """)

  @Test("abroad are the country's, where the digits say which", arguments: abroad)
  func country(_ given: PlaceCase) { check(given) }

  @Test("there are many of these")
  func count() {
    let all = [
      Self.writings, Self.areas, Self.longAndMixed, Self.lengths, Self.nowhere, Self.abroad,
    ]
    #expect(all.map(\.count).reduce(0, +) >= 150)
  }
}
