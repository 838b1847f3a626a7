package io.roadrunner.benchmarks.run.plan;

import io.roadrunner.benchmarks.run.plan.Measure.Idle;
import io.roadrunner.benchmarks.run.plan.Measure.OpenLoop;
import io.roadrunner.benchmarks.run.plan.Measure.Point;
import io.roadrunner.benchmarks.run.plan.Measure.Window;
import io.roadrunner.benchmarks.run.plan.Scenario.Who;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// All scenarios, in the order in which they run. Stateless.
public final class Scenarios {
    private static final int USUAL = 64;
    private static final int MANY = 512;
    private static final int CROWD = 4096;
    private static final int FEW = 4;
    private static final int H2_CONNECTIONS = 16;
    private static final int H2_STREAMS = 32;
    private static final int H2_LARGE_STREAMS = 8;
    private static final int WINDOW = 16;
    private static final String GZIP = "accept-encoding: gzip";

    private Scenarios() {}

    /// All of them.
    public static List<Scenario> all() {
        return Stream.of(http1(), connections(), tls(), http2(), webSocket(), openLoop(), memory())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Scenario> http1() {
        return List.of(
                brief("hello", "`GET /hello`, 64 connections", plain("/hello", Load.wrk(USUAL))),
                full("json", "a record as JSON, made for each request", json()),
                full("echo", "`POST` of 256 octets and back", plain("/echo", script("echo"))),
                full("headers_heavy", "16 more request fields", plain("/headers", fields(16))),
                full("large_response", "64 KiB", plain("/large", Load.wrk(USUAL))),
                brief("pipelined", "16 requests at once", plain("/hello", script("pipelined"))),
                full("post_4kb_form", "a form of 128 fields", plain("/form", script("form"))),
                full(
                        "varied_paths_router",
                        "100 routes with two parameters",
                        plain("/api/v1/r000/1/items/1", script("paths"))),
                full("upload", "20 MiB, streamed", plain("/upload", Load.wrk(FEW, "upload"))),
                full(
                        "streaming_response",
                        "4 pieces of 4 KiB, each flushed",
                        plain("/stream", Load.wrk(USUAL))),
                full("sse", "100 events, then the end", plain("/sse", Load.wrk(USUAL))),
                full(
                        "gzip_response",
                        "16 KiB of JSON, compressed for each request",
                        plain("/gzip", new Load.Wrk(USUAL, "", List.of(GZIP)))),
                brief(
                        "static",
                        "20 files of 1 to 300 KiB, some compressed beforehand",
                        plain("/static/", new Load.Wrk(USUAL, "static", List.of(GZIP)))),
                full(
                        "mixed",
                        "of 10 requests 6 hello, 3 json, 1 large",
                        plain("/", script("mixed"))));
    }

    private static List<Scenario> connections() {
        return List.of(
                full(
                        "connection_storm",
                        "a new connection for each request",
                        plain("/hello", new Load.Wrk(USUAL, "", List.of("connection: close")))),
                full(
                        "limited_conn",
                        "4096 connections, every tenth answer is the last of its connection",
                        plain("/hello", Load.wrk(CROWD, "tenth"))),
                full(
                        "idle_10k",
                        "`hello` beside 9 900 idle connections",
                        plain("/hello", Load.wrk(USUAL), Company.IDLE)),
                full(
                        "slow_clients",
                        "`hello` beside 1 000 clients that send 20 octets ten times a second",
                        plain("/hello", Load.wrk(USUAL), Company.SLOW)));
    }

    private static List<Scenario> tls() {
        return List.of(
                brief(
                        "tls_hello",
                        "`hello` over TLS 1.3, 64 connections",
                        tls("/hello", new Load.H2load(Load.Version.HTTP_1_1, USUAL, 1, false))),
                full(
                        "tls_handshake",
                        "a full handshake and one request on each connection, one at a time",
                        tls("/hello", new Load.Handshakes(false))),
                full(
                        "tls_resumption",
                        "the same with an earlier session",
                        tls("/hello", new Load.Handshakes(true))));
    }

    private static List<Scenario> http2() {
        return List.of(
                full(
                        "h2_hello",
                        "over TLS, 64 connections with one stream",
                        tls("/hello", Load.h2load(USUAL, 1))),
                brief(
                        "h2_hello_streams",
                        "over TLS, 16 connections with 32 streams",
                        tls("/hello", Load.h2load(H2_CONNECTIONS, H2_STREAMS))),
                full(
                        "h2c_hello",
                        "prior knowledge, 16 connections with 32 streams",
                        plain("/hello", Load.h2load(H2_CONNECTIONS, H2_STREAMS))),
                full(
                        "h2_json",
                        "over TLS, 16 connections with 32 streams",
                        tls("/json", Load.h2load(H2_CONNECTIONS, H2_STREAMS))),
                full(
                        "h2_large",
                        "64 KiB over TLS, 16 connections with 8 streams",
                        tls("/large", Load.h2load(H2_CONNECTIONS, H2_LARGE_STREAMS))),
                full(
                        "h2_upload",
                        "20 MiB over TLS, 4 connections with one stream",
                        tls("/upload", new Load.H2load(Load.Version.HTTP_2, FEW, 1, true))));
    }

    private static List<Scenario> webSocket() {
        return List.of(
                brief(
                        "websocket_echo",
                        "messages of 1 KiB, one at a time",
                        plain("/ws", new Load.WebSocket(USUAL, 1))),
                full(
                        "websocket_pipelined",
                        "messages of 1 KiB, 16 in flight",
                        plain("/ws", new Load.WebSocket(USUAL, WINDOW))));
    }

    private static List<Scenario> openLoop() {
        Window streams = tls("/hello", Load.h2load(H2_CONNECTIONS, H2_STREAMS));
        return List.of(
                brief(
                        "open_hello",
                        "`hello` at fixed times",
                        open(plain("/hello", Load.wrk(USUAL)))),
                full("open_json", "`json` at fixed times", open(json())),
                full(
                        "open_h2_hello",
                        "`h2_hello_streams` at fixed times",
                        new OpenLoop(streams, true)));
    }

    private static List<Scenario> memory() {
        Window hello = new Window(Door.PLAIN, "/hello", Load.wrk(MANY), Company.NONE, true);
        return List.of(
                brief("hello_512", "512 connections, heap as each server takes it", hello),
                idle("idle_http1", Idle.HTTP1, "/hello"),
                idle("idle_http2", Idle.HTTP2, "/hello"),
                idle("idle_websocket", Idle.WEBSOCKET, "/ws"),
                startUp(),
                alone(
                        "startup_program",
                        "`./roadrunner demo` to its first answer",
                        new Measure.StartUp(true)),
                alone("flat_connections", "`hello`, 16 to 4 096 connections", connectionSweep()),
                alone("flat_routes", "one of 1 to 10 000 routes with a parameter", routeSweep()),
                alone("flat_headers", "1 to 99 request fields", headerSweep()),
                alone(
                        "flat_drain",
                        "a drain with 10 to 10 000 idle connections",
                        new Measure.Drain(List.of(10, 100, 1000, 10_000))));
    }

    /// Without nginx, whose configuration is written by a process of ours before it starts.
    private static Scenario startUp() {
        return new Scenario(
                "startup",
                "from the start of the process to the first answer",
                new Measure.StartUp(false),
                Who.JAVA,
                true);
    }

    private static Measure connectionSweep() {
        return new Measure.Sweep(
                "connections",
                Stream.of(16, 64, 256, 1024, CROWD)
                        .map(size -> new Point(size, 1, "/hello", Load.wrk(size)))
                        .toList());
    }

    private static Measure routeSweep() {
        return new Measure.Sweep(
                "routes",
                Stream.of(1, 10, 100, 1000, 10_000)
                        .map(size ->
                                new Point(
                                        size, size, "/r/%d/7".formatted(size / 2), Load.wrk(USUAL)))
                        .toList());
    }

    private static Measure headerSweep() {
        return new Measure.Sweep(
                "request fields",
                Stream.of(1, 10, 25, 50, 99)
                        .map(size -> new Point(size, 1, "/hello", fields(size - 1)))
                        .toList());
    }

    /// `wrk` with so many fields beside its own.
    private static Load fields(int count) {
        return new Load.Wrk(
                USUAL,
                "",
                IntStream.range(0, count)
                        .mapToObj("x-bench-%1$d: value of field %1$d"::formatted)
                        .toList());
    }

    private static Load script(String name) {
        return Load.wrk(USUAL, name);
    }

    private static Window json() {
        return plain("/json", Load.wrk(USUAL));
    }

    private static Window plain(String path, Load load) {
        return plain(path, load, Company.NONE);
    }

    private static Window plain(String path, Load load, Company company) {
        return new Window(Door.PLAIN, path, load, company, false);
    }

    private static Window tls(String path, Load load) {
        return new Window(Door.TLS, path, load, Company.NONE, false);
    }

    private static Measure open(Window closed) {
        return new OpenLoop(closed, false);
    }

    private static Scenario idle(String name, Idle kind, String path) {
        Measure measure = new Measure.IdleMemory(kind, path);
        return new Scenario(name, "heap of an idle connection", measure, Who.JAVA, false);
    }

    private static Scenario brief(String name, String words, Measure measure) {
        return new Scenario(name, words, measure, Who.ALL, true);
    }

    private static Scenario full(String name, String words, Measure measure) {
        return new Scenario(name, words, measure, Who.ALL, false);
    }

    private static Scenario alone(String name, String words, Measure measure) {
        return new Scenario(name, words, measure, Who.ROADRUNNER, false);
    }
}
