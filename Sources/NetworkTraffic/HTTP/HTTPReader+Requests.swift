import PacketCapture
import WireDecoder

extension HTTPReader {
  /// Takes bytes of the client.
  mutating func readRequests(
    _ bytes: Span<UInt8>, _ connection: HTTPConnection, _ head: PacketHead,
    _ output: inout EventOutput
  ) {
    guard connection.requests.buffer.isEmpty else {
      connection.requests.keep(bytes, &output)
      return readKeptRequests(connection, head, &output)
    }
    let place = takeRequests(bytes, connection, head, &output)
    if connection.requests.keepsBytes {
      connection.requests.keep(bytes.extracting(place..<bytes.count), &output)
    }
  }

  /// Takes what was kept of the client's bytes.
  mutating func readKeptRequests(
    _ connection: HTTPConnection, _ head: PacketHead, _ output: inout EventOutput
  ) {
    var bytes: [UInt8] = []
    swap(&bytes, &connection.requests.buffer)
    let place = takeRequests(bytes.span, connection, head, &output)
    output.heldBytes -= bytes.count
    guard connection.requests.keepsBytes else { return }
    bytes.removeFirst(place)
    output.heldBytes += bytes.count
    swap(&bytes, &connection.requests.buffer)
  }

  /// Makes requests of bytes; returns where the first begins that is not complete.
  private mutating func takeRequests(
    _ bytes: Span<UInt8>, _ connection: HTTPConnection, _ head: PacketHead,
    _ output: inout EventOutput
  ) -> Int {
    var place = 0
    var before = 0
    while let step = connection.requests.next(bytes, &place) {
      connection.openRequest?.request.grow(place - before, head)
      before = place
      switch step {
      case .head(let range, let isCut):
        beginRequest(bytes.extracting(range), isCut: isCut, connection, head, &output)
      case .content(let range):
        connection.openRequest?.request.take(bytes.extracting(range), &output)
      case .broken:
        connection.openRequest?.request.bodyProblem = .chunk
        endRequest(connection, isTruncated: false, &output)
      case .end: completeRequest(connection, &output)
      }
    }
    connection.openRequest?.request.grow(place - before, head)
    output.counts.strayBytes += connection.requests.takeStray()
    return place
  }

  private mutating func beginRequest(
    _ bytes: Span<UInt8>, isCut: Bool, _ connection: HTTPConnection, _ head: PacketHead,
    _ output: inout EventOutput
  ) {
    let (older, late) = connection.takeOrphans(before: head.stamp.number)
    for exchange in older { emit(exchange, &output) }
    let exchange = late ?? makeExchange(connection)
    exchange.request.begin(bytes, head)
    exchange.request.gapBytes = connection.requests.takeGap()
    output.heldBytes += exchange.request.held
    connection.openRequest = exchange
    connection.queue.append(exchange)
    limitQueue(connection, &output)
    guard !isCut else {
      connection.requests.state = .searching
      return endRequest(connection, isTruncated: true, &output)
    }
    connection.requests.begin(exchange.request.head.requestBody)
    // Where it ends is not known.
    if exchange.request.head.requestBody == .unknown {
      endRequest(connection, isTruncated: false, &output)
    }
  }

  private mutating func limitQueue(_ connection: HTTPConnection, _ output: inout EventOutput) {
    guard connection.queue.count > HTTPConnection.maxWaiting,
      let oldest = connection.queue.first, oldest !== connection.openResponse
    else { return }
    connection.queue.removeFirst()
    emit(oldest, &output)
  }

  private mutating func completeRequest(
    _ connection: HTTPConnection, _ output: inout EventOutput
  ) {
    guard let exchange = connection.openRequest else { return }
    exchange.request.isComplete = true
    connection.openRequest = nil
    if exchange.response.isComplete {
      connection.remove(exchange)
      return emit(exchange, &output)
    }
    guard exchange.mayUpgrade, !exchange.response.isSeen else { return }
    connection.requests.state = exchange.methodKind == .connect ? .pausedForTunnel : .paused
  }

  /// Ends the request that is under way.
  mutating func endRequest(
    _ connection: HTTPConnection, isTruncated: Bool, _ output: inout EventOutput
  ) {
    if case .start = connection.requests.state, let head = connection.requests.head,
      let bytes = connection.requests.takeBuffer(&output),
      HTTPFraming.judge(bytes.span, at: 0, .request) == .yes
    {
      return beginRequest(bytes.span, isCut: true, connection, head, &output)
    }
    connection.openRequest?.request.isTruncated = isTruncated
    completeRequest(connection, &output)
  }

  /// Passes lost bytes of the client.
  mutating func skipRequest(
    _ count: Int, _ connection: HTTPConnection, _ output: inout EventOutput
  ) {
    if let open = connection.openRequest {
      open.request.gapBytes += count
      if connection.requests.skip(count) { return open.request.lose(count) }
      return endRequest(connection, isTruncated: true, &output)
    }
    connection.requests.gapBytes += count
    endRequest(connection, isTruncated: true, &output)
    connection.requests.drop(&output)
    _ = connection.requests.skip(count)
  }
}

extension HTTPStream {
  /// Keeps bytes; those of another protocol only as many as are allowed.
  mutating func keep(_ bytes: Span<UInt8>, _ output: inout EventOutput) {
    if case .over = state { return }
    if isPaused, buffer.count + bytes.count > Self.maxPaused {
      drop(&output)
      return state = .over
    }
    output.heldBytes += bytes.count
    bytes.withUnsafeBufferPointer { buffer.append(contentsOf: $0) }
  }

  /// Forgets what is kept.
  mutating func drop(_ output: inout EventOutput) {
    output.heldBytes -= buffer.count
    buffer = []
  }

  /// Takes out what is kept; nil if there is nothing.
  mutating func takeBuffer(_ output: inout EventOutput) -> [UInt8]? {
    guard !buffer.isEmpty else { return nil }
    defer { drop(&output) }
    return buffer
  }

  /// The bytes lost before the message that begins.
  mutating func takeGap() -> Int {
    defer { gapBytes = 0 }
    return gapBytes
  }
}
