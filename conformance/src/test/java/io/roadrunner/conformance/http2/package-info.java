/// HTTP/2 (RFC 9113) over real sockets, as programs from outside see it.
@NullMarked
package io.roadrunner.conformance.http2;

import org.jspecify.annotations.NullMarked;
