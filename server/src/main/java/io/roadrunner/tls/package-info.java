/// TLS (RFC 8446) as a listener speaks it: who it is, and the sockets that prove it.
///
/// Threads: a [TlsContext] is immutable; [TlsEnvironment] may be used by any thread, and replaces
/// its context as a whole. Handshakes run on the threads of their connections.
///
/// Read: 1. [PemParser] and [PrivateKeyDecoder], from files to keys; 2. [KeyIdentity], a key with
/// its certificates; 3. [ServerIdentities], which one a client gets; 4. [TlsContext], one
/// generation; 5. [TlsEnvironment], what is valid now.
///
/// Tests: beside this module's sources, and `conformance`, package `tls`. Limitations: no OCSP
/// stapling, no early data.
@NullMarked
package io.roadrunner.tls;

import org.jspecify.annotations.NullMarked;
