/// The middlewares that come with the server, written against the exported packages only.
///
/// Thread model: a middleware is immutable or says what it shares; it runs on the threads of the
/// requests.
///
/// Read in this order: [RequestDecompression].
///
/// Tests: on the wire, in the package of the same name of the conformance module.
package io.roadrunner.middleware;
