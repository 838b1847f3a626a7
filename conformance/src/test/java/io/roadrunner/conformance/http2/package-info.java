/// HTTP/2 (RFC 9113) over real sockets: what the server answers, frame by frame, to clients that
/// keep the rules and to those that do not, and what programs from outside find. `Rfc9113…Test`
/// follow the RFC in its order.
@NullMarked
package io.roadrunner.conformance.http2;

import org.jspecify.annotations.NullMarked;
