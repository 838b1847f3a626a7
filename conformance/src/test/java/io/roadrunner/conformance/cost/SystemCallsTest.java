package io.roadrunner.conformance.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.config.TlsOptions.Identity;
import io.roadrunner.conformance.Programs;
import io.roadrunner.conformance.tls.Certificates;
import io.roadrunner.conformance.tls.TlsClient;
import io.roadrunner.testkit.Await;
import io.roadrunner.testkit.ChildProcess;
import io.roadrunner.testkit.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How often the kernel is asked for one request, seen from outside the process.
class SystemCallsTest {
    private static final String REQUEST = "GET /hello HTTP/1.1\r\nhost: a\r\n\r\n";
    private static final String POST =
            "POST /echo HTTP/1.1\r\nhost: a\r\ncontent-length: 2000\r\n\r\n" + "x".repeat(2000);
    private static final int BATCH = 16;
    private static final int ROUNDS = 100;

    /// A machine that is busy with something else makes threads meet where they seldom do; what the
    /// server always does, it does in every window.
    private static final int WINDOWS = 10;

    /// The first octet of an answer, as it is written down.
    private static final Pattern ANSWER = Pattern.compile("\\b(write|writev|sendto)\\(\\d+, .*\"H");

    /// The first octet of a head, of a chunk or of the line break behind one.
    private static final Pattern PIECE =
            Pattern.compile("\\b(write|writev|sendto)\\(\\d+, .*\"(H|[0-9a-f]|\\\\r)");

    private static final Pattern READ = Pattern.compile("\\b(read|readv|recvfrom)\\(");
    private static final Pattern WRITE = Pattern.compile("\\b(write|writev|sendto)\\(");

    /// How much one has taken, also when others were written down meanwhile.
    private static final Pattern WRITTEN = Pattern.compile("\\bwrite\\b.* = (\\d+)$");

    private static final Pattern WAIT = Pattern.compile("\\bepoll_ctl\\(");

    @TempDir private Path folder;

    private ChildProcess start(String... arguments) {
        String strace = Programs.need("strace").toString();
        String calls = "trace=read,readv,recvfrom,write,writev,sendto,epoll_ctl";
        return CostServer.start(
                List.of(strace, "-f", "-e", calls, "-s", "1", "-o", trace().toString()), arguments);
    }

    private Path trace() {
        return folder.resolve("trace");
    }

    private long count(Pattern call) {
        try {
            return Files.readString(trace()).lines().filter(call.asPredicate()).count();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private long written() {
        try {
            String calls = Files.readString(trace());
            return calls.lines()
                    .map(WRITTEN::matcher)
                    .filter(Matcher::find)
                    .mapToLong(call -> Long.parseLong(call.group(1)))
                    .sum();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void ask(Wire wire, String request, int batch) {
        wire.send(request.repeat(batch));
        for (int i = 0; i < batch; i++) {
            wire.readResponse().expectStatus(200);
        }
    }

    /// Asks and counts until a window of rounds takes no more than it may.
    private void assertTakes(String request, int batch, Calls most) {
        try (ChildProcess server = start();
                Wire wire = Wire.connect(CostServer.port(server))) {
            ask(wire, request, batch);
            Await.until("the first answer is written down", () -> count(ANSWER) > 0);
            List<Calls> windows = new ArrayList<>();
            do {
                windows.add(window(wire, request, batch));
            } while (!windows.getLast().isWithin(most) && windows.size() < WINDOWS);
            assertTrue(windows.getLast().isWithin(most), windows::toString);
        }
    }

    private Calls window(Wire wire, String request, int batch) {
        Calls before = calls();
        for (int i = 0; i < ROUNDS; i++) {
            ask(wire, request, batch);
        }
        long answers = before.answers + ROUNDS;
        Await.until("the answers are written down", () -> count(ANSWER) >= answers);
        return calls().since(before);
    }

    private Calls calls() {
        return new Calls(count(ANSWER), count(READ), count(WAIT));
    }

    private record Calls(long answers, long reads, long waits) {
        Calls since(Calls before) {
            return new Calls(answers - before.answers, reads - before.reads, waits - before.waits);
        }

        boolean isWithin(Calls most) {
            return answers <= most.answers && reads <= most.reads && waits <= most.waits;
        }
    }

    @Test
    void aRequestTakesOneWrite() {
        assertTakes(REQUEST, 1, new Calls(ROUNDS, 3 * ROUNDS / 2, 3 * ROUNDS / 2));
    }

    /// What does not fit once is read at once from then on.
    @Test
    void contentThatArrivesWithItsHeadTakesNoMoreReads() {
        assertTakes(POST, 1, new Calls(ROUNDS, 3 * ROUNDS / 2, 3 * ROUNDS / 2));
    }

    /// A batch that is being answered while the reaper looks leaves in two.
    @Test
    void aPipelinedBatchTakesOneWrite() {
        assertTakes(REQUEST, BATCH, new Calls(21 * ROUNDS / 20, 3 * ROUNDS / 2, 3 * ROUNDS / 2));
    }

    /// A head and four records' worth of content, RFC 8446 §5.1.
    @Test
    void recordsOfTlsLeaveTogether() throws IOException {
        Identity.Pem identity =
                new Certificates(folder).selfSigned("localhost", "prime256v1", "localhost");
        try (ChildProcess server =
                        start(identity.certificate().toString(), identity.key().toString());
                Socket socket = TlsClient.context().getSocketFactory().createSocket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", CostServer.port(server)));
            socket.setSoTimeout(10_000);
            askForMuch(socket);
            long answer = CostServer.LARGE;
            Await.until("the first answer is written down", () -> written() > answer);
            long before = count(WRITE);
            for (int i = 0; i < ROUNDS; i++) {
                askForMuch(socket);
            }
            long all = answer * (ROUNDS + 1);
            Await.until("the answers are written down", () -> written() > all);
            long writes = count(WRITE) - before;
            assertTrue(writes <= 2.5 * ROUNDS, writes + " writes");
        }
    }

    private static void askForMuch(Socket socket) throws IOException {
        String request = "GET /large HTTP/1.1\r\nhost: a\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        InputStream input = socket.getInputStream();
        int newlines = 0;
        while (newlines < 2) {
            int octet = input.read();
            newlines = octet == '\n' ? newlines + 1 : octet == '\r' ? newlines : 0;
        }
        assertEquals(CostServer.LARGE, input.readNBytes(CostServer.LARGE).length);
    }

    private static void askForBursts(Wire wire) {
        for (int i = 0; i < ROUNDS; i++) {
            wire.send("GET /events HTTP/1.1\r\nhost: a\r\n\r\n");
            assertEquals(CostServer.BURST, wire.readResponse().chunks().size());
        }
    }

    /// A write for each event would be a hundred, and it is two or three when nobody looks; strace
    /// holds up all threads, so that many a burst outlasts its time.
    @Test
    void aBurstOfEventsTakesFewWrites() {
        try (ChildProcess server = start();
                Wire wire = Wire.connect(CostServer.port(server))) {
            askForBursts(wire);
            Await.until("the first answers are written down", () -> count(ANSWER) >= ROUNDS);
            long before = count(PIECE);
            askForBursts(wire);
            Await.until("the answers are written down", () -> count(ANSWER) >= 2 * ROUNDS);
            long writes = count(PIECE) - before;
            assertTrue(writes <= 40L * ROUNDS, () -> writes + " writes");
        }
    }
}
