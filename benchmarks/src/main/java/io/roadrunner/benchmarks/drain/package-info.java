/// How long a drain takes: of many idle connections, and after the end of the last request.
///
/// Thread model: the server is in one process with the clock, the idle clients in another, because
/// together they would need more descriptors than a process is usually given.
///
/// Read in this order: [DrainTimes], [IdleClients].
///
/// Tests: none; that all connections are closed is tested in the conformance module. Limitation:
/// HTTP/1.1 only.
@NullMarked
package io.roadrunner.benchmarks.drain;

import org.jspecify.annotations.NullMarked;
