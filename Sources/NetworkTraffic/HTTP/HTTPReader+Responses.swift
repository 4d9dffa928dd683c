import PacketCapture
import WireDecoder

extension HTTPReader {
  /// Takes bytes of the server; returns what follows them if it is another protocol.
  mutating func readResponses(
    _ bytes: Span<UInt8>, _ connection: HTTPConnection, _ head: PacketHead,
    _ output: inout EventOutput
  ) -> StreamUpgrade? {
    var place = 0
    guard connection.responses.buffer.isEmpty else {
      connection.responses.keep(bytes, &output)
      var kept: [UInt8] = []
      swap(&kept, &connection.responses.buffer)
      let upgrade = takeResponses(kept.span, &place, connection, head, &output)
      output.heldBytes -= kept.count
      guard upgrade == nil, connection.responses.keepsBytes else { return upgrade }
      kept.removeFirst(place)
      output.heldBytes += kept.count
      swap(&kept, &connection.responses.buffer)
      return nil
    }
    let upgrade = takeResponses(bytes, &place, connection, head, &output)
    if upgrade == nil, connection.responses.keepsBytes {
      connection.responses.keep(bytes.extracting(place..<bytes.count), &output)
    }
    return upgrade
  }

  private mutating func takeResponses(
    _ bytes: Span<UInt8>, _ place: inout Int, _ connection: HTTPConnection, _ head: PacketHead,
    _ output: inout EventOutput
  ) -> StreamUpgrade? {
    var before = 0
    while let step = connection.responses.next(bytes, &place) {
      if case .content(let range) = step, isAnswerToHead(bytes, range, connection) {
        connection.responses.state = .body(0)
        (place, before) = (range.lowerBound, range.lowerBound)
        continue
      }
      connection.openResponse?.response.grow(place - before, head)
      before = place
      switch step {
      case .head(let range, let isCut):
        beginResponse(bytes.extracting(range), isCut: isCut, connection, head, &output)
        if case .over = connection.responses.state {
          return upgrade(connection, rest: bytes.count - place, &output)
        }
      case .content(let range):
        connection.openResponse?.response.take(bytes.extracting(range), &output)
      case .broken:
        connection.openResponse?.response.bodyProblem = .chunk
        endResponse(connection, isTruncated: false, &output)
      case .end: completeResponse(connection, &output)
      }
    }
    connection.openResponse?.response.grow(place - before, head)
    output.counts.strayBytes += connection.responses.takeStray()
    return nil
  }

  private mutating func beginResponse(
    _ bytes: Span<UInt8>, isCut: Bool, _ connection: HTTPConnection, _ head: PacketHead,
    _ output: inout EventOutput
  ) {
    // Answers before the last one (RFC 9110 s 15.2) are not told.
    guard !HTTPHead.isInterim(bytes) else { return connection.responses.state = .start }
    let (asked, lost) = connection.request(forAnswerIn: head.stamp.number)
    for exchange in lost { emit(exchange, &output) }
    let exchange = asked ?? makeExchange(connection)
    exchange.response.begin(bytes, head)
    exchange.response.gapBytes = connection.responses.takeGap()
    output.heldBytes += exchange.response.held
    connection.openResponse = exchange
    guard !isCut else {
      connection.responses.state = .searching
      return endResponse(connection, isTruncated: true, &output)
    }
    connection.responses.begin(exchange.response.head.responseBody(to: exchange.methodKind))
  }

  /// Whether the body of an answer is the next answer, as the request, which was not seen, was HEAD.
  private func isAnswerToHead(
    _ bytes: Span<UInt8>, _ range: Range<Int>, _ connection: HTTPConnection
  ) -> Bool {
    guard let open = connection.openResponse, !open.request.isSeen, open.response.bodyCount == 0
    else { return false }
    return HTTPFraming.judge(bytes, at: range.lowerBound, .response) == .yes
  }

  private mutating func completeResponse(
    _ connection: HTTPConnection, _ output: inout EventOutput
  ) {
    guard let exchange = connection.openResponse else { return }
    connection.openResponse = nil
    exchange.response.isComplete = true
    if !exchange.request.isSeen {
      return settle(orphan: exchange, connection, &output)
    }
    guard exchange.request.isComplete else { return }
    connection.remove(exchange)
    let mayUpgrade = exchange.mayUpgrade
    emit(exchange, &output)
    if mayUpgrade, connection.requests.isPaused, let head = connection.requests.head {
      connection.requests.state = .start
      readKeptRequests(connection, head, &output)
    }
  }

  /// Keeps an answer whose request may still come; else writes its event.
  private mutating func settle(
    orphan exchange: HTTPExchange, _ connection: HTTPConnection, _ output: inout EventOutput
  ) {
    guard connection.requests.head != nil, !connection.requests.isEnded else {
      return emit(exchange, &output)
    }
    connection.orphans.append(exchange)
    guard connection.orphans.count > HTTPConnection.maxOrphans else { return }
    emit(connection.orphans.removeFirst(), &output)
  }

  /// Ends the answer that agreed to another protocol.
  private mutating func upgrade(
    _ connection: HTTPConnection, rest: Int, _ output: inout EventOutput
  ) -> StreamUpgrade {
    let isWebSocket = connection.openResponse?.isWebSocket == true
    connection.requests.state = .over
    completeResponse(connection, &output)
    let kept = connection.requests.takeBuffer(&output) ?? []
    return StreamUpgrade(next: isWebSocket ? .webSocket : nil, rest: rest, kept: kept)
  }

  /// Ends the answer that is under way.
  mutating func endResponse(
    _ connection: HTTPConnection, isTruncated: Bool, _ output: inout EventOutput
  ) {
    if case .start = connection.responses.state, let head = connection.responses.head,
      let bytes = connection.responses.takeBuffer(&output),
      HTTPFraming.judge(bytes.span, at: 0, .response) == .yes
    {
      return beginResponse(bytes.span, isCut: true, connection, head, &output)
    }
    // The end of the stream is that of a body without a length.
    if case .untilClose = connection.responses.state {
    } else {
      connection.openResponse?.response.isTruncated = isTruncated
    }
    completeResponse(connection, &output)
  }

  /// Passes lost bytes of the server.
  mutating func skipResponse(
    _ count: Int, _ connection: HTTPConnection, _ output: inout EventOutput
  ) {
    if let open = connection.openResponse {
      open.response.gapBytes += count
      if connection.responses.skip(count) { return open.response.lose(count) }
      return endResponse(connection, isTruncated: true, &output)
    }
    connection.responses.gapBytes += count
    endResponse(connection, isTruncated: true, &output)
    connection.responses.drop(&output)
    _ = connection.responses.skip(count)
  }
}
