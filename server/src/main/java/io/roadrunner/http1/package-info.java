/// HTTP/1.1 over a byte stream (RFC 9112).
///
/// Thread model: one virtual thread per connection owns everything here; what it holds back while a
/// handler runs it lends to others. Parsers, decoders and encoders are pure: bytes in, values or
/// bytes out; no socket, no thread, no clock. What they refuse is a `RejectedException`, always for
/// the same byte however the input was cut.
///
/// Read in this order:
/// 1. [Http1Limits] — every bound.
/// 2. [RequestHeadParser] — a request head, made of [RequestLineParser], [RequestTarget],
///    [FieldSectionParser] and [io.roadrunner.bytes.HostField].
/// 3. [BodyFraming] — where the body ends; [Persistence] — whether another request may follow.
/// 4. [ChunkedDecoder] — a chunked body, made of [ChunkLineParser] and [TrailerReader];
///    [ChunkedEncoder] — the way out.
/// 5. [ResponseHeadEncoder] — a response head, made of [StatusLine] and [FieldLine].
///
/// The connection that uses them:
/// 1. [Http1Connection] — a thread that waits, reads, serves and goes on; [ConnectionEnd] and
///    [LingeringClose] — how it ends.
/// 2. [Http1RequestReader] — a request and until when it is owed; [Http1Body] — its content.
/// 3. [Http1Exchange] — request and response for the pipeline; [Http1Tunnel] — what follows a 101.
/// 4. [Http1Channel], [Http1Input], [Http1Output] — bytes, and what is held back; [Lending] — who
///    lets that leave, and [DisconnectWatch] — who reads, while a handler runs.
/// 5. [PeerTimer] — what the reaper sees of all this.
///
/// Tests: the package of the same name under `src/test`; `SmugglingTest` is the table of requests
/// and their refusals. Limitations: `chunked` is the only transfer coding, CONNECT is refused.
package io.roadrunner.http1;
