import PacketCapture
import WireDecoder

/// A connection with HTTP/1.x: what is under way in both directions.
final class HTTPConnection {
  /// The direction of the requests.
  let client: StreamNumber
  /// The requests.
  var requests = HTTPStream(.request)
  /// The answers.
  var responses = HTTPStream(.response)
  /// Requests whose answers are to come or under way, the oldest first.
  var queue: [HTTPExchange] = []
  /// Answers without a request, which may still come as a hole before it is open; the oldest first.
  var orphans: [HTTPExchange] = []
  /// The request that is under way.
  var openRequest: HTTPExchange?
  /// The answer that is under way.
  var openResponse: HTTPExchange?
  /// How many exchanges there were.
  var count = 0
  /// Whether a request was sent before the answer to the one before it came.
  private var isPipelined = false

  /// Requests that wait for an answer; more are taken for unanswered.
  static let maxWaiting = 256
  /// Answers that wait for their request.
  static let maxOrphans = 8

  /// A connection of which nothing is known but who asks.
  init(client: StreamNumber) {
    self.client = client
  }

  /// The first request that has no answer yet.
  var firstWaiting: Int? { queue.firstIndex { !$0.response.isSeen } }

  /// The request that the answer belongs to which begins in a frame, nil if it was not seen; and those before it,
  /// taken out, whose answers are lost.
  ///
  /// Answers come in the order of the requests (RFC 9112 s 9.3.2). Where some may be lost, clients wait for an answer
  /// before they ask again, unless this one was seen not to: then it is that of the last request before it.
  func request(forAnswerIn frame: Int) -> (exchange: HTTPExchange?, lost: [HTTPExchange]) {
    guard let first = firstWaiting else { return (nil, []) }
    let second = first + 1
    if !responses.isUnsure, second < queue.count, queue[second].startFrame < frame {
      isPipelined = true
    }
    var place = first
    if responses.isUnsure, !isPipelined {
      place = queue.lastIndex { !$0.response.isSeen && $0.startFrame < frame } ?? first
    }
    responses.isUnsure = false
    let exchange = queue[place]
    let lost = Array(queue[first..<place])
    queue.removeSubrange(first..<place)
    return (exchange, lost)
  }

  /// Takes answers out that came before the head of a request was complete in a frame: the one to it, if it came
  /// already behind it in the capture, and those to requests before it, which are lost.
  func takeOrphans(before frame: Int) -> (older: [HTTPExchange], answer: HTTPExchange?) {
    guard !orphans.isEmpty || openResponse?.request.isSeen == false else { return ([], nil) }
    let place = orphans.firstIndex { $0.answerFrame > frame }
    let older = Array(orphans[..<(place ?? orphans.count)])
    orphans.removeFirst(older.count)
    if place != nil { return (older, orphans.removeFirst()) }
    guard let open = openResponse, !open.request.isSeen, open.answerFrame > frame else {
      return (older, nil)
    }
    return (older, open)
  }

  /// Takes an exchange out of the queue.
  func remove(_ exchange: HTTPExchange) {
    guard let place = queue.firstIndex(where: { $0 === exchange }) else { return }
    queue.remove(at: place)
  }
}

extension HTTPExchange {
  /// The frame that the request's head was complete in.
  var startFrame: Int { request.start?.stamp.number ?? 0 }
  /// The frame that the answer's head was complete in.
  var answerFrame: Int { response.start?.stamp.number ?? 0 }
}
