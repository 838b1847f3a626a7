package io.roadrunner.conformance.middleware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.conformance.TestServer;
import io.roadrunner.http.Request;
import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;
import io.roadrunner.middleware.RequestId;
import io.roadrunner.routing.Routes;
import io.roadrunner.testkit.Wire;
import io.roadrunner.testkit.WireResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Whose request ids are believed.
class RequestIdTest {
    private static final RequestId TRUSTING = RequestId.trusting("192.0.2.0/24", "127.0.0.0/8");

    private static Response tell(Request request) {
        return Responses.text(200, request.header("x-request-id") + " " + request.requestId());
    }

    /// The id that the handler saw and the peer got; the server's own is `own`.
    private static String id(RequestId middleware, String fields) {
        try (TestServer server =
                        TestServer.start(o ->
                                o.middlewares(List.of(middleware))
                                        .routes(Routes.handler(RequestIdTest::tell)));
                Wire wire = server.connect()) {
            WireResponse response =
                    wire.send("GET / HTTP/1.1\r\nhost: a\r\n" + fields + "\r\n").readResponse();
            String[] seen = response.expectStatus(200).text().split(" ");
            response.expectHeader("x-request-id", seen[0]);
            assertTrue(seen[1].matches("[0-9a-f]{16}"), seen[1]);
            return seen[0].equals(seen[1]) ? "own" : seen[0];
        }
    }

    @Test
    void aTokenOfATrustedPeerIsTaken() {
        assertEquals("abc-1.2", id(TRUSTING, "x-request-id: abc-1.2\r\n"));
        String longest = "x".repeat(128);
        assertEquals(longest, id(TRUSTING, "x-request-id: " + longest + "\r\n"));
    }

    @Test
    void anythingElseIsReplacedByTheServersOwn() {
        for (String field :
                List.of(
                        "",
                        "x-request-id:\r\n",
                        "x-request-id: " + "x".repeat(129) + "\r\n",
                        "x-request-id: a b\r\n",
                        "x-request-id: a,b\r\n",
                        "x-request-id: \"a\"\r\n",
                        "x-request-id: \u00e9\r\n",
                        "x-request-id: a\r\nx-request-id: a\r\n")) {
            assertEquals("own", id(TRUSTING, field), field);
        }
    }

    @Test
    void nobodyElseIsBelieved() {
        assertEquals("own", id(RequestId.standard(), "x-request-id: abc\r\n"));
        assertEquals("own", id(RequestId.trusting("192.0.2.0/24"), "x-request-id: abc\r\n"));
    }

    @Test
    void allWrongNetworksAreToldTogether() {
        assertEquals(
                "\"x\" is no network: no IP address: x; \"10.0.0.1/8\" is no network:"
                        + " 10.0.0.1 has bits behind the prefix /8",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> RequestId.trusting("x", "::/0", "10.0.0.1/8"))
                        .getMessage());
    }
}
