/// Processes that a run starts, and what the kernel says of them.
///
/// Thread model: the thread of the run starts and closes; a hook closes what is left when a signal
/// ends the harness.
///
/// Read in this order: [Children] starts a [Child] and ends it for sure, [Pinned] says on which
/// processor, [ProcessTree] reads its processor time and memory, [BenchException] is what went
/// wrong.
///
/// Tests: `ProcessTreeTest`, `ChildrenTest`. Limitations: Linux only; a harness that is killed with
/// SIGKILL leaves its processes behind.
@NullMarked
package io.roadrunner.benchmarks.run.process;

import org.jspecify.annotations.NullMarked;
