package io.roadrunner.http;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Requests without a connection, for the tests of every package. Made and used by one test.
public final class TestRequests {
    private TestRequests() {}

    /// A request without fields and body.
    public static Request of(String method, String path) {
        RequestHead head =
                new RequestHead(method, path, path, "", HttpVersion.HTTP_1_1, Headers.empty());
        return new Request(head, RequestBody.empty(), new Context());
    }

    /// A POST with these fields and this body.
    static Request post(Headers headers, byte[] body) {
        return post(headers, new PieceBody(body, Integer.MAX_VALUE, false));
    }

    /// A POST with these fields and a body of the test's own.
    static Request post(Headers headers, RequestBody body) {
        return post(headers, body, new Context());
    }

    /// A POST in a context of the test's own.
    static Request post(Headers headers, RequestBody body, RequestContext context) {
        return new Request(head(headers), body, context);
    }

    /// A POST without a body in a context of the test's own.
    static Request of(RequestContext context) {
        return new Request(head(Headers.empty()), RequestBody.empty(), context);
    }

    private static RequestHead head(Headers headers) {
        return new RequestHead("POST", "/", "/", "", HttpVersion.HTTP_1_1, headers);
    }

    /// A context that remembers what it shall close, and closes it.
    static final class Context implements RequestContext, AutoCloseable {
        private final List<Closeable> resources = new ArrayList<>();

        List<Closeable> resources() {
            return resources;
        }

        @Override
        public void close() throws IOException {
            for (Closeable resource : resources.reversed()) {
                resource.close();
            }
        }

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
            return "test";
        }

        @Override
        public String requestId() {
            return "0123456789abcdef";
        }

        @Override
        public void onDisconnect(Runnable action) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Mailbox mailbox() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Instant> drainDeadline() {
            return Optional.empty();
        }

        @Override
        public void closeAfterwards(Closeable resource) {
            resources.add(resource);
        }

        @Override
        public void sendInterim(int status, Headers headers) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void acknowledgeDrain(@Nullable Instant deadline) {
            throw new UnsupportedOperationException();
        }
    }
}
