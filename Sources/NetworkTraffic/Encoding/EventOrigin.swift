import Event
import PacketCapture

/// The member of an event that tells where its frame comes from: `log`, or `observer` of a live capture.
struct EventOrigin {
  /// `,"log":{...,"offset":`, to be followed by the offset.
  private let log: [UInt8]
  /// `,"observer":{...}`, by interface; empty for a file.
  private let observers: [[UInt8]]

  /// Makes the members that the options tell.
  init(_ options: TrafficOptions) {
    log = Self.bytes { text in
      text.append(#","log":{"file":{"path":"#)
      text.append(quoted: options.path)
      text.append(#"},"offset":"#)
    }
    guard let observer = options.observer else {
      observers = []
      return
    }
    observers = observer.interfaces.map { name in
      Self.bytes { text in
        text.append(#","observer":{"hostname":"#)
        text.append(quoted: observer.hostname)
        text.append(#","ingress":{"interface":{"name":"#)
        text.append(quoted: name)
        text.append("}}}")
      }
    }
  }

  /// Appends the member.
  func append(_ stamp: FrameStamp, to out: inout JSONBuffer) {
    guard observers.isEmpty else {
      return out.append(observers[min(Int(stamp.interface), observers.count - 1)])
    }
    out.append(log)
    out.append(integer: stamp.offset)
    out.append(UInt8(ascii: "}"))
  }

  private static func bytes(_ write: (inout JSONBuffer) -> Void) -> [UInt8] {
    var text = JSONBuffer(capacity: 256)
    write(&text)
    return text.withBytes { bytes in bytes.indices.map { bytes[$0] } }
  }
}
