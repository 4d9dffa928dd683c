/// # PacketCapture: capture files -> frames -> packets -> datagrams and streams
///
/// Brief overview: a ``CaptureReader`` takes the bytes of a capture file, pcap or pcapng, block by block,
/// and gives the frames in it, as places in the block. A ``PacketDecoder`` takes one frame after the
/// other through the link layer (``LinkLayer``), IP (``InternetPacket``, ``Defragmenter``), and UDP,
/// TCP (``StreamTable``) or SCTP (``AssociationTable``), and hands payloads to a ``TrafficReader``: datagrams
/// and messages whole, the bytes of each direction of a connection in their order.
///
///     var captured = CaptureReader()
///     var packets = PacketDecoder()
///     while let frame = captured.next(in: bytes, at: offset, isLast: isLast, &place) {
///       packets.decode(frame, of: bytes, into: &reader)
///     }
///     while packets.finish(into: &reader) {}
///
/// Nothing here knows what the payloads mean, touches a file, or needs a library. Whatever comes, there
/// is no trap, memory is bounded (``TrafficLimits``), and what was not decoded is counted
/// (``PacketCounts``). What is lost is told: bytes that a capture cut off, fragments that never came,
/// holes in a stream. Time is that of the capture, never that of the machine.
enum PacketCapture {}
