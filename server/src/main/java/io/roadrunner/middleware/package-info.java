/// The middlewares that come with the server, written against the exported packages only.
///
/// Thread model: a middleware is immutable or says what it shares; it runs on the threads of the
/// requests.
///
/// Read in this order: [RequestDecompression], [Compression], [AccessLog], [RateLimit], [Cors],
/// [SecurityHeaders].
///
/// Tests: on the wire, in the package of the same name of the conformance module; the parts without
/// a connection beside the code.
package io.roadrunner.middleware;
