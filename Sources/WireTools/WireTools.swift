/// # WireTools: what `genlog-wire` does besides decoding files
///
/// Brief overview: ``CaptureRun`` is `genlog-wire capture`. Packets come by LiveCapture, on a thread of their own;
/// ``DecodeLane`` makes events of them and hands them to the destinations, ``PacketFileLane`` keeps them
/// in files (``PacketFiles``), each on its own thread and from its own queue, so that neither waits for the
/// other. The thread that started it waits for signals, and tells what is lost.
enum WireTools {}
