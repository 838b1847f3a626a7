package io.roadrunner.http1;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.connection.CloseCause;
import io.roadrunner.connection.Next;
import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How the answers of pipelined requests leave (RFC 9112 §9.3.2).
class PipeliningTest {
    private static final String REQUEST = "GET /hello HTTP/1.1\r\nHost: example.org\r\n\r\n";

    private final FakeTransport transport = new FakeTransport();

    private void serve() {
        Next end = TestProtocol.hello(new FakeClock()).connect(transport).serve();
        assertEquals(new Next.Close(CloseCause.PEER_CLOSED), end);
    }

    /// The bound up to which content is gathered, and one past it.
    @ParameterizedTest
    @ValueSource(ints = {16_000, 16_384, 16_385, 65_536})
    void contentLeavesInOneWriteWithItsHead(int length) {
        Response response =
                Responses.body(200, "text/plain", "x".repeat(length).getBytes(US_ASCII));
        transport.feed(REQUEST).feedEnd();
        TestProtocol.answering(new FakeClock(), response).connect(transport).serve();
        assertTrue(transport.written().endsWith("\r\n\r\n" + "x".repeat(length)));
        assertEquals(1, answers());
        assertEquals(1, transport.writes());
    }

    @Test
    void largeContentLeavesBehindTheAnswersBeforeIt() {
        Response response =
                Responses.body(200, "text/plain", "x".repeat(100_000).getBytes(US_ASCII));
        transport.feed(REQUEST.repeat(2)).feedEnd();
        TestProtocol.answering(new FakeClock(), response).connect(transport).serve();
        assertEquals(2, answers());
        assertEquals(3, transport.written().split("x{100000}", -1).length);
        assertEquals(4, transport.writes(), "two slices each");
    }

    private int answers() {
        return transport.written().split("HTTP/1.1 200 OK\r\n", -1).length - 1;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 16, 60})
    void theAnswersOfOnePacketLeaveInOneWrite(int count) {
        transport.feed(REQUEST.repeat(count)).feedEnd();
        serve();
        assertEquals(count, answers());
        assertEquals(1, transport.writes());
    }

    @Test
    void anAnswerLeavesBeforeTheRestOfTheNextRequestIsWaitedFor() {
        transport.feed(REQUEST + "GET /hel");
        transport.beforeReturn(() -> transport.beforeReturn(this::theFirstAnswerIsThere));
        transport.feed("lo HTTP/1.1\r\nHost: example.org\r\n\r\n").feedEnd();
        serve();
        assertEquals(2, answers());
    }

    private void theFirstAnswerIsThere() {
        assertEquals(1, answers());
    }
}
