import Synchronization

extension DoubleService {
  /// What tests ask and change while it runs: `/_double/...`, which no fault and no login concerns.
  func admin(_ request: HTTPRequest, _ target: HTTPTarget) -> HTTPReply {
    switch (request.method, target.path.dropFirst().first ?? "") {
    case ("GET", "stats"): return json(200, stats)
    case ("GET", "faults"): return json(200, plan.faults.json)
    case ("POST", "faults"), ("PUT", "faults"): return changeFaults(request)
    case ("DELETE", "faults"):
      plan.set(Faults())
      return json(200, plan.faults.json)
    case ("GET", "ids"): return ids(target)
    case ("GET", "documents"):
      var text = ""
      dump { line in
        text += line
        return true
      }
      return .answer(200, text, headers: ["Content-Type": "application/x-ndjson"])
    case ("GET", "requests"): return json(200, .array(requests.map(\.json)))
    case ("DELETE", ""), ("POST", "reset"):
      reset()
      return json(200, ["acknowledged": true])
    default:
      return json(
        404,
        [
          "error":
            "there are GET stats, faults, ids, documents, requests; POST faults, reset; DELETE faults"
        ])
    }
  }

  private func json(_ status: Int, _ json: JSON) -> HTTPReply {
    .answer(status, json.line + "\n", headers: ["Content-Type": "application/json"])
  }

  private func changeFaults(_ request: HTTPRequest) -> HTTPReply {
    guard let change = JSON(parsing: request.body) else { return json(400, ["error": "no JSON"]) }
    do throws(Faults.Unknown) {
      try plan.change(change)
      return json(200, plan.faults.json)
    } catch {
      return json(400, ["error": .string(error.description)])
    }
  }

  private var stats: JSON {
    let (record, counts) = cluster.withLock { cluster in
      var counts: [String: Int] = [:]
      for index in cluster.indices.values {
        counts[index.stream ?? index.name, default: 0] += index.documents.count
      }
      return (cluster.record, counts)
    }
    let documents = counts.values.reduce(0, +)
    return record.json.merging([
      "indices": .object(counts.mapValues { .integer($0) }), "documents": .integer(documents),
    ])
  }

  /// The ids, a line each: of one index (`?index=`), or all with their index before them.
  private func ids(_ target: HTTPTarget) -> HTTPReply {
    let wanted = target.query["index"]
    var text = ""
    cluster.withLock { cluster in
      for index in cluster.indices.values.sorted(by: { $0.name < $1.name }) {
        let name = index.stream ?? index.name
        if let wanted, wanted != name { continue }
        for number in 0..<index.documents.ever {
          guard let document = index.documents.document(at: number) else { continue }
          text += (wanted == nil ? name + " " : "") + document.id + "\n"
        }
      }
    }
    return .answer(200, text, headers: ["Content-Type": "text/plain"])
  }
}

extension DoubleService.Kept {
  /// As `GET /_double/requests` shows it; without what logs in.
  fileprivate var json: JSON {
    let headers = request.headers.filter { $0.key != "authorization" }
    return [
      "method": .string(request.method), "target": .string(request.target),
      "headers": .object(headers.mapValues { .string($0) }),
      "wire_bytes": .integer(request.wireBytes), "status": .integer(status),
    ]
  }
}
