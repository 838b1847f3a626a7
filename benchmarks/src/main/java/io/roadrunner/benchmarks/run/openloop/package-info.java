/// A load generator that keeps to a schedule: a request goes out when it is due, however slow the
/// answers are, and an answer's time counts from when its request was due. Percentiles are so free
/// of what is called coordinated omission.
///
/// Thread model: one thread with a selector that never waits while it runs; it wants a processor of
/// its own.
///
/// Read in this order: [OpenLoopLoad] is the command, [Schedule] says when, [OpenLoop] sends and
/// measures, [Lines] opens a [Connection]; a [Line] is what is said on it ([Http1Line] with
/// [AnswerDecoder], [Http2Line] with [Frames]), a [Wire] how it gets there ([PlainWire],
/// [TlsWire]).
///
/// Tests: `ScheduleTest`, `AnswerDecoderTest`, `Http2LineTest`. Limitations: `GET` only; on one
/// processor it is good for some hundred thousand requests a second, and the report says when it
/// did not keep up; of an HTTP/2 answer it knows only the indexed status 200 as success.
@NullMarked
package io.roadrunner.benchmarks.run.openloop;

import org.jspecify.annotations.NullMarked;
