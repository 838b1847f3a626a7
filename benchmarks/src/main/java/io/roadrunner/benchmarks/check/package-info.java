/// The check that the servers to compare with answer the same octets, made before they are
/// measured.
///
/// Thread model: a check runs on the thread that asks for it; the client behind it is Vert.x with
/// threads of its own, which end with the check. Every wait has a deadline.
///
/// Read in this order: [PeerCheck], [Questions], [Expected], [Interview], then [Asker].
///
/// Tests: `PeerCheckTest` and `ExpectedTest`. Limitations: it compares type and content, not other
/// fields, and does not see whether a stream leaves piece by piece.
@NullMarked
package io.roadrunner.benchmarks.check;

import org.jspecify.annotations.NullMarked;
