package io.roadrunner.conformance.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.conformance.Programs;
import io.roadrunner.testkit.Await;
import io.roadrunner.testkit.ChildProcess;
import io.roadrunner.testkit.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How often the kernel is asked for one request, seen from outside the process.
class SystemCallsTest {
    private static final String REQUEST = "GET /hello HTTP/1.1\r\nhost: a\r\n\r\n";
    private static final int BATCH = 16;
    private static final int ROUNDS = 100;

    /// The first octet of an answer, as it is written down.
    private static final Pattern ANSWER = Pattern.compile("\\b(write|writev|sendto)\\(\\d+, .*\"H");

    /// The first octet of a head, of a chunk or of the line break behind one.
    private static final Pattern PIECE =
            Pattern.compile("\\b(write|writev|sendto)\\(\\d+, .*\"(H|[0-9a-f]|\\\\r)");

    private static final Pattern READ = Pattern.compile("\\b(read|readv|recvfrom)\\(");
    private static final Pattern WAIT = Pattern.compile("\\bepoll_ctl\\(");

    @TempDir private Path folder;

    private ChildProcess start() {
        String strace = Programs.need("strace").toString();
        String calls = "trace=read,readv,recvfrom,write,writev,sendto,epoll_ctl";
        return CostServer.start(
                List.of(strace, "-f", "-e", calls, "-s", "1", "-o", trace().toString()));
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

    private static void ask(Wire wire, int batch) {
        wire.send(REQUEST.repeat(batch));
        for (int i = 0; i < batch; i++) {
            wire.readResponse().expectStatus(200);
        }
    }

    /// Asks and counts.
    private Calls measure(int batch) {
        try (ChildProcess server = start();
                Wire wire = Wire.connect(CostServer.port(server))) {
            ask(wire, batch);
            Await.until("the first answer is written down", () -> count(ANSWER) > 0);
            Calls before = calls();
            for (int i = 0; i < ROUNDS; i++) {
                ask(wire, batch);
            }
            long answers = before.answers + ROUNDS;
            Await.until("the answers are written down", () -> count(ANSWER) >= answers);
            Calls after = calls();
            return new Calls(
                    after.answers - before.answers,
                    after.reads - before.reads,
                    after.waits - before.waits);
        }
    }

    private Calls calls() {
        return new Calls(count(ANSWER), count(READ), count(WAIT));
    }

    private record Calls(long answers, long reads, long waits) {}

    @Test
    void aRequestTakesOneWrite() {
        Calls calls = measure(1);
        assertEquals(ROUNDS, calls.answers, calls::toString);
        assertTrue(calls.reads <= 2.5 * ROUNDS, calls::toString);
        assertTrue(calls.waits <= 1.5 * ROUNDS, calls::toString);
    }

    /// A batch that is being answered while the reaper looks leaves in two.
    @Test
    void aPipelinedBatchTakesOneWrite() {
        Calls calls = measure(BATCH);
        assertTrue(calls.answers <= 1.05 * ROUNDS, calls::toString);
        assertTrue(calls.reads <= 3.2 * ROUNDS, calls::toString);
        assertTrue(calls.waits <= 1.5 * ROUNDS, calls::toString);
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
