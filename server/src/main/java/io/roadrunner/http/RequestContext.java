package io.roadrunner.http;

import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What surrounds a request: its connection, its listener and its life. The server supplies it; a
/// test of a handler may supply its own.
public interface RequestContext {
    /// The address of the peer, null on a unix-domain socket.
    @Nullable InetSocketAddress peer();

    /// `http` or `https`.
    String scheme();

    /// See [Request#peerCertificates()].
    default List<X509Certificate> peerCertificates() {
        return List.of();
    }

    /// Whose word about the client counts: `trusted_proxies`. Any thread.
    default TrustedProxies trustedProxies() {
        return TrustedProxies.none();
    }

    /// The name of the listener.
    String listenerName();

    /// The id of the request, 16 lower-case hexadecimal digits. Any thread.
    String requestId();

    /// See [Request#reportRateLimited()].
    default void reportRateLimited() {}

    /// See [Request#onDisconnect(Runnable)].
    void onDisconnect(Runnable action);

    /// See [Request#mailbox()].
    Mailbox mailbox();

    /// See [Request#drainDeadline()]. Any thread.
    Optional<Instant> drainDeadline();

    /// See [Request#closeAfterwards(java.io.Closeable)].
    void closeAfterwards(java.io.Closeable resource);

    /// See [Request#sendInterim(int, Headers)].
    ///
    /// @throws java.io.IOException when the peer has gone
    void sendInterim(int status, Headers headers) throws java.io.IOException;

    /// See `Roadrunner.acknowledgeDrain`: reports that the request knows of the drain.
    void acknowledgeDrain(@Nullable Instant deadline);
}
