package io.roadrunner.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.http.FormException.Reason;
import java.nio.ReadOnlyBufferException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MultipartParserTest {
    private static final String NAMED = "content-disposition: form-data; name=n\r\n";

    @Test
    @DisplayName("RFC 7578 §4: fields and files with their names and types")
    void readsFieldsAndFiles() throws FormException {
        String field = "--b\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nhé\r\n";
        String file =
                "--b\r\nContent-Disposition: form-data; name=f; filename=\"a;b.txt\"\r\n"
                        + "Content-Type: text/plain\r\nX-More: 1\r\n\r\n1\r\n2\r\n";
        List<Form.Part> parts = parse(field + file + "--b--\r\n");
        assertEquals(2, parts.size());
        Form.Part title = parts.getFirst();
        assertEquals("title", title.name());
        assertEquals("hé", title.text());
        assertNull(title.filename());
        assertNull(title.contentType());
        assertFalse(title.isFile());
        Form.Part upload = parts.getLast();
        assertEquals("f", upload.name());
        assertEquals("a;b.txt", upload.filename());
        assertEquals("text/plain", upload.contentType());
        assertEquals("1", upload.headers().first("x-more"));
        assertEquals("1\r\n2", upload.text());
        assertEquals(4, upload.size());
        assertTrue(upload.isFile());
    }

    @Test
    @DisplayName("RFC 7578 §5.1: names are UTF-8")
    void decodesNamesAsUtf8() throws FormException {
        Form.Part part =
                parse(
                                "--b\r\nContent-Disposition: form-data; name=\"é\\\"\";"
                                        + " filename=\"C:\\dir\\€.txt\"\r\n\r\n\r\n--b--")
                        .getFirst();
        assertEquals("é\"", part.name());
        assertEquals("C:\\dir\\€.txt", part.filename());
    }

    @Test
    @DisplayName("RFC 2046 §5.1.1: preamble, epilogue and padding are ignored")
    void ignoresWhatIsNoPart() throws FormException {
        assertContents(
                List.of("x"), "pre\r\namble--b\r\n--b \t\r\n" + NAMED + "\r\nx\r\n--b--after");
        assertContents(List.of("x"), "\r\n--b\r\n" + NAMED + "\r\nx\r\n--b--\r\n--b\r\nmore");
        assertContents(List.of(), "--b--");
        assertContents(List.of(), "preamble\r\n--b--\r\n");
    }

    @Test
    @DisplayName("RFC 2046 §5.1.1: the line end before a delimiter belongs to it")
    void findsTheEndOfContent() throws FormException {
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
    void refusesMalformedBodies() {
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
        bodies.put("--b\r\n" + NAMED + "\r\nx\r\n--bb\r\n\r\n--b--", Reason.MALFORMED);
        bodies.put("--b\r\n", Reason.NO_HEADER_TERMINATOR);
        bodies.put("--b\r\n" + NAMED, Reason.NO_HEADER_TERMINATOR);
        bodies.put("--b\r\n" + NAMED + "x\r\n--b--", Reason.NO_HEADER_TERMINATOR);
        bodies.put("--b\r\n" + NAMED + "\r\n", Reason.NO_PART_TERMINATOR);
        bodies.put("--b\r\n" + NAMED + "\r\nx\r\n--", Reason.NO_PART_TERMINATOR);
        bodies.put("--b\r\n" + NAMED + "\r\nx--b--", Reason.NO_PART_TERMINATOR);
        bodies.forEach((body, reason) -> assertRefused(reason, body));
    }

    @Test
    @DisplayName("RFC 7578 §4.2: each part has a form-data disposition with a name")
    void refusesMalformedHeaders() {
        String[] headers = {
            "",
            "content-type: a/b\r\n",
            "content-disposition: form-data\r\n",
            "content-disposition: attachment; name=n\r\n",
            "content-disposition: form-data; name=\"n\r\n",
            "content-disposition: form-data; name=n; name=m\r\n",
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
    void readsHeadersUpToTheirLimitAndRefusesOneByteMore() throws FormException {
        int filler = Forms.MAX_PART_HEADER_BYTES - NAMED.length() - "x: \r\n\r\n".length();
        String atLimit = "--b\r\n" + NAMED + "x: " + "y".repeat(filler) + "\r\n\r\nz\r\n--b--";
        assertContents(List.of("z"), atLimit);
        assertRefused(Reason.NO_HEADER_TERMINATOR, atLimit.replaceFirst("yy", "yyy"));
    }

    @Test
    void readsPartsUpToTheirLimitAndRefusesOneMore() throws FormException {
        String part = "--b\r\n" + NAMED + "\r\nx\r\n";
        String atLimit = part.repeat(Forms.MAX_PARTS);
        assertEquals(Forms.MAX_PARTS, parse(atLimit + "--b--").size());
        assertRefused(Reason.TOO_MANY_PARTS, atLimit + part + "--b--");
    }

    @Test
    @DisplayName("RFC 2046 §5.1.1: a boundary has 1 to 70 characters and does not end in a space")
    void knowsTheGrammarOfBoundaries() {
        assertTrue(MultipartParser.isBoundary("0azAZ9'()+_,-./:=? x"));
        assertTrue(MultipartParser.isBoundary("b".repeat(70)));
        for (String text :
                new String[] {"", " ", "a ", "b".repeat(71), "a@b", "é", "a\r\n", "a;b", "a\"b"}) {
            assertFalse(MultipartParser.isBoundary(text), text);
        }
    }

    @Test
    void contentCannotBeChangedAndItsPositionStays() throws FormException {
        Form.Part part = parse("--b\r\n" + NAMED + "\r\nabc\r\n--b--").getFirst();
        assertThrows(ReadOnlyBufferException.class, () -> part.content().put((byte) 0));
        assertEquals('a', part.content().get());
        assertEquals('a', part.content().get());
        assertEquals("abc", part.text());
        assertArrayEquals(new byte[] {'a', 'b', 'c'}, part.bytes());
        assertEquals(0, part.content().position());
        assertEquals(3, part.content().limit());
    }

    @Test
    void readingReversesWritingForAnyContent() throws FormException {
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
            List<Form.Part> parts = parse(body.append("--b--\r\n").toString());
            assertEquals(
                    contents,
                    parts.stream().map(Form.Part::text).toList(),
                    "seed " + seed + " round " + round);
        }
    }

    @Test
    void everyCutOfABodyIsRefusedOrEndsInItsLastDelimiter() {
        String body = "pre\r\n--b\r\n" + NAMED + "\r\nx\r\n--b\r\n" + NAMED + "\r\n\r\n--b--";
        for (int length = 0; length < body.length(); length++) {
            String cut = body.substring(0, length);
            assertNotNull(assertThrows(FormException.class, () -> parse(cut), cut).reason());
        }
    }

    @Test
    void randomBodiesGiveAFormOrARefusal() {
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
            try {
                parse(body.toString());
            } catch (FormException refusal) {
                assertNotNull(refusal.reason(), "seed " + seed + " round " + round);
                refused++;
            }
        }
        assertTrue(refused > 0 && refused < 20_000, "both outcomes occur: " + refused);
    }

    private static void assertContents(List<String> contents, String body) throws FormException {
        assertEquals(contents, parse(body).stream().map(Form.Part::text).toList(), body);
    }

    private static void assertRefused(Reason reason, String body) {
        FormException refusal = assertThrows(FormException.class, () -> parse(body), body);
        assertEquals(reason, refusal.reason(), body);
    }

    private static List<Form.Part> parse(String body) throws FormException {
        return MultipartParser.parse(body.getBytes(StandardCharsets.UTF_8), "b");
    }
}
