package io.roadrunner.benchmarks;

import io.roadrunner.http.Headers;
import io.roadrunner.http.Mailbox;
import io.roadrunner.http.RequestContext;
import java.io.Closeable;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The surroundings of a request that came from nowhere: nothing is closed afterwards, so nothing
/// that needs it is measured. Stateless.
record NoContext() implements RequestContext {
    @Override
    public @Nullable InetSocketAddress peer() {
        return null;
    }

    @Override
    public String scheme() {
        return "http";
    }

    @Override
    public String listenerName() {
        return "benchmarks";
    }

    @Override
    public String requestId() {
        return "0123456789abcdef";
    }

    @Override
    public void onDisconnect(Runnable action) {}

    @Override
    public Mailbox mailbox() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Instant> drainDeadline() {
        return Optional.empty();
    }

    @Override
    public void closeAfterwards(Closeable resource) {}

    @Override
    public void sendInterim(int status, Headers headers) {}

    @Override
    public void acknowledgeDrain(@Nullable Instant deadline) {}
}
