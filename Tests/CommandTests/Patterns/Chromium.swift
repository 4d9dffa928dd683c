import Foundation
import Glibc

/// A real browser without a window, told what to do by the DevTools protocol over two pipes.
///
/// Messages are JSON, each ended by a zero byte, as `--remote-debugging-pipe` has it.
final class Chromium {
  /// The program; nil if there is none here.
  static let path: String? = {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
    return names.lazy.flatMap { name in folders.map { "\($0)/\(name)" } }
      .first { access($0, X_OK) == 0 }
  }()

  /// What went wrong, in the browser or on the page.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  private let process = Process()
  private let commands = Pipe()
  private let answers = Pipe()
  private var unread: [UInt8] = []
  private var count = 0
  private var session: String?
  /// Errors that scripts of the page did not catch, and what the browser refused to load.
  private(set) var complaints: [String] = []

  /// Starts it, with one empty page; `folder` is for its profile.
  init(folder: String) throws {
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    // Chromium talks on descriptors 3 and 4. Its sandbox does not work for root, nor in containers.
    process.arguments = [
      "-c", #"exec "$@" 3<&0 4>&1 </dev/null >/dev/null 2>&1"#, "chromium", Self.path ?? "",
      "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
      "--remote-debugging-pipe", "--user-data-dir=\(folder)", "about:blank",
    ]
    process.standardInput = commands
    process.standardOutput = answers
    try process.run()
    let target = try send("Target.createTarget", ["url": "about:blank"])
    let attached = try send(
      "Target.attachToTarget", ["targetId": target["targetId"] ?? "", "flatten": true])
    session = attached["sessionId"] as? String
    for domain in ["Page", "Runtime", "Log"] { _ = try send("\(domain).enable") }
  }

  deinit {
    // It ends when nobody is left to tell it anything.
    try? commands.fileHandleForWriting.close()
    process.terminate()
    process.waitUntilExit()
  }

  // MARK: - The protocol

  /// Does a command; what it gave.
  @discardableResult
  func send(_ method: String, _ parameters: [String: Any] = [:]) throws -> [String: Any] {
    count += 1
    var message: [String: Any] = ["id": count, "method": method, "params": parameters]
    message["sessionId"] = session
    try commands.fileHandleForWriting.write(
      contentsOf: JSONSerialization.data(withJSONObject: message) + [0])
    while true {
      let answer = try read()
      guard answer["id"] as? Int == count else {
        note(answer)
        continue
      }
      if let error = answer["error"] { throw Failure(description: "\(method): \(error)") }
      return answer["result"] as? [String: Any] ?? [:]
    }
  }

  private func read() throws -> [String: Any] {
    var end = unread.firstIndex(of: 0)
    while end == nil {
      var ready = pollfd(
        fd: answers.fileHandleForReading.fileDescriptor, events: Int16(POLLIN), revents: 0)
      guard poll(&ready, 1, 60_000) > 0 else { throw Failure(description: "no answer in a minute") }
      let more = answers.fileHandleForReading.availableData
      if more.isEmpty { throw Failure(description: "the browser has ended") }
      let start = unread.count
      unread += more
      end = unread[start...].firstIndex(of: 0)
    }
    let message = Data(unread[..<(end ?? 0)])
    unread.removeFirst(message.count + 1)
    return try JSONSerialization.jsonObject(with: message) as? [String: Any] ?? [:]
  }

  private func note(_ event: [String: Any]) {
    let method = event["method"] as? String
    if method == "Runtime.exceptionThrown" || method == "Log.entryAdded" {
      complaints.append("\(event["params"] ?? "")")
    }
  }

  // MARK: - The page

  /// Goes to an address, and waits until it is there.
  func open(_ address: String) throws {
    try send("Page.navigate", ["url": address])
    try wait(for: "document.readyState === 'complete' && location.href !== 'about:blank'")
  }

  /// What a piece of JavaScript gives.
  func value(_ script: String) throws -> Any? {
    let answer = try send(
      "Runtime.evaluate",
      ["expression": script, "returnByValue": true, "awaitPromise": true])
    if let details = answer["exceptionDetails"] {
      throw Failure(description: "\(script): \(details)")
    }
    return (answer["result"] as? [String: Any])?["value"]
  }

  /// The text that a piece of JavaScript gives.
  func text(_ script: String) throws -> String { try value(script) as? String ?? "" }

  /// The text of the element that a selector finds.
  func content(_ selector: String) throws -> String {
    try text("document.querySelector('\(selector)')?.textContent")
  }

  /// Waits until a condition holds; while the page is loaded anew nothing does.
  func wait(for condition: String) throws {
    let deadline = ContinuousClock.now + .seconds(60)
    var problem = ""
    while ContinuousClock.now < deadline {
      do {
        if try value("!!(\(condition))") as? Bool == true { return }
        problem = ""
      } catch {
        problem = " \(error)"
      }
      usleep(20_000)
    }
    let shown = (try? text("document.body.innerText")) ?? ""
    let told = "never came: \(condition)\(problem)\n\(complaints.prefix(3))\n\(shown.prefix(2000))"
    throw Failure(description: told)
  }

  /// Presses a key and lets it go.
  func press(_ key: String, control: Bool = false) throws {
    let codes = [
      "Enter": 13, "Escape": 27, "End": 35, "Home": 36, "ArrowUp": 38, "ArrowDown": 40, "F6": 117,
      "Tab": 9,
    ]
    let code = codes[key] ?? Int(key.uppercased().utf8.first ?? 0)
    var event: [String: Any] = [
      "key": key, "code": key, "windowsVirtualKeyCode": code, "modifiers": control ? 2 : 0,
    ]
    if key.count == 1, !control { event["text"] = key }
    if key == "Enter", !control { event["text"] = "\r" }
    try send("Input.dispatchKeyEvent", event.merging(["type": "keyDown"]) { $1 })
    event["text"] = nil
    try send("Input.dispatchKeyEvent", event.merging(["type": "keyUp"]) { $1 })
  }

  /// Types a text where the keyboard is.
  func type(_ text: String) throws { try send("Input.insertText", ["text": text]) }

  /// The size of the window, and whether the system's colours are dark; nothing moves.
  func show(width: Int, height: Int, dark: Bool = false) throws {
    try send(
      "Emulation.setDeviceMetricsOverride",
      ["width": width, "height": height, "deviceScaleFactor": 1, "mobile": false])
    let scheme = ["name": "prefers-color-scheme", "value": dark ? "dark" : "light"]
    let motion = ["name": "prefers-reduced-motion", "value": "reduce"]
    try send("Emulation.setEmulatedMedia", ["features": [scheme, motion]])
  }

  /// A picture of the window, as a PNG.
  func picture() throws -> Data {
    let answer = try send("Page.captureScreenshot", ["format": "png"])
    return Data(base64Encoded: answer["data"] as? String ?? "") ?? Data()
  }
}
