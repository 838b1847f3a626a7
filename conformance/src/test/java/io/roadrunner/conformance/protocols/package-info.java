/// One server, spoken to in four ways: HTTP/1.1 and HTTP/2, each over TLS and over plain TCP. A
/// handler must not be able to tell the difference, and its answers must be the same.
@NullMarked
package io.roadrunner.conformance.protocols;

import org.jspecify.annotations.NullMarked;
