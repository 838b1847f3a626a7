/// HPACK, the field compression of HTTP/2 (RFC 7541): octets to field lines and back, nothing else.
///
/// Thread model: a decoder belongs to the thread that reads a connection, an encoder to the one
/// that writes it; they share nothing. Everything is pure: no socket, no thread, no clock, nothing
/// blocks. What a decoder refuses is an `HpackException`, after which it is of no more use: the
/// connection ends with COMPRESSION_ERROR (RFC 9113 §4.3).
///
/// Read in this order:
/// 1. [HpackField], [StaticTable], [DynamicTable] — what an index stands for.
/// 2. [HpackDecoder] — a header block, read with [BlockReader] and [HuffmanDecoder] into
///    [HpackFields].
/// 3. [HpackEncoder] — a header block, written with [BlockWriter] and [HuffmanEncoder];
///    [KnownNames] and [Indexing] say what goes into the table, [TableIndex] finds it there.
/// 4. [HuffmanCode] — the code itself, from its lengths alone.
///
/// Bounds: a table holds 4096 octets as RFC 7541 §4.1 counts them, so at most 128 entries; a
/// decoded list what the decoder was told; a string what its block can hold. Tables and buffers are
/// made when first used: a connection that never had a request costs a handful of small objects.
///
/// Tests: the package of the same name under `src/test`; `AppendixTest` is Appendix C of the RFC.
/// Limitations: the encoder's table never exceeds 4096 octets whatever the peer allows; that a
/// field was marked as never indexed is not passed on, since nothing here forwards to a next hop.
package io.roadrunner.hpack;
