/// Roadrunner: an HTTP server to embed. [Roadrunner] supervises named listeners; a [Listener]
/// accepts, reloads its routes and drains; a [Service] is several of them with one table of routes
/// and one end.
///
/// Thread model: every member of every type here may be called from any thread. Handlers run on
/// virtual threads, so nothing in the API is asynchronous.
///
/// Read path: 1. [Roadrunner]; 2. [Listener]; 3. [ServiceOptions] and [Service], whose status
/// changes in `ServiceMembers` and whose drain is `ServiceDrain`; 4. [DrainResult].
///
/// Tests: the packages `lifecycle` and `protocols` of the conformance module; `ServiceMembers`
/// under two threads in the module `stress`. Limitation: a service has no listener of HTTP/3 yet.
package io.roadrunner;
