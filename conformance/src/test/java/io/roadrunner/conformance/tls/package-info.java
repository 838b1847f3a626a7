/// TLS at the wire: handshakes with the JDK's client, OpenSSL and curl.
@NullMarked
package io.roadrunner.conformance.tls;

import org.jspecify.annotations.NullMarked;
