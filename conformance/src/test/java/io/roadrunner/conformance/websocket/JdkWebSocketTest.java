package io.roadrunner.conformance.websocket;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.roadrunner.websocket.WebSocketOptions;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The WebSocket client of the JDK, which somebody else wrote: messages of all sizes, fragments,
/// pings, and closes from both sides.
class JdkWebSocketTest {
    private static final long PATIENCE_SECONDS = 60;

    private static WebSocketServer server;
    private static HttpClient client;

    @BeforeAll
    static void start() {
        server = WebSocketServer.start(WebSocketServer.large());
        client = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    @AfterEach
    void nothingStaysBehind() {
        server.awaitIdle();
    }

    /// What the client receives, one entry for each message or control frame.
    private static final class Inbox implements WebSocket.Listener {
        private final BlockingQueue<Object> received = new LinkedBlockingQueue<>();
        private final StringBuilder text = new StringBuilder();
        private final ByteArrayOutputStream binary = new ByteArrayOutputStream();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                received.add(text.toString());
                text.setLength(0);
            }
            return more(socket);
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
            byte[] octets = new byte[data.remaining()];
            data.get(octets);
            binary.writeBytes(octets);
            if (last) {
                received.add(binary.toByteArray());
                binary.reset();
            }
            return more(socket);
        }

        @Override
        public CompletionStage<?> onPong(WebSocket socket, ByteBuffer message) {
            byte[] octets = new byte[message.remaining()];
            message.get(octets);
            received.add(octets);
            return more(socket);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            received.add(code + " " + reason);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            received.add(error);
        }

        private static CompletionStage<?> more(WebSocket socket) {
            socket.request(1);
            return CompletableFuture.completedStage(null);
        }

        <T> T take(Class<T> kind) throws InterruptedException {
            return kind.cast(received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
        }
    }

    private static WebSocket connect(Inbox inbox) {
        return client.newWebSocketBuilder().buildAsync(URI.create(server.url()), inbox).join();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 65_536, 1 << 20, 16 << 20})
    void messagesOfAnySizeComeBack(int size) throws Exception {
        byte[] octets = new byte[size];
        new Random(size).nextBytes(octets);
        String text = "ä".repeat(size / 2);
        Inbox inbox = new Inbox();
        WebSocket socket = connect(inbox);
        socket.sendBinary(ByteBuffer.wrap(octets), true).join();
        assertArrayEquals(octets, inbox.take(byte[].class));
        socket.sendText(text, true).join();
        assertEquals(text, inbox.take(String.class));
        closes(socket, inbox);
    }

    @Test
    void fragmentsMakeOneMessage() throws Exception {
        Inbox inbox = new Inbox();
        WebSocket socket = connect(inbox);
        socket.sendText("one, ", false).join();
        socket.sendPing(ByteBuffer.wrap(new byte[] {1, 2})).join();
        assertArrayEquals(new byte[] {1, 2}, inbox.take(byte[].class));
        socket.sendText("", false).join();
        socket.sendText("two", true).join();
        assertEquals("one, two", inbox.take(String.class));
        closes(socket, inbox);
    }

    @Test
    void everyPingIsAnswered() throws Exception {
        Inbox inbox = new Inbox();
        WebSocket socket = connect(inbox);
        for (int i = 0; i < 100; i++) {
            byte[] data = new byte[i];
            socket.sendPing(ByteBuffer.wrap(data)).join();
            assertArrayEquals(data, inbox.take(byte[].class));
        }
        closes(socket, inbox);
    }

    private static void closes(WebSocket socket, Inbox inbox) throws InterruptedException {
        socket.sendClose(4321, "bye").join();
        assertEquals("4321 ", inbox.take(String.class));
        assertEquals("bye", server.expectEnd(4321));
    }

    @Test
    void theServerClosesWithItsCodeAndReason() throws Exception {
        Inbox inbox = new Inbox();
        WebSocket socket = connect(inbox);
        socket.sendText("close 4001 go away", true).join();
        assertEquals("4001 go away", inbox.take(String.class));
        server.expectEnd(4001);
    }

    @Test
    void aSubprotocolIsAgreedUpon() {
        try (WebSocketServer other =
                WebSocketServer.start(WebSocketOptions.builder().subprotocols("chat").build())) {
            WebSocket socket =
                    client.newWebSocketBuilder()
                            .subprotocols("x-other", "chat")
                            .buildAsync(URI.create(other.url()), new Inbox())
                            .join();
            assertEquals("chat", socket.getSubprotocol());
            socket.abort();
        }
    }

    @Test
    void aPageThatIsNoWebSocketRefuses() {
        URI plain = URI.create("ws://127.0.0.1:" + server.port() + "/hello");
        CompletableFuture<WebSocket> refused =
                client.newWebSocketBuilder().buildAsync(plain, new Inbox());
        assertThrows(CompletionException.class, refused::join);
    }
}
