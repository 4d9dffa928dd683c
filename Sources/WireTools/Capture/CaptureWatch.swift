import Monitoring
import Pipeline

/// Everything by which a capture is watched from outside: HTTP, and the service manager.
final class CaptureWatch {
  private let responder: HTTPResponder?
  private let service: ServiceManager?
  private let messages: MessageLog

  /// Listens at `address`; nothing is answered yet.
  ///
  /// - Throws: ``PipelineError`` if the address cannot be listened at.
  init(_ address: ListenAddress?, _ messages: MessageLog) throws(PipelineError) {
    self.messages = messages
    service = ServiceManager()
    do throws(MonitoringError) {
      if let address { responder = try HTTPResponder(address) } else { responder = nil }
    } catch {
      throw .invalid("\(error)")
    }
  }

  /// Answers from now on, and tells the manager that the capture has begun.
  func begin(_ session: CaptureSession) {
    service?.tellReady()
    guard let responder else { return }
    let startTime = WallClock.microseconds
    let isServed =
      WorkerThread {
        responder.serve { Self.answer($0, session, startTime: startTime) }
      } != nil
    guard isServed else { return messages.error("there is no thread left for metrics") }
    messages.info(
      "metrics are at http://\(responder.address.text)/metrics"
        + (responder.address.isOpen ? ", for other machines too" : ""))
  }

  private static func answer(
    _ path: String, _ session: CaptureSession, startTime: Int64
  ) -> HTTPAnswer {
    switch path {
    case "/metrics":
      let page = CaptureMetrics.page(session, startTime: startTime)
      return HTTPAnswer(200, contentType: Exposition.contentType, body: Array(page.utf8))
    case "/": return .text(200, "genlog-wire capture: /metrics\n")
    default: return .notFound
    }
  }
}
