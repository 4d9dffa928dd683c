/// # LiveCapture: packets as they come
///
/// Brief overview: ``LivePackets`` opens interfaces with libpcap, and copies their packets into one or more
/// ``PacketQueue``s, on the thread that calls ``LivePackets/run(into:most:)``. Who works on the packets takes them
/// from a queue as ``PacketBlock``s, on another thread: however slow that is, the kernel is not kept waiting
/// before the queue is full, and then packets are dropped and counted. ``Privileges`` gives up what the
/// program needs no longer once the interfaces are open.
///
///     let packets = try LivePackets(["eth0"], LiveSettings())
///     let queue = PacketQueue(bytes: 64 << 20)
///     // One thread:
///     packets.run(into: [queue])
///     // Another:
///     while case .block(let block) = queue.take(within: .seconds(1)) {
///       block.forEach { frame, bytes in decoder.decode(frame, of: bytes, into: &reader) }
///       queue.giveBack(block)
///     }
///
/// Nothing here knows what packets mean.
enum LiveCapture {}
