import Event
import GenesysLog
import Testing

@Suite("METRIC lines of Orchestration Server")
struct MetricTests {
  private func read(_ content: String) -> (json: String, session: String?, isIncomplete: Bool) {
    let bytes = Array(content.utf8)
    var decoder = MetricDecoder()
    var buffer = JSONBuffer()
    if decoder.decode(bytes.span, 0..<bytes.count) { decoder.append(bytes.span, to: &buffer) }
    return (
      buffer.text(), decoder.sessionID.map { text(bytes, $0) }, decoder.isIncomplete
    )
  }

  @Test(
    "attributes, whatever quotes are in them",
    arguments: [
      (
        "[T:140] {ScxmlMetric:3} METRIC <eval_expr sid='S1' expression='v = f('a', 'b').up();' result='' />",
        #"{"name":"eval_expr","attributes":{"sid":"S1","expression":"v = f('a', 'b').up();"}}"#
      ),
      (
        "METRIC <eval_expr sid='S1' expression='a = '<b c='d' />';' result='x='1' />",
        #"{"name":"eval_expr","attributes":{"sid":"S1","expression":"a = '<b c='d' />';","result":"x='1"}}"#
      ),
      (
        "METRIC <appl_begin sid='S1' name='App.One' url='http://192.0.2.1/a?b='c'' reason='normal' />",
        #"{"name":"appl_begin","attributes":{"sid":"S1","name":"App.One","url":"http://192.0.2.1/a?b='c'","reason":"normal"}}"#
      ),
      (
        "METRIC <doc_retrieved sid='S1' duration='12' unheard='of'/>",
        #"{"name":"doc_retrieved","attributes":{"sid":"S1","duration":12,"unheard":"of"}}"#
      ),
      (
        "METRIC <log sid='S1' expr='two\nlines' label='' level='1'>",
        #"{"name":"log","attributes":{"sid":"S1","expr":"two\nlines","level":"1"}}"#
      ),
      ("METRIC <a sid='1' sid='2' />", #"{"name":"a","attributes":{"sid":["1","2"]}}"#),
      ("METRIC <a />", #"{"name":"a"}"#),
      ("METRIC <", ""), ("METRIC", ""), ("", ""),
    ])
  func metrics(line: String, json: String) {
    #expect(read(line).json == json)
    #expect(!read(line).isIncomplete)
  }

  @Test("the session is found, and a value without end said to be")
  func session() {
    let cut = read("METRIC <eval_expr sid='S1' expression='never en")
    #expect(cut.session == "S1" && cut.isIncomplete)
    #expect(
      cut.json == #"{"name":"eval_expr","attributes":{"sid":"S1","expression":"never en"}}"#)
    #expect(read("METRIC <a b='c' />").session == nil)
  }
}
