/// JMH benchmarks of what every request passes through, in the package of the classes that they
/// measure, which is not exported.
///
/// Thread model: each benchmark runs on as many threads as it is told, over one counter.
///
/// Read: [RequestCounting].
///
/// Tests: none; the build compiles them under the same checks as everything else. Limitation: they
/// run on a class path only.
@NullMarked
package io.roadrunner.exchange;

import org.jspecify.annotations.NullMarked;
