import Event
import GenesysLog
import Testing

@Suite("Messages of Configuration Server")
struct ConfigurationTests {
  private func read(_ text: String) -> (json: String, isIncomplete: Bool, found: Bool) {
    let bytes = Array(text.utf8)
    var decoder = ConfigurationDecoder()
    let found = decoder.decode(bytes.span, members: 0..<bytes.count)
    var buffer = JSONBuffer()
    decoder.append(bytes.span, to: &buffer)
    return (buffer.text(), decoder.isIncomplete, found)
  }

  @Test("attributes, names of numbers, filter and query")
  func request() {
    let reading = read(
      """

        MSGCFG_GETOBJECTINFO
        attr: IATRCFG_REQUESTID           value:   90
        attr: IATRCFG_OBJECTTYPE          value:   9 [CfgApplication]
        attr: SATRCFG_APPNAME             value:   "DBS_OCS"\u{20}\u{20}
        attr: SATRCFG_EMPTY               value:   ""
        attr: BATRCFG_FILTER              value:\u{20}

        Filter :
         key: name                        type:    [String], value : default, or 7
         key: object_path                 type:    [Integer], value : 0
        Query  : CfgApplication[ (@name = 'default')]

      """)
    #expect(
      reading.json == #"{"message":"MSGCFG_GETOBJECTINFO","#
        + #""attributes":{"IATRCFG_REQUESTID":90,"IATRCFG_OBJECTTYPE":9,"SATRCFG_APPNAME":"DBS_OCS"},"#
        + #""names":{"IATRCFG_OBJECTTYPE":"CfgApplication"},"#
        + #""filter":{"name":"default, or 7","object_path":0},"#
        + #""query":"CfgApplication[ (@name = 'default')]"}"#)
    #expect(reading.found && !reading.isIncomplete)
  }

  @Test(
    "one line",
    arguments: [
      (
        "  attr: SATRCFG_PASSWORD value: \"hush\"", #"{"attributes":{"SATRCFG_PASSWORD":"******"}}"#
      ),
      (
        "  attr: IATRCFG_SECRETNUMBER value: 7",
        #"{"attributes":{"IATRCFG_SECRETNUMBER":"******"}}"#
      ),
      ("   key: userPwd  type: [String], value : hush", #"{"filter":{"userPwd":"******"}}"#),
      (
        "  attr: SATRCFG_A value: \"a\r\nb \"c\"\r\n\"\r\n",
        #"{"attributes":{"SATRCFG_A":"a\r\nb \"c\"\r\n"}}"#
      ),
      ("  attr: SATRCFG_A value: 12", #"{"attributes":{"SATRCFG_A":"12"}}"#),
      ("  attr: IATRCFG_A value: 012", #"{"attributes":{"IATRCFG_A":"012"}}"#),
      (
        "message M\n\tattr MAttributeResult\ttype int\tvalue 1\n\tattr MAttributeName\ttype string\tvalue 1 2",
        #"{"attributes":{"MAttributeResult":1,"MAttributeName":"1 2"}}"#
      ),
      ("  MSGCFG_A", #"{"message":"MSGCFG_A"}"#),
      ("  attr: value: 3", ""), ("attribute", ""), ("", ""),
    ])
  func lines(text: String, json: String) {
    #expect(read(text).json == json)
  }

  @Test("a quote without end is not whole")
  func unclosed() {
    let reading = read("  attr: SATRCFG_A value: \"one\ntwo\n  attr: SATRCFG_B value: \"3\"\n")
    #expect(reading.isIncomplete)
    #expect(reading.json == #"{"attributes":{"SATRCFG_A":"one\ntwo","SATRCFG_B":"3"}}"#)
  }
}
