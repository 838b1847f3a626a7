/// JMH benchmarks of what a request passes through, against the exported packages where there is a
/// way: [HpackCoding] measures a pure codec behind them.
///
/// Thread model: each benchmark runs on one thread with a state of its own.
///
/// Read in this order: [RouteLookup], [MultipartParsing], [HpackCoding]. `README.md` of this module
/// says how to run them and what they gave.
///
/// Tests: none; the build compiles them under the same checks as everything else. Limitation:
/// request heads are parsed by a package that is not exported, so they are measured on the wire.
@NullMarked
package io.roadrunner.benchmarks;

import org.jspecify.annotations.NullMarked;
