package io.roadrunner.conformance.bodies;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roadrunner.conformance.TestServer;
import io.roadrunner.http.Cookies;
import io.roadrunner.http.Headers;
import io.roadrunner.http.InvalidCookieException;
import io.roadrunner.http.QueryParameters;
import io.roadrunner.http.QueryString;
import io.roadrunner.http.Request;
import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;
import io.roadrunner.http.SetCookie;
import io.roadrunner.testkit.Rfc;
import io.roadrunner.testkit.Wire;
import io.roadrunner.testkit.WireResponse;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Cookies and queries on the wire.
class CookiesAndQueriesTest {
    private static WireResponse answer(TestServer server, String target, String fields) {
        try (Wire wire = server.connect()) {
            wire.send("GET " + target + " HTTP/1.1\r\nhost: a\r\n" + fields + "\r\n");
            return wire.readResponse();
        }
    }

    /// The query as it was understood.
    private static Response query(Request request) {
        return Responses.text(200, request.queryParameters().toString());
    }

    @Test
    void aQueryHasAThousandParameters() {
        try (TestServer server = TestServer.answering(CookiesAndQueriesTest::query)) {
            String atBound = "a&".repeat(QueryParameters.MAX_PARAMETERS);
            answer(server, "/?" + atBound, "").expectStatus(200);
            answer(server, "/?" + atBound + "b", "")
                    .expectStatus(400)
                    .expectBody("more than 1000 parameters\n");
            answer(server, "/?", "").expectStatus(200).expectBody("");
        }
    }

    @Test
    void anyParametersComeThrough() {
        long seed = 3_986;
        Random random = new Random(seed);
        try (TestServer server = TestServer.answering(CookiesAndQueriesTest::query);
                Wire wire = server.connect()) {
            for (int round = 0; round < 200; round++) {
                QueryParameters parameters = QueryParameters.empty();
                for (int i = random.nextInt(5); i > 0; i--) {
                    parameters = parameters.with(text(random), text(random));
                }
                String query = QueryString.encode(parameters);
                wire.send("GET /?" + query + " HTTP/1.1\r\nhost: a\r\n\r\n");
                assertEquals(query, wire.readResponse().text(), "seed " + seed);
            }
        }
    }

    private static String text(Random random) {
        String alphabet = "aZ09-._~%+&=;?#/\\\"'<> \t\r\n\0é€\u007f";
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    @Test
    @Rfc("6265 §4.2")
    void cookiesOfARequestAreBoundAndTheRestIsNotSeen() {
        try (TestServer server =
                TestServer.answering(request ->
                        Responses.text(
                                200,
                                request.cookies().size()
                                        + " "
                                        + Cookies.first(request.headers(), "last")))) {
            String most = "a=;".repeat(Cookies.MAX_COOKIES - 1);
            answer(server, "/", "cookie: " + most + "last=1\r\n").expectBody("256 1");
            answer(server, "/", "cookie: a=;" + most + "last=1\r\n").expectBody("256 null");
            answer(server, "/", "cookie: x\r\ncookie: =y; last=2;;\r\n").expectBody("1 2");
        }
    }

    @Test
    @Rfc("6265 §4.1")
    void whatIsSetHasItsAttributesAndComesBack() {
        SetCookie cookie =
                SetCookie.builder("__Host-id", "a/b=c")
                        .path("/")
                        .maxAge(Duration.ofHours(1))
                        .secure()
                        .httpOnly()
                        .sameSite(SetCookie.SameSite.NONE)
                        .build();
        try (TestServer server =
                TestServer.answering(request ->
                        Responses.text(
                                200,
                                String.valueOf(Cookies.first(request.headers(), "__Host-id")),
                                Headers.of("set-cookie", cookie.toString())))) {
            String set = "__Host-id=a/b=c; Path=/; Max-Age=3600; Secure; HttpOnly; SameSite=None";
            answer(server, "/", "").expectHeader("set-cookie", set).expectBody("null");
            answer(server, "/", "cookie: __Host-id=a/b=c\r\n").expectBody("a/b=c");
        }
    }

    @Test
    @Rfc("6265 §4.1.1")
    void aValueCannotBreakOutOfItsCookie() {
        try (TestServer server =
                TestServer.answering(request -> {
                    try {
                        String value = request.queryParameters().all("v").getFirst();
                        SetCookie cookie = SetCookie.builder("n", value).build();
                        return Responses.text(200, cookie.toString());
                    } catch (InvalidCookieException _) {
                        return Responses.text(200, "refused");
                    }
                })) {
            for (String value : new String[] {"a;b", "a\r\nx: y", "a b", "a,b", "a\"b", "é"}) {
                String query = QueryString.encode(QueryParameters.of("v", value));
                answer(server, "/?" + query, "").expectStatus(200).expectBody("refused");
            }
        }
    }
}
