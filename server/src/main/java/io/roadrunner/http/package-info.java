/// HTTP semantics (RFC 9110) as values: requests, response shapes, fields, handlers and
/// middlewares.
///
/// Thread model: responses, fields and heads are immutable; a [Request] belongs to the thread that
/// runs its handler, except where a member says that any thread may call it.
///
/// Read in this order: [Handler], [Request], [Response], [Responses], [Middleware], [LoopHandler];
/// for bodies [RequestBody], [Multipart], [Forms], [ContentDecoding].
///
/// Tests: the package of the same name under `src/test`; behaviour on the wire is tested in the
/// conformance module. Limitation: JSON is written, never parsed, unless a [JsonCodec] is supplied.
package io.roadrunner.http;
