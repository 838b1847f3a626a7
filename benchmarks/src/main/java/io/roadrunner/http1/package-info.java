/// JMH benchmarks of HTTP/1.1 in the package of the classes that they measure, which is not
/// exported.
///
/// Thread model: each benchmark runs on one thread, over parts of its own.
///
/// Read: [RequestServing], which serves without a kernel; [HeadCoding].
///
/// Tests: none; the build compiles them under the same checks as everything else. Limitation: they
/// run on a class path only.
@NullMarked
package io.roadrunner.http1;

import org.jspecify.annotations.NullMarked;
