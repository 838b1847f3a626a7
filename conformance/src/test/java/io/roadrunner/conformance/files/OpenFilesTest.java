package io.roadrunner.conformance.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roadrunner.files.StaticFilesOptions;
import io.roadrunner.testkit.Await;
import io.roadrunner.testkit.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which files stay open between requests, and that none stays open for longer.
class OpenFilesTest {
    @TempDir Path root = Path.of("");
    private FileServer files;

    @BeforeEach
    void serve() {
        files = FileServer.remembering(root);
    }

    @AfterEach
    void stop() {
        files.close();
    }

    /// The file stays open for the next request, and is closed when none comes.
    @Test
    void aFileIsKeptOpenForAMomentOnly() throws IOException {
        Path file = files.write("kept.txt", "content").toRealPath();
        // More than once, as the second for which it is kept may end between two lines.
        Await.until("it is open between two requests", () -> openAfterRequest(file) == 1);
        Await.until("the file is closed", () -> openOnes(file) == 0);
        files.close();
        files = FileServer.serving(root, StaticFilesOptions.builder().cacheTtl(Duration.ZERO));
        for (int i = 0; i < 3; i++) {
            assertEquals(0, openAfterRequest(file));
        }
    }

    /// How often a file is open when a request for it is over: the next one on the same connection
    /// has been answered.
    private long openAfterRequest(Path file) {
        files.get("kept.txt").expectBody("content");
        files.get("none.txt").expectStatus(404);
        return openOnes(file);
    }

    @Test
    void clientsThatVanishLeaveNoFileOpen() throws IOException {
        Path file = files.write("large", FileServer.bytes(20_000_000)).toRealPath();
        int clients = 70;
        List<Wire> vanishing = new ArrayList<>();
        try {
            for (int i = 0; i < clients; i++) {
                Wire wire = Wire.connectWithSmallReceiveBuffer(files.server().port());
                vanishing.add(wire);
                wire.send("GET /files/large HTTP/1.1\r\nhost: a\r\n\r\n");
                wire.readHead().expectStatus(200);
            }
            assertEquals(clients, openOnes(file));
        } finally {
            vanishing.forEach(Wire::close);
        }
        Await.until("no file is open", () -> openOnes(file) == 0);
        files.get("large").expectStatus(200);
    }

    /// Several open files that were replaced are all found out by the next request.
    @Test
    void aFileThatWasReplacedAfterManyReadItIsTheNewOne() throws Exception {
        Path file = files.write("a.txt", FileServer.bytes(10_000_000));
        List<Wire> readers = new ArrayList<>();
        try {
            for (int i = 0; i < 6; i++) {
                Wire wire = Wire.connectWithSmallReceiveBuffer(files.server().port());
                readers.add(wire);
                wire.send("GET /files/a.txt HTTP/1.1\r\nhost: a\r\n\r\n");
                wire.readHead().expectStatus(200);
            }
            for (Wire wire : readers) {
                wire.discard(10_000_000);
            }
            Files.move(files.write("b.txt", "new"), file, StandardCopyOption.REPLACE_EXISTING);
            files.get("a.txt").expectStatus(200).expectBody("new");
        } finally {
            readers.forEach(Wire::close);
        }
    }

    /// How many descriptors of this process lead to a file.
    private static long openOnes(Path file) {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.filter(descriptor -> leadsTo(descriptor, file)).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean leadsTo(Path descriptor, Path file) {
        try {
            return Files.readSymbolicLink(descriptor).equals(file);
        } catch (IOException _) {
            // It was closed meanwhile.
            return false;
        }
    }
}
