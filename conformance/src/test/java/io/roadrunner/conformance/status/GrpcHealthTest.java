package io.roadrunner.conformance.status;

import static io.roadrunner.testkit.http2.Frames.data;
import static io.roadrunner.testkit.http2.Frames.headers;
import static io.roadrunner.testkit.http2.Frames.reset;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.status.Checker;
import io.roadrunner.status.Status;
import io.roadrunner.testkit.Await;
import io.roadrunner.testkit.Wire;
import io.roadrunner.testkit.http2.ErrorCode;
import io.roadrunner.testkit.http2.Frame;
import io.roadrunner.testkit.http2.HeadersFrame;
import io.roadrunner.testkit.http2.Http2Response;
import io.roadrunner.testkit.http2.Http2Wire;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `grpc.health.v1` frame by frame on the listener of the plugin: what is answered, what is
// refused.
class GrpcHealthTest {
    private static final byte[] SERVING = {0, 0, 0, 0, 2, 8, 1};
    private static final byte[] NOT_SERVING = {0, 0, 0, 0, 2, 8, 2};
    private static final byte[] SERVICE_UNKNOWN = {0, 0, 0, 0, 2, 8, 3};

    private static Http2Wire connect(StatusServer server) {
        return Http2Wire.connect(server.plugin().port());
    }

    private static HeadersFrame call(int stream, String method) {
        return headers(stream)
                .post("/grpc.health.v1.Health/" + method)
                .field("content-type", "application/grpc")
                .field("te", "trailers");
    }

    /// A frame with the request for a service.
    private static byte[] request(String service) {
        byte[] name = service.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(7 + name.length)
                .put((byte) 0)
                .putInt(2 + name.length)
                .put((byte) 0x0a)
                .put((byte) name.length)
                .put(name)
                .array();
    }

    private static Http2Response ask(Http2Wire wire, int stream, String method, byte[] content) {
        wire.send(call(stream, method), data(stream, content).endStream());
        return wire.expectResponse(stream)
                .expectStatus(200)
                .expectField("content-type", "application/grpc");
    }

    private static void expectStatus(Http2Response response, int status) {
        String number = Integer.toString(status);
        if (status == 0) {
            response.expectTrailer("grpc-status", number);
        } else {
            response.expectField("grpc-status", number).expectBody("");
        }
    }

    private static byte[] bytes(Http2Response response) {
        return response.body().bytes();
    }

    @Test
    void checkSaysHowAServiceIs() {
        try (StatusServer server = StatusServer.start();
                Http2Wire wire = connect(server)) {
            server.listen("web");
            server.both("db", Status::ok);
            server.both("mail", () -> Status.unavailable("full"));
            server.plugin().register(Checker.of("thread-leak", Status::ok));
            int stream = 1;
            for (String service : List.of("web", "db", "thread-leak")) {
                Http2Response response = ask(wire, stream, "Check", request(service));
                expectStatus(response, 0);
                assertArrayEquals(SERVING, bytes(response), service);
                stream += 2;
            }
            assertArrayEquals(NOT_SERVING, bytes(ask(wire, 7, "Check", request("mail"))));
            assertArrayEquals(NOT_SERVING, bytes(ask(wire, 9, "Check", request(""))));
            assertArrayEquals(NOT_SERVING, bytes(ask(wire, 11, "Check", new byte[5])));
            expectStatus(ask(wire, 13, "Check", request("gone")), 5);
            server.plugin().shutDown();
            assertArrayEquals(NOT_SERVING, bytes(ask(wire, 15, "Check", request("db"))));
            expectStatus(ask(wire, 17, "Check", request("gone")), 5);
        }
    }

    @Test
    void theWholeProgramServesWhenEverythingIsReady() {
        try (StatusServer server = StatusServer.start();
                Http2Wire wire = connect(server)) {
            assertArrayEquals(NOT_SERVING, bytes(ask(wire, 1, "Check", request(""))));
            server.listen("web");
            assertArrayEquals(SERVING, bytes(ask(wire, 3, "Check", request(""))));
        }
    }

    @Test
    void listSaysHowAllAre() {
        try (StatusServer server = StatusServer.start();
                Http2Wire wire = connect(server)) {
            server.listen("web");
            server.both("db", () -> Status.unavailable("full"));
            Http2Response response = ask(wire, 1, "List", new byte[5]);
            expectStatus(response, 0);
            String expected =
                    "00"
                            + "0000001b" // one frame of 27 bytes
                            + "0a06"
                            + "0a00"
                            + "12020802" // ""
                            + "0a08"
                            + "0a026462"
                            + "12020802" // db
                            + "0a09"
                            + "0a03776562"
                            + "12020801"; // web
            assertEquals(expected.substring(10), hex(response).substring(10));
        }
    }

    private static String hex(Http2Response response) {
        return HexFormat.of().formatHex(bytes(response));
    }

    @Test
    void watchSaysEachChangeAndNothingTwice() {
        try (StatusServer server = StatusServer.start();
                Http2Wire wire = connect(server)) {
            AtomicReference<Status> db = new AtomicReference<>(Status.ok());
            server.listen("web");
            wire.send(call(1, "Watch"), data(1, request("db")).endStream());
            wire.expectHeaders(1);
            assertArrayEquals(SERVICE_UNKNOWN, wire.expectData(1).content().bytes());
            server.both("db", db::get);
            assertArrayEquals(SERVING, wire.expectData(1).content().bytes());
            db.set(Status.unavailable("full"));
            assertArrayEquals(NOT_SERVING, wire.expectData(1).content().bytes());
            db.set(Status.ok());
            assertArrayEquals(SERVING, wire.expectData(1).content().bytes());
            server.plugin().shutDown();
            assertArrayEquals(NOT_SERVING, wire.expectData(1).content().bytes());
        }
    }

    @Test
    void watchEndsWhenItsListenerDrains() {
        try (StatusServer server = StatusServer.start();
                Http2Wire wire = connect(server)) {
            server.listen("web");
            wire.send(call(1, "Watch"), data(1, request("web")).endStream());
            wire.expectHeaders(1);
            assertArrayEquals(SERVING, wire.expectData(1).content().bytes());
            server.plugin().close();
            assertArrayEquals(NOT_SERVING, wire.expectData(1).content().bytes());
            Frame.Headers trailers = wire.expectHeaders(1);
            assertTrue(trailers.endStream());
            assertTrue(trailers.toString().contains("14"), trailers.toString());
        }
    }

    @Test
    void watchesAreBoundedAndGivenBack() {
        try (StatusServer server = StatusServer.start();
                Http2Wire first = connect(server);
                Http2Wire second = connect(server)) {
            server.listen("web");
            for (int i = 0; i < 100; i++) {
                int stream = 2 * i + 1;
                first.send(call(stream, "Watch"), data(stream, request("web")).endStream());
                first.expectHeaders(stream);
            }
            expectStatus(ask(second, 1, "Watch", request("web")), 8);
            assertArrayEquals(SERVING, bytes(ask(second, 3, "Check", request("web"))));
            first.send(reset(1, ErrorCode.CANCEL));
            int[] stream = {3};
            Await.until(
                    "a place is free again",
                    () -> {
                        stream[0] += 2;
                        second.send(
                                call(stream[0], "Watch"),
                                data(stream[0], request("web")).endStream());
                        return second.expectHeaders(stream[0]).fields().stream()
                                .noneMatch(field -> field.name().equals("grpc-status"));
                    });
        }
    }

    @Test
    void theTimeOfTheCallIsKept() {
        CountDownLatch never = new CountDownLatch(1);
        try (StatusServer server = StatusServer.start();
                Http2Wire wire = connect(server)) {
            server.listen("web");
            server.both(
                    "hangs",
                    () -> {
                        never.await();
                        return Status.ok();
                    });
            wire.send(
                    call(1, "Check").field("grpc-timeout", "100m"),
                    data(1, request("hangs")).endStream());
            expectStatus(wire.expectResponse(1), 4);
            wire.send(
                    call(3, "Check").field("grpc-timeout", "100m"),
                    data(3, request("web")).endStream());
            assertArrayEquals(SERVING, bytes(wire.expectResponse(3)));
            wire.send(
                    call(5, "Watch").field("grpc-timeout", "300m"),
                    data(5, request("web")).endStream());
            Http2Response watched = wire.expectResponse(5).expectTrailer("grpc-status", "4");
            assertArrayEquals(SERVING, bytes(watched));
            wire.send(
                    call(7, "List").field("grpc-timeout", "100000u"),
                    data(7, new byte[5]).endStream());
            expectStatus(wire.expectResponse(7), 4);
        } finally {
            never.countDown();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ''                   | 13 | no message
                    00                   | 13 | ends too early
                    00000000             | 13 | ends too early
                    0000000002           | 13 | ends too early
                    000000000208         | 13 | ends too early
                    01000000020801       | 12 | compressed
                    02000000020801       | 13 | compressed flag
                    ff000000020801       | 13 | compressed flag
                    00ffffffff           | 8  | more than 4096 bytes
                    0000001001           | 8  | more than 4096 bytes
                    00000000000000000000 | 13 | more than one message
                    000000000000         | 13 | more than one message
                    00000000020a05       | 13 | malformed
                    00000000020a         | 13 | ends too early
                    00000000010a         | 13 | malformed
                    00000000030a01ff     | 13 | malformed
                    00000000020000       | 13 | malformed
                    00000000010b         | 13 | malformed
                    """)
    void aCallThatIsNoneIsRefused(String hex, int status, String message) {
        try (StatusServer server = StatusServer.start();
                Http2Wire wire = connect(server)) {
            byte[] content = HexFormat.of().parseHex(hex);
            Http2Response response = ask(wire, 1, "Check", content);
            expectStatus(response, status);
            String text = Objects.requireNonNull(response.field("grpc-message"));
            assertTrue(text.contains(message), text);
            expectStatus(ask(wire, 3, "Watch", content), status);
            assertArrayEquals(NOT_SERVING, bytes(ask(wire, 5, "Check", request(""))));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "5", "S", "123456789S", "-1S", "1s", "1 S", "0x1S", "1.5S", "1SS", "٣S"})
    void aTimeThatIsNoneIsRefused(String timeout) {
        try (StatusServer server = StatusServer.start();
                Http2Wire wire = connect(server)) {
            byte[] utf8 = timeout.getBytes(StandardCharsets.UTF_8);
            wire.send(
                    call(1, "Check")
                            .field("grpc-timeout", new String(utf8, StandardCharsets.ISO_8859_1)),
                    data(1, request("")).endStream());
            expectStatus(wire.expectResponse(1), 13);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "application/grpc, 200",
        "application/grpc+proto, 200",
        "Application/GRPC; charset=utf-8, 200",
        "application/grpc+json, 415",
        "application/grpc-web, 415",
        "application/json, 415",
        "application/x-www-form-urlencoded, 415"
    })
    void theContentIsOfGrpc(String type, int status) {
        try (StatusServer server = StatusServer.start();
                Http2Wire wire = connect(server)) {
            wire.send(
                    call(1, "Check").with("content-type", type), data(1, request("")).endStream());
            wire.expectResponse(1).expectStatus(status);
            wire.send(call(3, "Check").without("content-type"), data(3, request("")).endStream());
            wire.expectResponse(3).expectStatus(415);
        }
    }

    @Test
    void otherMethodsAndServicesAreNotThere() {
        try (StatusServer server = StatusServer.start();
                Http2Wire wire = connect(server)) {
            wire.send(call(1, "Stop"), data(1, request("")).endStream());
            wire.expectResponse(1).expectStatus(404);
            wire.send(headers(3).get("/grpc.health.v1.Health/Check"));
            wire.expectResponse(3).expectStatus(405).expectField("allow", "POST");
        }
    }

    @Test
    void http1IsToldWhatIsMissing() {
        try (StatusServer server = StatusServer.start();
                Wire wire = server.connect()) {
            String frame = new String(request(""), StandardCharsets.ISO_8859_1);
            wire.send(
                    "POST /grpc.health.v1.Health/Check HTTP/1.1\r\nhost: a\r\n"
                            + "content-type: application/grpc\r\ncontent-length: "
                            + frame.length()
                            + "\r\n\r\n"
                            + frame);
            wire.readResponse().expectStatus(505).expectBody("gRPC needs HTTP/2\n");
        }
    }

    @Test
    void randomContentIsAnsweredAndHarmsNobody() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        try (StatusServer server = StatusServer.start();
                Http2Wire wire = connect(server)) {
            server.listen("web");
            for (int i = 0; i < 300; i++) {
                byte[] message = new byte[random.nextInt(20)];
                random.nextBytes(message);
                byte[] frame =
                        ByteBuffer.allocate(5 + message.length)
                                .put((byte) 0)
                                .putInt(message.length)
                                .put(message)
                                .array();
                Http2Response response = ask(wire, 2 * i + 1, "Check", frame);
                String inHead = response.field("grpc-status");
                String status = inHead == null ? response.trailer("grpc-status") : inHead;
                assertTrue(
                        List.of("0", "5", "13").contains(String.valueOf(status)),
                        () -> "seed " + seed + ": " + status);
            }
            assertArrayEquals(SERVING, bytes(ask(wire, 601, "Check", request("web"))));
        }
    }

    @Test
    void aServiceOfTheLongestNameIsFoundAndNoLongerOne() {
        try (StatusServer server = StatusServer.start();
                Http2Wire wire = connect(server)) {
            String name = "n".repeat(120);
            server.both(name, Status::ok);
            assertArrayEquals(SERVING, bytes(ask(wire, 1, "Check", request(name))));
            String many =
                    List.of("a", "b").stream().map(a -> a.repeat(60)).collect(Collectors.joining());
            expectStatus(ask(wire, 3, "Check", request(many)), 5);
        }
    }
}
