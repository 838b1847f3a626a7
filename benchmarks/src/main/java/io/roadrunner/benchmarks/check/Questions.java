package io.roadrunner.benchmarks.check;

import io.roadrunner.benchmarks.check.Expected.Telling;
import io.roadrunner.benchmarks.peers.Answers;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What a server is asked. Stateless.
final class Questions {
    /// The first question, which tells whether a protocol is spoken at all.
    static final Question HELLO =
            Question.get("/hello", Expected.plain("text/plain", Answers.hello()));

    /// The route of the WebSocket, which no question here asks for.
    static final String WEB_SOCKET = "/ws";

    private static final String ROUTER = "/api/v1";
    private static final String STATIC = "/static";
    private static final Map<String, String> GZIP = Map.of("accept-encoding", "gzip");

    private static final int FIELDS = 16;
    private static final int FORM_FIELDS = 128;
    private static final int ECHO_LENGTH = 256;
    private static final int UPLOAD_LENGTH = 20 << 20;

    private Questions() {}

    /// Those about the routes that every server has.
    static List<Question> all() {
        List<Question> questions = new ArrayList<>(contents());
        questions.addAll(posts());
        for (int number : List.of(0, 42, Answers.ROUTES - 1)) {
            questions.add(item(number));
        }
        return questions;
    }

    private static List<Question> contents() {
        Buffer rows = Buffer.buffer(Answers.rows());
        return List.of(
                HELLO,
                Question.get("/json", Expected.plain(Answers.JSON, order())),
                new Question(
                        "/headers", Ask.get("/headers", fields()), Expected.text("value of 7")),
                Question.get("/large", Expected.plain(Answers.OCTETS, Answers.large())),
                Question.get("/stream", Expected.plain(Answers.OCTETS, pieces())),
                Question.get("/sse", new Expected(Answers.EVENTS, events(), Telling.EVENTS)),
                Question.get("/gzip", new Expected(Answers.JSON, rows, Telling.PLAIN)),
                new Question(
                        "/gzip",
                        Ask.get("/gzip", GZIP),
                        new Expected(Answers.JSON, rows, Telling.GZIP)));
    }

    private static List<Question> posts() {
        byte[] echo = "roadrunner".repeat(ECHO_LENGTH / 10).getBytes(StandardCharsets.US_ASCII);
        return List.of(
                new Question(
                        "/echo",
                        Ask.post("/echo", "application/x-bench", Buffer.buffer(echo)),
                        Expected.plain("application/x-bench", echo)),
                new Question(
                        "/form",
                        Ask.post("/form", "application/x-www-form-urlencoded", form()),
                        Expected.text(Answers.form(FORM_FIELDS, "value of field 64 & more"))),
                new Question(
                        "/upload",
                        Ask.post("/upload", Answers.OCTETS, Buffer.buffer(new byte[UPLOAD_LENGTH])),
                        Expected.text(Integer.toString(UPLOAD_LENGTH))));
    }

    /// Those about the files of a folder; siblings that are compressed are not asked for by name.
    static List<Question> files(Path folder) throws IOException {
        List<Question> questions = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String target = STATIC + "/" + file.getFileName();
                if (!target.endsWith(".gz")) {
                    Buffer content = Buffer.buffer(Files.readAllBytes(file));
                    questions.add(
                            new Question(
                                    STATIC,
                                    Ask.get(target),
                                    new Expected("", content, Telling.PLAIN)));
                    questions.add(
                            new Question(
                                    STATIC,
                                    Ask.get(target, GZIP),
                                    new Expected("", content, Telling.ANY)));
                }
            }
        }
        return questions;
    }

    private static Question item(int number) {
        return new Question(
                ROUTER,
                Ask.get(Answers.routePrefix(number) + "/17/items/blue"),
                Expected.text(Answers.route(number, "17", "blue")));
    }

    private static Map<String, String> fields() {
        return IntStream.range(0, FIELDS)
                .boxed()
                .collect(
                        Collectors.toMap(
                                i -> "x-bench-" + i,
                                i -> "value of " + i,
                                (a, _) -> a,
                                TreeMap::new));
    }

    private static Buffer form() {
        return Buffer.buffer(
                IntStream.range(0, FORM_FIELDS)
                        .mapToObj(i -> "field" + i + "=value+of+field+" + i + "+%26+more")
                        .collect(Collectors.joining("&")));
    }

    private static byte[] pieces() {
        Buffer pieces = Buffer.buffer();
        for (int i = 0; i < Answers.PIECES; i++) {
            pieces.appendBytes(Answers.piece());
        }
        return pieces.getBytes();
    }

    private static Buffer events() {
        Buffer events = Buffer.buffer();
        for (int i = 0; i < Answers.TICKS; i++) {
            events.appendString(Answers.event(i));
        }
        return events;
    }

    /// Written out, so that what serialises is checked, too.
    private static byte[] order() {
        return """
        {"number":1234567,"customer":"Geococcyx Ltd.","paid":true,"currency":"EUR","lines":[\
        {"product":"compass","quantity":1,"cents":2499},\
        {"product":"water bottle","quantity":2,"cents":1250},\
        {"product":"running shoes","quantity":1,"cents":8990}]}\
        """
                .getBytes(StandardCharsets.US_ASCII);
    }
}
