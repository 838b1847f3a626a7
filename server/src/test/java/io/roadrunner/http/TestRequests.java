package io.roadrunner.http;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
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
        return new Request(head(headers), new Body(ByteBuffer.wrap(body)), new Context());
    }

    /// A POST without a body in a context of the test's own.
    static Request of(RequestContext context) {
        return new Request(head(Headers.empty()), RequestBody.empty(), context);
    }

    private static RequestHead head(Headers headers) {
        return new RequestHead("POST", "/", "/", "", HttpVersion.HTTP_1_1, headers);
    }

    private record Body(ByteBuffer content) implements RequestBody {
        @Override
        public boolean isPresent() {
            return true;
        }

        @Override
        public long length() {
            return -1;
        }

        @Override
        public int read(ByteBuffer target) {
            if (!content.hasRemaining()) {
                return -1;
            }
            int count = Math.min(content.remaining(), target.remaining());
            target.put(content.slice(content.position(), count));
            content.position(content.position() + count);
            return count;
        }

        @Override
        public byte[] readChunk() {
            byte[] rest = new byte[content.remaining()];
            content.get(rest);
            return rest;
        }

        @Override
        public Headers trailers() {
            return Headers.empty();
        }
    }

    /// A context that remembers what it shall close.
    static final class Context implements RequestContext {
        private final List<java.io.Closeable> resources = new ArrayList<>();

        List<java.io.Closeable> resources() {
            return resources;
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
        public void closeAfterwards(java.io.Closeable resource) {
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
