import Testing

@testable import Geo

@Suite("postcodes")
struct PostcodeTests {
  private func check(_ given: PlaceCase) {
    #expect(postcode(in: given.value) == given.place)
  }

  static let whole = PlaceCase.all(
    """
    CB2 1TN -> CB2 1TN Cambridge
    CB21TN -> CB2 1TN Cambridge
    cb2 1tn -> CB2 1TN Cambridge
    cb21tn -> CB2 1TN Cambridge
    Cb2 1Tn -> CB2 1TN Cambridge
    CB2  1TN -> CB2 1TN Cambridge
    CB2    1TN -> CB2 1TN Cambridge
    CB2     1TN -> -
    M1 1AE -> M1 1AE Manchester
    M11AE -> M1 1AE Manchester
    M11 1AE -> M11 1AE Manchester
    M111AE -> M11 1AE Manchester
    M60 1NW -> M60 1NW Manchester
    B1 1HQ -> B1 1HQ Birmingham
    B33 8TH -> B33 8TH Birmingham
    CR2 6XH -> CR2 6XH Croydon
    DN55 1PT -> DN55 1PT Doncaster
    W1A 1HQ -> W1A 1HQ London
    W1A1HQ -> W1A 1HQ London
    EC1A 1BB -> EC1A 1BB London
    EC1A1BB -> EC1A 1BB London
    SW1A 1AA -> SW1A 1AA London
    WC2H 7LT -> WC2H 7LT London
    E1W 1AA -> E1W 1AA London
    N1C 4AB -> N1C 4AB London
    NW1W 8AB -> NW1W 8AB London
    SE1P 5AB -> SE1P 5AB London
    E1 6AN -> E1 6AN London
    L1 8JQ -> L1 8JQ Liverpool
    S1 2HE -> S1 2HE Sheffield
    G2 1DY -> G2 1DY Glasgow
    EH1 1AA -> EH1 1AA Edinburgh
    AB10 1AB -> AB10 1AB Aberdeen
    BT1 1AA -> BT1 1AA Belfast
    CF10 1BH -> CF10 1BH Cardiff
    BS0 0AA -> BS0 0AA Bristol
    BL0 9AA -> BL0 9AA Bolton
    ZE1 0AA -> ZE1 0AA Lerwick
    HS9 5XD -> HS9 5XD Stornoway
    TR21 0AA -> TR21 0AA Truro
    JE2 3AB -> JE2 3AB St Helier
    GY1 1AA -> GY1 1AA St Peter Port
    IM1 1AA -> IM1 1AA Douglas
    """)

  @Test("are read as a whole value, written as people do", arguments: whole)
  func value(_ given: PlaceCase) { check(given) }

  static let inText = PlaceCase.all(
    """
    lives at 1 High Street, Cambridge CB2 1TN -> CB2 1TN Cambridge
    CB2 1TN, England -> CB2 1TN Cambridge
    postcode=CB2 1TN; -> CB2 1TN Cambridge
    {"postcode":"CB2 1TN"} -> CB2 1TN Cambridge
    (CB2 1TN) -> CB2 1TN Cambridge
    from CB2 1TN to M1 1AE -> CB2 1TN Cambridge
    id CB99 1TN, then M1 1AE -> M1 1AE Manchester
    A1 1AA and M1 1AE -> M1 1AE Manchester
    W1A 1HQ. -> W1A 1HQ London
    call EC1A 1BB/desk 5 -> EC1A 1BB London
    order 5 M1 1AE -> M1 1AE Manchester
    the code is CB21TN -> -
    the code is cb2 1tn -> -
    the code is Cb2 1tn -> -
    the code is CB2  1TN -> -
    XCB2 1TN -> -
    1CB2 1TN -> -
    CB2 1TNX -> -
    CB2 1TN1 -> -
    CB2 1TN-7 -> -
    ID-CB2 1TN -> -
    _CB2 1TN -> -
    CB2 1TN_x -> -
    éCB2 1TN -> -
    CB2 1TNé -> -
    CB2-1TN -> -
    CB2_1TN -> -
    CB2.1TN -> -
    CB2\t1TN -> -
    x@CB2 1TN -> -
    CB2 1TN@example.com -> -
    """)

  @Test("are found in a text, written as the post wants it", arguments: inText)
  func text(_ given: PlaceCase) { check(given) }

  static let wrong = PlaceCase.all(
    """
    CB2 1CN -> -
    CB2 1IN -> -
    CB2 1KN -> -
    CB2 1MN -> -
    CB2 1ON -> -
    CB2 1VN -> -
    CB2 1TC -> -
    CB2 1TI -> -
    CB2 1TK -> -
    CB2 1TM -> -
    CB2 1TO -> -
    CB2 1TV -> -
    CB2 ATN -> -
    CB2 11N -> -
    CB2 1T -> -
    CB2 1 -> -
    CB2 -> -
    CB -> -
    C -> -
    CB02 1TN -> -
    CB0 1TN -> -
    CB26 1TN -> -
    CB99 1TN -> -
    CB222 1TN -> -
    CB2A 1TN -> -
    XX1 1AA -> -
    QQ1 1AA -> -
    A1 1AA -> -
    ZZ99 9ZZ -> -
    AA1 1AA -> -
    EC1 1BB -> -
    WC2 7LT -> -
    SW1 1AA -> -
    W1 1AA -> -
    EC5A 1BB -> -
    M1A 1AE -> -
    SO1 1AA -> -
    LL1 1AA -> -
    AB1 1AA -> -
    IM0 1AA -> -
    JE9 1AA -> -
    11 1AA -> -
    1CB2 1TN -> -
    CCB2 1TN -> -
    006c02462a161006 -> -
    A84B4C76E66710 -> -
    N5AQ8L3T0D2H54M9V7CEU2PB7S000001 -> -
    E4F718-1 -> -
    """)

  @Test("are none where letters, district or shape are wrong", arguments: wrong)
  func none(_ given: PlaceCase) { check(given) }

  @Test("there are many of these, and nothing is none")
  func count() {
    #expect(Self.whole.count + Self.inText.count + Self.wrong.count >= 100)
    for text in ["", " ", "\t\n", "A", "9"] { #expect(postcode(in: text) == nil) }
  }

  @Test("of all districts of all areas are known, and those one beyond are not")
  func districts() throws {
    for area in PostcodeAreas.builtIn.areas {
      let known = (0...99).filter { postcode(in: "\(area.letters)\($0) 1AA") != nil }
      let lettered = (0...99).filter { postcode(in: "\(area.letters)\($0)A 1AA") != nil }
      #expect(!known.isEmpty || !lettered.isEmpty, "\(area.letters)")
      #expect(known.allSatisfy { area.plain.contains($0) })
      #expect(lettered.allSatisfy { area.lettered.contains($0) })
    }
  }
}
