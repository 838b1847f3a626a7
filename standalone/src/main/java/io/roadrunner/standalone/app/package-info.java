/// Applications that are packed into jars: loaded, mounted into a table of routes, replaced while
/// they serve.
///
/// Thread model: an application is loaded by whoever starts or reloads the server; requests enter
/// and leave it in their own threads; it is closed in a thread of its own when it has been replaced
/// and the last request has left it.
///
/// Read path: 1. [ApplicationJar]; 2. [Application]; 3. [ApplicationEntry].
///
/// Tests: `standalone` in the conformance module. Limitation: a thread local or a thread that an
/// application leaves behind keeps its classes in memory as long as the thread lives.
package io.roadrunner.standalone.app;
