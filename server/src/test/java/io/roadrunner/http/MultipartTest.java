package io.roadrunner.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.http.FormException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MultipartTest {
    private static final String NAMED = "content-disposition: form-data; name=n\r\n";
    private static final int ANY = 1 << 20;

    @Test
    @DisplayName("RFC 7578 §4: fields and files with their names and types")
    void readsFieldsAndFiles() throws IOException {
        String field = "--b\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nhé\r\n";
        String file =
                "--b\r\nContent-Disposition: form-data; name=f; filename=\"a;b.txt\"\r\n"
                        + "Content-Type: text/plain\r\nX-More: 1\r\n\r\n1\r\n2\r\n";
        try (Multipart multipart = open(field + file + "--b--\r\n")) {
            Part title = nextOf(multipart);
            assertEquals("title", title.name());
            assertEquals("hé", title.text(ANY));
            assertNull(title.fileName());
            assertNull(title.contentType());
            assertFalse(title.isFile());
            Part upload = nextOf(multipart);
            assertEquals("f", upload.name());
            assertEquals("a;b.txt", upload.fileName());
            assertEquals("text/plain", upload.contentType());
            assertEquals("1", upload.headers().first("x-more"));
            assertEquals("1\r\n2", upload.text(ANY));
            assertTrue(upload.isFile());
            assertNull(multipart.next());
            assertNull(multipart.next());
        }
    }

    @Test
    @DisplayName("RFC 7578 §5.1: names are UTF-8, quoted ones may hold semicolons and escapes")
    void decodesNamesAsUtf8() throws IOException {
        Part part =
                nextOf(
                        open(
                                "--b\r\nContent-Disposition: form-data; name=\"é;\\\"\";"
                                        + " filename=\"C:\\dir\\€.txt\"\r\n\r\n\r\n--b--"));
        assertEquals("é;\"", part.name());
        assertEquals("C:\\dir\\€.txt", part.fileName());
    }

    @Test
    @DisplayName("RFC 2046 §5.1.1: preamble, epilogue and padding are ignored")
    void ignoresWhatIsNoPart() throws IOException {
        assertContents(
                List.of("x"), "pre\r\namble--b\r\n--b \t\r\n" + NAMED + "\r\nx\r\n--b--after");
        assertContents(List.of("x"), "\r\n--b\r\n" + NAMED + "\r\nx\r\n--b--\r\n--b\r\nmore");
        String padding = " \t".repeat(128);
        assertContents(List.of("x"), "--b" + padding + "\r\n" + NAMED + "\r\nx\r\n--b--");
        assertContents(List.of(), "--b--");
        assertContents(List.of(), "preamble\r\n--b--\r\n");
    }

    @Test
    @DisplayName("RFC 2046 §5.1.1: the line end before a delimiter belongs to it")
    void findsTheEndOfContent() throws IOException {
        assertContents(List.of(""), "--b\r\n" + NAMED + "\r\n\r\n--b--");
        assertContents(List.of(""), "--b\r\n" + NAMED + "\r\n--b--");
        assertContents(
                List.of("", "y"), "--b\r\n" + NAMED + "\r\n--b\r\n" + NAMED + "\r\ny\r\n--b--");
        assertContents(List.of("\r\n"), "--b\r\n" + NAMED + "\r\n\r\n\r\n--b--");
        assertContents(
                List.of("x--b\n--b\r--b"), "--b\r\n" + NAMED + "\r\nx--b\n--b\r--b\r\n--b--");
        assertContents(
                List.of("\r\r\n-\r\n--\r"), "--b\r\n" + NAMED + "\r\n\r\r\n-\r\n--\r\r\n--b--");
    }

    @Test
    void refusesMalformedBodies() throws IOException {
        Map<String, Reason> bodies = new LinkedHashMap<>();
        bodies.put("", Reason.NO_INITIAL_BOUNDARY);
        bodies.put("--", Reason.NO_INITIAL_BOUNDARY);
        bodies.put("x--b\r\n", Reason.NO_INITIAL_BOUNDARY);
        bodies.put("\n--b\r\n", Reason.NO_INITIAL_BOUNDARY);
        bodies.put("--c\r\n" + NAMED + "\r\n\r\n--c--", Reason.NO_INITIAL_BOUNDARY);
        bodies.put("--b", Reason.MALFORMED);
        bodies.put("--b-", Reason.MALFORMED);
        bodies.put("--bb\r\n", Reason.MALFORMED);
        bodies.put("--b\n" + NAMED + "\r\n\r\n--b--", Reason.MALFORMED);
        bodies.put("--b \r", Reason.MALFORMED);
        bodies.put("--b" + " ".repeat(257) + "\r\n", Reason.MALFORMED);
        bodies.put("--b\r\n" + NAMED + "\r\nx\r\n--bb\r\n\r\n--b--", Reason.MALFORMED);
        bodies.put("--b\r\n", Reason.NO_HEADER_TERMINATOR);
        bodies.put("--b\r\n" + NAMED, Reason.NO_HEADER_TERMINATOR);
        bodies.put("--b\r\n" + NAMED + "x\r\n--b--", Reason.NO_HEADER_TERMINATOR);
        bodies.put("--b\r\n" + NAMED + "\r\n", Reason.NO_PART_TERMINATOR);
        bodies.put("--b\r\n" + NAMED + "\r\nx\r\n--", Reason.NO_PART_TERMINATOR);
        bodies.put("--b\r\n" + NAMED + "\r\nx--b--", Reason.NO_PART_TERMINATOR);
        for (Map.Entry<String, Reason> entry : bodies.entrySet()) {
            assertRefused(entry.getValue(), entry.getKey());
        }
    }

    @Test
    @DisplayName("RFC 7578 §4.2: each part has one form-data disposition with a name")
    void refusesMalformedHeaders() throws IOException {
        String[] headers = {
            "",
            "content-type: a/b\r\n",
            "content-disposition: form-data\r\n",
            "content-disposition: attachment; name=n\r\n",
            "content-disposition: form-data; name=\"n\r\n",
            "content-disposition: form-data; name=n; name=m\r\n",
            NAMED + NAMED,
            NAMED + "no colon\r\n",
            NAMED + ": no name\r\n",
            NAMED + "space : before\r\n",
            NAMED + " folded: line\r\n",
            NAMED + "x-nul: \0\r\n",
            NAMED + "x-lf: a\nb: c\r\n",
            NAMED + "x-cr: a\rb: c\r\n",
        };
        for (String header : headers) {
            assertRefused(Reason.BAD_HEADER, "--b\r\n" + header + "\r\nx\r\n--b--");
        }
    }

    @Test
    @DisplayName("RFC 2046 §5.1.1: a boundary has 1 to 70 characters and does not end in a space")
    void knowsTheGrammarOfBoundaries() {
        assertTrue(Delimiter.isBoundary("0azAZ9'()+_,-./:=? x"));
        assertTrue(Delimiter.isBoundary("b".repeat(70)));
        for (String text :
                new String[] {"", " ", "a ", "b".repeat(71), "a@b", "é", "a\r\n", "a;b", "a\"b"}) {
            assertFalse(Delimiter.isBoundary(text), text);
        }
    }

    @Test
    void allThatIsUnreadIsSkippedByTheNextPart() throws IOException {
        String part = "--b\r\n" + NAMED + "\r\n" + "0123456789".repeat(20_000) + "\r\n";
        try (Multipart multipart = open(part + part + "--b--")) {
            Part first = nextOf(multipart);
            ByteBuffer some = ByteBuffer.allocate(5);
            assertEquals(5, first.read(some));
            assertEquals(0, first.read(some));
            assertEquals("01234", new String(some.array(), StandardCharsets.US_ASCII));
            Part second = nextOf(multipart);
            assertThrows(IllegalStateException.class, () -> first.read(ByteBuffer.allocate(1)));
            ByteArrayOutputStream copy = new ByteArrayOutputStream();
            assertEquals(200_000, second.transferTo(copy));
            assertEquals(200_000, copy.size());
            assertEquals(-1, second.read(ByteBuffer.allocate(1)));
            assertEquals(0, second.transferTo(Channels.newChannel(copy)));
            assertNull(multipart.next());
        }
    }

    @Test
    void aFailureIsTheLastWord() throws IOException {
        Multipart multipart = open("--b\r\n" + NAMED + "\r\nxxxxxxxx");
        Part part = nextOf(multipart);
        FormException first = assertThrows(FormException.class, () -> part.bytes(ANY));
        assertSame(first, assertThrows(FormException.class, multipart::next));
        assertSame(first, assertThrows(FormException.class, () -> part.bytes(ANY)));
        multipart.close();
        assertThrows(IllegalStateException.class, multipart::next);
    }

    @Test
    void everyWayOfArrivingGivesTheSameParts() throws IOException {
        String body =
                "pre\r\n--b\r\n" + NAMED + "\r\n\r\r\n--\r\n-b\r\n--b\r\n" + NAMED + "\r\n--b--end";
        for (int piece = 1; piece <= body.length(); piece++) {
            List<String> contents =
                    contents(TestMultipart.of(body, piece, MultipartOptions.standard()));
            assertEquals(List.of("\r\r\n--\r\n-b", ""), contents, "pieces of " + piece);
        }
    }

    @Test
    void readingReversesWritingForAnyContent() throws IOException {
        long seed = 2_046;
        Random random = new Random(seed);
        String alphabet = "\r\n-bx\0";
        for (int round = 0; round < 2000; round++) {
            List<String> contents = new ArrayList<>();
            StringBuilder body = new StringBuilder();
            for (int i = random.nextInt(4); i > 0; i--) {
                StringBuilder content = new StringBuilder();
                for (int j = random.nextInt(30); j > 0; j--) {
                    content.append(alphabet.charAt(random.nextInt(alphabet.length())));
                }
                String text = content.toString();
                // A sender chooses its boundary so that it does not occur.
                if (!("\r\n" + text + "\r\n").contains("\r\n--b")) {
                    contents.add(text);
                    body.append("--b\r\n").append(NAMED).append("\r\n").append(text).append("\r\n");
                }
            }
            Multipart multipart =
                    TestMultipart.of(
                            body.append("--b--\r\n").toString(),
                            1 + random.nextInt(40),
                            MultipartOptions.standard());
            assertEquals(contents, contents(multipart), "seed " + seed + " round " + round);
        }
    }

    @Test
    void longContentIsFoundWhereverItsDelimiterFalls() throws IOException {
        long seed = 64;
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            byte[] octets = new byte[65_536 - 60 + round];
            random.nextBytes(octets);
            String content = new String(octets, StandardCharsets.ISO_8859_1);
            String body = "--b\r\n" + NAMED + "\r\n" + content + "\r\n--b--";
            Multipart multipart = TestMultipart.ofLatin1(body, Integer.MAX_VALUE, true);
            byte[] read = nextOf(multipart).bytes(ANY);
            assertEquals(content, new String(read, StandardCharsets.ISO_8859_1), "seed " + seed);
            assertNull(multipart.next());
        }
    }

    @Test
    void everyCutOfABodyIsRefusedOrEndsInItsLastDelimiter() throws IOException {
        String body = "pre\r\n--b\r\n" + NAMED + "\r\nx\r\n--b\r\n" + NAMED + "\r\n\r\n--b--";
        for (int length = 0; length < body.length(); length++) {
            String cut = body.substring(0, length);
            assertNotNull(
                    assertThrows(FormException.class, () -> contents(open(cut)), cut).reason());
        }
    }

    @Test
    void randomBodiesGiveAFormOrARefusal() throws IOException {
        long seed = 7_578;
        Random random = new Random(seed);
        String[] pieces = {
            "--b", "\r\n", "--", "\r", "\n", NAMED, "x", ":", "\r\n--b", "\"", ";", " "
        };
        int refused = 0;
        for (int round = 0; round < 20_000; round++) {
            StringBuilder body = new StringBuilder("--b\r\n");
            for (int i = random.nextInt(16); i > 0; i--) {
                body.append(pieces[random.nextInt(pieces.length)]);
            }
            String text = body.toString();
            Object whole = outcome(open(text));
            Object inPieces =
                    outcome(TestMultipart.of(text, 1 + round % 7, MultipartOptions.standard()));
            assertEquals(whole, inPieces, "seed " + seed + " round " + round);
            refused += whole instanceof Reason ? 1 : 0;
        }
        assertTrue(refused > 0 && refused < 20_000, "both outcomes occur: " + refused);
    }

    private static Object outcome(Multipart multipart) throws IOException {
        try {
            return contents(multipart);
        } catch (FormException refusal) {
            return refusal.reason();
        }
    }

    private static void assertContents(List<String> contents, String body) throws IOException {
        assertEquals(contents, contents(open(body)), body);
    }

    private static void assertRefused(Reason reason, String body) throws IOException {
        assertEquals(reason, outcome(open(body)), body);
    }

    private static List<String> contents(Multipart multipart) throws IOException {
        List<String> contents = new ArrayList<>();
        for (@Nullable Part part; (part = multipart.next()) != null; ) {
            contents.add(part.text(ANY));
        }
        return contents;
    }

    private static Part nextOf(Multipart multipart) throws IOException {
        Part part = multipart.next();
        assertNotNull(part);
        return part;
    }

    private static Multipart open(String body) throws FormException {
        return TestMultipart.of(body, Integer.MAX_VALUE, MultipartOptions.standard());
    }
}
