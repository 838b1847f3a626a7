package io.roadrunner.conformance.http1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.conformance.http1.SmugglingTable.Row;
import io.roadrunner.testkit.Rfc;
import io.roadrunner.testkit.Wire;
import io.roadrunner.testkit.WireResponse;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Request smuggling: no bytes that are refused, or that belong to the content of a request, are
/// ever read as a request of their own.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SmugglingTableTest {
    private static final String SMUGGLED = "GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final String NEXT = "GET /next HTTP/1.1\r\nHost: x\r\n\r\n";

    private final EchoServer server = EchoServer.start();

    @AfterAll
    void stopTheServer() {
        server.close();
    }

    @Rfc({"9112 §6.3", "9112 §11.2"})
    @ParameterizedTest(name = "{0}")
    @MethodSource("io.roadrunner.conformance.http1.SmugglingTable#rows")
    void aRequestEndsWhereTheTableSaysOrTheConnectionDoes(Row row) {
        try (Wire wire = server.connect()) {
            wire.send(row.request() + (row.closes() ? SMUGGLED : NEXT));
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
        assertFalse(server.reached().contains("/smuggled"), "a smuggled request was served");
    }

    @Test
    void theTableHasManyDifferentRows() {
        Set<String> requests = new HashSet<>();
        SmugglingTable.rows().forEach(row -> assertTrue(requests.add(row.request()), row.name()));
        assertTrue(requests.size() >= 80, "rows: " + requests.size());
    }
}
