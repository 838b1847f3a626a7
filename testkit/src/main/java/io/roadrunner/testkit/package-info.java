/// Tests that read like the wire: a raw HTTP/1.1 client, child processes, bounded waiting.
///
/// Thread model: everything runs on the test's own thread. A [Wire] may be written by one thread
/// while another one reads it; a [ChildProcess] may be used by any thread. Nothing sleeps for a
/// fixed time and nothing waits without a deadline.
///
/// Read in this order: [Wire], [WireResponse], [WireException], then [Await], [ChildProcess],
/// [ExternalProgram], [Rfc]. Bytes go from the socket through `WireInput` (buffer and deadline) and
/// `WireResponseReader` (strict syntax) with `ResponseFraming` (where a body ends).
///
/// Failures: an expectation that is not met is an [AssertionError]; a response that cannot be read
/// is a [WireException] whose message shows what had arrived.
///
/// Tests: the package of the same name under `src/test`. Limitations: HTTP/1.1 without TLS; of the
/// transfer codings only `chunked`; at most 64 MiB in one message.
package io.roadrunner.testkit;
