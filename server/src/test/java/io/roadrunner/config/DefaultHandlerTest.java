package io.roadrunner.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.http.Headers;
import io.roadrunner.http.HttpVersion;
import io.roadrunner.http.Mailbox;
import io.roadrunner.http.Request;
import io.roadrunner.http.RequestBody;
import io.roadrunner.http.RequestContext;
import io.roadrunner.http.RequestHead;
import io.roadrunner.http.Response;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DefaultHandlerTest {
    @Test
    void everythingIsAnswered404WithAHint() {
        RequestHead head =
                new RequestHead("GET", "/any", "/any", "", HttpVersion.HTTP_1_1, Headers.empty());
        Request request = new Request(head, RequestBody.empty(), new Context());
        Response.Buffered response =
                assertInstanceOf(Response.Buffered.class, new DefaultHandler().handle(request));
        assertEquals(404, response.status());
        String text = StandardCharsets.UTF_8.decode(response.body()).toString();
        assertTrue(text.contains("ListenerOptions.builder().routes("), text);
    }

    /// Only there to make a request.
    private record Context() implements RequestContext {
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
            return "web";
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
        public void closeAfterwards(java.io.Closeable resource) {}

        @Override
        public void sendInterim(int status, Headers headers) {}

        @Override
        public void acknowledgeDrain(@Nullable Instant deadline) {}
    }
}
