@testable import Geo

/// Towns in the larger postcode areas, besides the one that an area is named after: where these areas are.
enum PostTowns {
  /// The points of each postcode area, by its letters.
  static let points: [String: [GeoPoint]] = {
    var points: [String: [GeoPoint]] = [:]
    for line in towns.split(separator: "\n") {
      let words = line.split(separator: " ")
      guard words.count >= 4, let latitude = Double(words[words.count - 2]),
        let longitude = Double(words[words.count - 1]),
        let point = GeoPoint(latitude: latitude, longitude: longitude)
      else { continue }
      points[String(words[0]), default: []].append(point)
    }
    return points
  }()

  private static let towns = """
    AB Braemar 57.01 -3.40
    AB Dufftown 57.45 -3.13
    AB Fettercairn 56.85 -2.57
    AB Fyvie 57.43 -2.39
    AB New Pitsligo 57.59 -2.19
    AB Tarland 57.13 -2.86
    BA Bruton 51.11 -2.45
    BA Ilchester 51.00 -2.68
    BA Street 51.12 -2.74
    BD Giggleswick 54.07 -2.29
    BN Hailsham 50.86 0.26
    BT Bushmills 55.20 -6.52
    BT Castlederg 54.71 -7.59
    BT Castlewellan 54.26 -5.94
    BT Clogher 54.42 -7.17
    BT Coalisland 54.54 -6.70
    BT Cushendall 55.08 -6.06
    BT Dromore 54.41 -6.15
    BT Dungiven 54.93 -6.92
    BT Garvagh 54.98 -6.69
    BT Irvinestown 54.47 -7.63
    BT Kilkeel 54.06 -6.00
    BT Maghera 54.84 -6.67
    BT Maguiresbridge 54.29 -7.47
    BT Markethill 54.30 -6.52
    BT Randalstown 54.75 -6.32
    BT Strabane 54.83 -7.47
    CA Cockermouth 54.66 -3.36
    CA Egremont 54.48 -3.53
    CA Kirkby Stephen 54.47 -2.35
    CA Threlkeld 54.62 -3.05
    CF Aberdare 51.71 -3.45
    DD Edzell 56.81 -2.65
    DG Beattock 55.30 -3.45
    DG Canonbie 55.08 -2.95
    DG Creetown 54.90 -4.38
    DG Gatehouse of Fleet 54.88 -4.18
    DG Glenluce 54.88 -4.81
    DG Thornhill 55.24 -3.77
    DL Wolsingham 54.73 -1.88
    DN Barton-upon-Humber 53.69 -0.44
    DN Keelby 53.57 -0.25
    EH East Linton 55.99 -2.66
    EH Innerleithen 55.62 -3.06
    EX Bradworthy 50.90 -4.39
    EX Braunton 51.11 -4.16
    EX Chulmleigh 50.91 -3.87
    EX Seaton 50.71 -3.07
    FK Crianlarich 56.39 -4.62
    FK Doune 56.19 -4.05
    G Garelochhead 56.08 -4.83
    GL Moreton-in-Marsh 51.99 -1.70
    GU Liss 51.04 -0.89
    HS Balivanich 57.47 -7.38
    HS Leverburgh 57.77 -7.01
    HS Vatersay 56.92 -7.54
    IP Brandon 52.45 0.62
    IP Eye 52.32 1.15
    IV Altnaharra 58.29 -4.44
    IV Drumbeg 58.24 -5.20
    IV Dundonnell 57.84 -5.22
    IV Dunvegan 57.44 -6.58
    IV Edderton 57.83 -4.17
    IV Lossiemouth 57.72 -3.28
    IV Plockton 57.34 -5.65
    IV Rosehall 57.98 -4.59
    IV Sligachan 57.29 -6.17
    IV Torridon 57.54 -5.51
    KA Barr 55.21 -4.71
    KA Brodick 55.58 -5.14
    KW Bettyhill 58.53 -4.22
    KW Brora 58.01 -3.85
    KW Castletown 58.59 -3.38
    KW Dunbeath 58.25 -3.43
    KW Stronsay 59.12 -2.60
    KY Cupar 56.32 -3.01
    LA Ambleside 54.43 -2.96
    LA Kirkby Lonsdale 54.20 -2.60
    LA Ulverston 54.20 -3.09
    LD Talgarth 52.00 -3.23
    LL Blaenau Ffestiniog 53.00 -3.94
    LL Criccieth 52.92 -4.24
    LL Denbigh 53.18 -3.42
    LL Dolgellau 52.74 -3.89
    LL Llanberis 53.12 -4.13
    LL Llangefni 53.26 -4.31
    LL Llangollen 52.97 -3.17
    LN Mablethorpe 53.34 0.26
    LN Woodhall Spa 53.15 -0.22
    ML Douglas 55.55 -3.85
    NE Haydon Bridge 54.98 -2.25
    NE Otterburn 55.23 -2.18
    NE Wooler 55.55 -2.01
    NG Bottesford 52.94 -0.80
    NG Heckington 52.98 -0.30
    NP Usk 51.70 -2.90
    NR Beccles 52.46 1.56
    NR Holt 52.91 1.09
    OX Deddington 51.98 -1.32
    PA Ardrishaig 56.01 -5.45
    PA Bowmore 55.76 -6.29
    PA Bunessan 56.31 -6.23
    PA Coll 56.62 -6.52
    PA Port Askaig 55.85 -6.11
    PA Port Bannatyne 55.86 -5.08
    PA Salen 56.52 -5.95
    PA Strachur 56.17 -5.07
    PA Tayinloan 55.66 -5.66
    PA Taynuilt 56.43 -5.24
    PE Chapel St Leonards 53.22 0.33
    PE Heacham 52.91 0.48
    PE Long Sutton 52.79 0.13
    PE Old Leake 53.03 0.10
    PE Watlington 52.67 0.39
    PH Acharacle 56.74 -5.80
    PH Arisaig 56.91 -5.84
    PH Blair Atholl 56.77 -3.84
    PH Invergarry 57.07 -4.80
    PH Kinlochleven 56.71 -4.97
    PH Nethy Bridge 57.27 -3.65
    PH Newtonmore 57.06 -4.12
    PH Spean Bridge 56.89 -4.92
    PL Callington 50.50 -4.32
    PL Lostwithiel 50.41 -4.67
    PL Wadebridge 50.52 -4.84
    RG Lambourn 51.51 -1.53
    RH Billingshurst 51.02 -0.45
    SA Aberaeron 52.24 -4.26
    SA Crymych 51.97 -4.65
    SA Kidwelly 51.74 -4.31
    SA Llangadog 51.94 -3.88
    SA Newcastle Emlyn 52.04 -4.47
    SA Pembroke 51.67 -4.91
    SA Whitland 51.82 -4.61
    SY Borth 52.49 -4.05
    SY Caersws 52.52 -3.43
    SY Craven Arms 52.44 -2.84
    SY Llanbrynmair 52.61 -3.63
    SY Tregaron 52.22 -3.93
    TA Watchet 51.18 -3.33
    TA Wiveliscombe 51.04 -3.31
    TD Chirnside 55.80 -2.21
    TD Eyemouth 55.87 -2.09
    TN Battle 50.92 0.48
    TN Tenterden 51.07 0.69
    TR Helston 50.10 -5.27
    TR St Mary's 49.92 -6.30
    YO Driffield 54.00 -0.44
    YO Sleights 54.45 -0.66
    YO Thornton Dale 54.24 -0.72
    YO Tollerton 54.06 -1.22
    ZE Fair Isle 59.54 -1.63
    ZE Fetlar 60.60 -0.87
    ZE Sumburgh 59.88 -1.28
    ZE Walls 60.23 -1.56
    """
}
