/// Pieces of logs.
enum LogWords {
  /// What lines are made of.
  static let all = [
    "16:29:54.229 Std 24200 ", "23:59:59.999 Trc 04541 ", "00:00:00.001 ", "@05:21:34.8600",
    " @05:21:43.8890", "2016-05-13T16:29:54.229 ", "Sun Jun  5 15:22:21 2016.741 ", "\n\t", "\r\n",
    "\n    _I_I_00d2025f31ae001c [14:33] ", "$+CTI:", "DBRequest, handle 453 sent, query :",
    "Application name: ", "Build information :", "UTC time:  ", "Local time:  ", "Time zone:  ",
    "Sending  [0,UDP] 30 bytes to 192.0.2.82:5060 >>>>>\n", "SIPTR: Received [0,UDP] ",
    "HTTP[56,TCP] <<<< 413 bytes from 192.0.2.9 <<<<\n", "main.js?version=9:2 ",
    "2026-01-28 04:27:43.200 [DEBUG] [WWE.Main] ", "-AP[1]-<-984 @05:21:43.8890",
    "Trc 04120 Check point 2016-05-14T00:12:10", "\u{FEFF}", "\0", "Standard localhost app ",
    "GCTI-00-05060 ", ":12:53:33.355: ", "Object: [CfgFolder], name [A], DBID: [268] ",
    "AttributeConnID\t", "message EventRinging\n", "INVITE sip:a@example.com SIP/2.0\n",
  ]

  /// Whole logs.
  static let seeds: [[UInt8]] = [
    """
    Application name: confserv
    Application type: ConfigurationServer (21)
    UTC time:         2015-12-07T13:21:34.860
    Local time:       2015-12-07T18:51:34.860
    Time zone:        -19800, India

    10:00:00.000 Std 24200 Object: [CfgFolder], name [A] is created
    \tmember one

    10:00:00.001 Trc 04541 Message MSGCFG_X received from 584 ( '')
      attr: IATRCFG_OBJECTTYPE          value:   9 [CfgApplication]
    """,
    """
    13:54:59.884: Sending  [0,UDP] 64 bytes to 192.0.2.82:5060 >>>>>
    SIP/2.0 200 OK
    13:54:59.884: not a stamp
    Content-Length: 0


    -AP[1]-<-984 @05:21:43.8890
    12:53:33.355: one.12:53:33.355: two
    $+CTI:PRM:DN_CHANGED:3:5743
     more
    DBRequest, handle 453 sent, query :
    10:00:00.000: select 1
    """,
    """
    14:33:01.100 Int 20001 interaction 00d2025f31ae001c is started
        _I_I_00d2025f31ae001c [14:33] strategy: a
        _I_I_00d2025f31ae001c [14:33] strategy: b
    @14:33:01.1000 [0] 8.1 distribute_event: message EventReleased
    \tAttributeConnID\t006c02462a161006
    main.js?version=9.0.000.89:2 2026-01-28 04:27:43.200 [DEBUG] [WWE.Main] text
    2016-05-13T16:29:54.229 Standard localhost app GCTI-00-05060 Application started
    """,
  ].map { Array($0.utf8) }
}
