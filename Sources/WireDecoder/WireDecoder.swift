/// # WireDecoder: the bytes of one message, as fields
///
/// Brief overview: a ``SIPDecoder`` reads one SIP message (RFC 3261), says what is wrong with it
/// (``SIPProblem``), names the ranges that messages are joined by, and appends the message as the
/// JSON object that is an event's `sip` field: names of Packetbeat where it has one, ours in the
/// same manner where it has none. ``SIPFraming`` tells whether bytes are the start of a message.
///
///     var decoder = SIPDecoder()
///     if let problem = decoder.decode(message) { report(problem) }
///     event.append(#""sip":"#)
///     decoder.appendFields(message, to: &event)
///
/// A ``TLSConversation`` takes what both ends of a connection send, in any pieces, and tells what they say before
/// they encrypt: hellos, the certificate of TLS 1.2 (``X509Certificate``), alerts, and how the handshake ended.
/// ``TLSStart`` tells whether bytes are the beginning of a record.
///
/// Whatever the bytes, there is an answer: a damaged message gives what could be read of it. What
/// proves an identity is left out: `response` and `nonce` of authentication, keys in SDP, the
/// password in a URI.
///
/// Of HTTP/1.x (RFC 9112), ``HTTPFraming`` tells where messages start, ``HTTPHead`` reads the first line
/// and the headers, ``HTTPBodyFraming`` says how the body ends, ``HTTPChunks`` walks one in chunks,
/// ``HTTPAddress`` takes apart what is asked for, and ``HTTPSecrets`` writes parts of it without what
/// proves an identity. ``WebSocketMessages`` puts messages of WebSockets together (RFC 6455).
///
/// No input or output, no log, no packet: a message found inside a log of SIP Server and one
/// captured from a network go through the same code.
enum WireDecoder {}
