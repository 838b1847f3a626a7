package io.roadrunner.conformance.http1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.config.BodyBuffering;
import io.roadrunner.conformance.TestServer;
import io.roadrunner.conformance.http1.SmugglingTable.Row;
import io.roadrunner.http.Responses;
import io.roadrunner.routing.Routes;
import io.roadrunner.testkit.Rfc;
import io.roadrunner.testkit.Wire;
import io.roadrunner.testkit.WireResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Request smuggling: no bytes that are refused, or that belong to the content of a request, are
/// ever read as a request of their own.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SmugglingTableTest {
    private static final String ROWS = "io.roadrunner.conformance.http1.SmugglingTable#rows";
    private static final String SMUGGLED = "GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final String NEXT = "GET /next HTTP/1.1\r\nHost: x\r\n\r\n";

    private final EchoServer buffering = EchoServer.start();
    private final EchoServer manual =
            EchoServer.start(options -> options.bodyBuffering(BodyBuffering.MANUAL));

    private final Queue<String> reachedUnread = new ConcurrentLinkedQueue<>();
    private final TestServer unread = startUnread();

    private TestServer startUnread() {
        Routes routes =
                Routes.handler(request -> {
                    reachedUnread.add(request.path());
                    return Responses.text(200, request.path());
                });
        return TestServer.start(
                options -> options.routes(routes).bodyBuffering(BodyBuffering.MANUAL));
    }

    @AfterAll
    void stopTheServers() {
        buffering.close();
        manual.close();
        unread.close();
    }

    @Rfc({"9112 §6.3", "9112 §11.2"})
    @ParameterizedTest(name = "{0}")
    @MethodSource(ROWS)
    void aRequestEndsWhereTheTableSaysOrTheConnectionDoes(Row row) {
        try (Wire wire = buffering.connect()) {
            wire.send(row.request() + follower(row));
            expectOutcome(row, wire);
        }
        expectNotSmuggled(buffering.takeReached());
    }

    @Rfc({"9112 §6.3", "9112 §11.2"})
    @ParameterizedTest(name = "{0}")
    @MethodSource(ROWS)
    void theSameHoldsWhenItComesOctetByOctet(Row row) {
        String bytes = row.request() + follower(row);
        try (Wire wire = buffering.connect()) {
            for (int i = 0; i < bytes.length(); i++) {
                wire.send(bytes.substring(i, i + 1));
            }
            expectOutcome(row, wire);
        }
        expectNotSmuggled(buffering.takeReached());
    }

    @Rfc({"9112 §6.3", "9112 §11.2"})
    @ParameterizedTest(name = "{0}")
    @MethodSource(ROWS)
    void theSameHoldsWhenTheHandlerReadsTheBody(Row row) {
        try (Wire wire = manual.connect()) {
            wire.send(row.request() + follower(row));
            expectOutcome(row, wire);
        }
        expectNotSmuggled(manual.takeReached());
    }

    @Rfc({"9112 §6.3", "9112 §11.2"})
    @ParameterizedTest(name = "{0}")
    @MethodSource(ROWS)
    void aBodyThatNobodyReadsIsNeverTakenForARequest(Row row) {
        reachedUnread.clear();
        try (Wire wire = unread.connect()) {
            wire.send(row.request() + follower(row));
            WireResponse answer = wire.readResponse();
            if (row.closes()) {
                assertEquals(Wire.End.CLOSED, wire.expectClosed(), "the answer could be lost");
            } else {
                answer.expectStatus(200);
                wire.readResponse().expectStatus(200).expectBody("/next");
            }
        }
        expectNotSmuggled(List.copyOf(reachedUnread));
    }

    @Test
    void theTableHasManyDifferentRows() {
        Set<String> requests = new HashSet<>();
        SmugglingTable.rows().forEach(row -> assertTrue(requests.add(row.request()), row.name()));
        assertTrue(requests.size() >= 80, "rows: " + requests.size());
    }

    private static String follower(Row row) {
        return row.closes() ? SMUGGLED : NEXT;
    }

    private static void expectOutcome(Row row, Wire wire) {
        WireResponse answer = wire.readResponse().expectStatus(row.status());
        if (row.closes()) {
            answer.expectHeader("connection", "close");
            assertEquals(Wire.End.CLOSED, wire.expectClosed(), "the answer could be lost");
        } else {
            assertFalse(answer.headers("connection").contains("close"), answer.rawHead());
            wire.readResponse().expectStatus(200).expectHeader("x-path", "/next");
            assertTrue(wire.isOpen(), "the connection stays");
        }
    }

    private static void expectNotSmuggled(List<String> reached) {
        assertFalse(reached.contains("/smuggled"), "a smuggled request was served");
    }
}
