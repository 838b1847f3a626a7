/// Roadrunner: an HTTP server to embed. [Roadrunner] supervises named listeners; a [Listener]
/// accepts, reloads its routes and drains.
///
/// Thread model: every member of every type here may be called from any thread. Handlers run on
/// virtual threads, so nothing in the API is asynchronous.
///
/// Read path: 1. [Roadrunner]; 2. [Listener]; 3. [DrainResult].
///
/// Tests: the conformance module. Limitation: services, status endpoints and protocols other than
/// HTTP/1.1 are not there yet.
package io.roadrunner;
