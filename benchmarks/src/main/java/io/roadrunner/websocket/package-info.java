/// JMH benchmarks of what a WebSocket session passes through, in the package of the classes that
/// they measure, since none of those is public.
///
/// Thread model: each benchmark runs on one thread with a state of its own.
///
/// Read in this order: [Unmasking], [TextChecking], [MessageDecoding], [MessageDeflating].
///
/// Tests: none; the build compiles them under the same checks as everything else. Limitation: they
/// run on a class path only.
@NullMarked
package io.roadrunner.websocket;

import org.jspecify.annotations.NullMarked;
