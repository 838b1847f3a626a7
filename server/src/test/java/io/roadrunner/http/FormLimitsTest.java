package io.roadrunner.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.http.FormException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// Each limit of a form at its bound and one past it.
class FormLimitsTest {
    private static final String NAMED = "content-disposition: form-data; name=n\r\n";
    private static final String FILE = "content-disposition: form-data; name=n; filename=x\r\n\r\n";

    @Test
    void parts() throws IOException {
        String part = "--b\r\n" + NAMED + "\r\nx\r\n";
        assertEquals(5, countWithin(o -> o.maxParts(5), part.repeat(5) + "--b--"));
        assertRefused(Reason.TOO_MANY_PARTS, o -> o.maxParts(5), part.repeat(6) + "--b--");
    }

    @Test
    void theHeaderOfAPartWithItsEmptyLine() throws IOException {
        int filler = 200 - NAMED.length() - "x: \r\n\r\n".length();
        String atLimit = "--b\r\n" + NAMED + "x: " + "y".repeat(filler) + "\r\n\r\nz\r\n--b--";
        assertEquals(1, countWithin(o -> o.maxPartHeaderBytes(200), atLimit));
        String past = atLimit.replaceFirst("yy", "yyy");
        assertRefused(Reason.HEADER_TOO_LONG, o -> o.maxPartHeaderBytes(200), past);
        assertRefused(
                Reason.HEADER_TOO_LONG,
                o -> o.maxPartHeaderBytes(1 << 20),
                "--b\r\n" + "y".repeat(2 << 20));
    }

    @Test
    void theFieldsInTheHeaderOfAPart() throws IOException {
        String atLimit = "--b\r\n" + NAMED + "x:\r\n".repeat(4) + "\r\nz\r\n--b--";
        assertEquals(1, countWithin(o -> o.maxPartHeaders(5), atLimit));
        assertRefused(Reason.HEADER_TOO_LONG, o -> o.maxPartHeaders(4), atLimit);
    }

    @Test
    void whatStandsInFrontOfTheFirstDelimiter() throws IOException {
        String rest = "\r\n--b\r\n" + NAMED + "\r\nx\r\n--b--";
        assertEquals(1, countWithin(o -> o.maxIgnoredBytes(100), "p".repeat(100) + rest));
        assertRefused(
                Reason.NO_INITIAL_BOUNDARY, o -> o.maxIgnoredBytes(100), "p".repeat(101) + rest);
        assertRefused(
                Reason.NO_INITIAL_BOUNDARY,
                o -> o.maxIgnoredBytes(100),
                "p".repeat(1_000_000) + rest);
    }

    @Test
    void whatStandsBehindTheLastDelimiter() throws IOException {
        String form = "--b\r\n" + NAMED + "\r\nx\r\n--b--";
        assertEquals(1, countWithin(o -> o.maxIgnoredBytes(100), form + "e".repeat(100)));
        assertRefused(
                Reason.EPILOGUE_TOO_LONG, o -> o.maxIgnoredBytes(100), form + "e".repeat(101));
    }

    @Test
    void theContentOfAPartReadOrSkipped() throws IOException {
        String head = "--b\r\n" + NAMED + "\r\n";
        assertEquals(1, countWithin(o -> o.maxPartBytes(9), head + "x".repeat(9) + "\r\n--b--"));
        String past = head + "x".repeat(10) + "\r\n--b--";
        assertRefused(Reason.PART_TOO_LONG, o -> o.maxPartBytes(9), past);
        Multipart skipping =
                TestMultipart.of(past, 3, MultipartOptions.builder().maxPartBytes(9).build());
        assertTrue(skipping.next() instanceof Part);
        FormException refusal = assertThrows(FormException.class, skipping::next);
        assertEquals(Reason.PART_TOO_LONG, refusal.reason());
    }

    @Test
    void theWholeBodyIsBoundByTheListenerUnlessSaidOtherwise() throws IOException {
        byte[] body = ("--b\r\n" + NAMED + "\r\nx\r\n--b--").getBytes(StandardCharsets.US_ASCII);
        for (boolean withLength : new boolean[] {true, false}) {
            assertEquals("x", read(body, withLength, body.length).first("n"));
            RejectedException refusal =
                    assertThrows(
                            RejectedException.class, () -> read(body, withLength, body.length - 1));
            assertEquals(Rejection.CONTENT_TOO_LARGE, refusal.rejection());
            MultipartOptions more = MultipartOptions.builder().maxContentBytes(body.length).build();
            RequestBody limited = new PieceBody(body, 7, withLength).limitedTo(3);
            FormLimits limits = FormLimits.builder().multipart(more).build();
            assertEquals(
                    "x", TestRequests.post(TestMultipart.TYPE, limited).form(limits).first("n"));
        }
    }

    private static Form read(byte[] body, boolean withLength, long limit) throws IOException {
        RequestBody limited = new PieceBody(body, 7, withLength).limitedTo(limit);
        return TestRequests.post(TestMultipart.TYPE, limited).form();
    }

    @Test
    void parametersOfAnUrlencodedForm() throws IOException {
        FormLimits limits = FormLimits.builder().maxParameters(3).build();
        assertEquals(List.of("1", "2", "3"), urlencoded("a=1&a=2&&a=3", limits).all("a"));
        assertFormRefused(Reason.TOO_MANY_PARTS, () -> urlencoded("a=1&a=2&a=3&a", limits));
    }

    @Test
    void bytesOfAnUrlencodedForm() throws IOException {
        FormLimits limits = FormLimits.builder().maxFieldsBytes(5).build();
        assertEquals("123", urlencoded("a=123", limits).first("a"));
        RejectedException refusal =
                assertThrows(RejectedException.class, () -> urlencoded("a=1234", limits));
        assertEquals(Rejection.CONTENT_TOO_LARGE, refusal.rejection());
    }

    @Test
    void bytesOfOneField() throws IOException {
        FormLimits limits = FormLimits.builder().maxFieldBytes(300).build();
        String atBound = "x".repeat(300);
        assertEquals(atBound, multipart(field(atBound), limits).first("n"));
        assertFormRefused(Reason.FIELD_TOO_LONG, () -> multipart(field(atBound + "x"), limits));
        // A file is none.
        assertEquals(
                301,
                multipart("--b\r\n" + FILE + atBound + "x\r\n", limits).files().getFirst().size());
    }

    @Test
    void bytesOfAllFieldsAndHeaders() throws IOException {
        int atBound = 2 * (NAMED.length() + 7) - 4;
        FormLimits limits = FormLimits.builder().maxFieldsBytes(atBound).build();
        String seven = field("x".repeat(7));
        assertEquals(2, multipart(field("x".repeat(7)) + seven, limits).all("n").size());
        assertFormRefused(
                Reason.FIELDS_TOO_LONG, () -> multipart(seven + field("x".repeat(8)), limits));
    }

    @Test
    void aFileInMemoryAndAllOfThem() throws IOException {
        FormLimits limits = FormLimits.builder().fileMemoryBytes(10).filesMemoryBytes(25).build();
        try (TestRequests.Context context = new TestRequests.Context()) {
            String files = file(10) + file(11) + file(10) + file(6) + file(5) + file(0) + file(1);
            Form form =
                    Forms.read(TestRequests.post(TestMultipart.TYPE, body(files), context), limits);
            assertEquals(
                    List.of(true, false, true, false, true, true, false),
                    form.files().stream().map(FormFile::isInMemory).toList());
        }
    }

    @Test
    void limitsOutOfRangeAreNamedTogether() {
        String problems =
                String.valueOf(
                        assertThrows(
                                        IllegalArgumentException.class,
                                        () -> new MultipartOptions(0, 63, 0, -1, -1, -2))
                                .getMessage());
        for (String name :
                List.of(
                        "Parts",
                        "PartHeaderBytes",
                        "PartHeaders",
                        "IgnoredBytes",
                        "PartBytes",
                        "ContentBytes")) {
            assertTrue(problems.contains("max" + name + " must be "), problems);
        }
        FormLimits.Builder wrong =
                FormLimits.builder()
                        .maxParameters(0)
                        .maxFieldBytes(-1)
                        .maxFieldsBytes(-1)
                        .fileMemoryBytes((16 << 20) + 1)
                        .filesMemoryBytes(-1);
        String more =
                String.valueOf(
                        assertThrows(IllegalArgumentException.class, wrong::build).getMessage());
        assertEquals(5, more.split(";", -1).length, more);
        assertFalse(more.toLowerCase(Locale.ROOT).contains("multipart"), more);
    }

    private interface Read {
        Form read() throws IOException;
    }

    private static void assertFormRefused(Reason reason, Read read) {
        assertEquals(reason, assertThrows(FormException.class, read::read).reason());
    }

    private static Form urlencoded(String body, FormLimits limits) throws IOException {
        Headers type = Headers.of("content-type", "application/x-www-form-urlencoded");
        byte[] bytes = body.getBytes(StandardCharsets.US_ASCII);
        return Forms.read(TestRequests.post(type, new PieceBody(bytes, 2, false)), limits);
    }

    private static Form multipart(String parts, FormLimits limits) throws IOException {
        return Forms.read(TestRequests.post(TestMultipart.TYPE, body(parts)), limits);
    }

    private static RequestBody body(String parts) {
        byte[] bytes = (parts + "--b--").getBytes(StandardCharsets.US_ASCII);
        return new PieceBody(bytes, 11, true);
    }

    private static String field(String content) {
        return "--b\r\n" + NAMED + "\r\n" + content + "\r\n";
    }

    private static String file(int size) {
        return "--b\r\n" + FILE + "x".repeat(size) + "\r\n";
    }

    private static int countWithin(UnaryOperator<MultipartOptions.Builder> limits, String body)
            throws IOException {
        Multipart multipart =
                TestMultipart.of(body, 13, limits.apply(MultipartOptions.builder()).build());
        int count = 0;
        while (multipart.next() != null) {
            count++;
        }
        return count;
    }

    private static void assertRefused(
            Reason reason, UnaryOperator<MultipartOptions.Builder> limits, String body) {
        FormException refusal = assertThrows(FormException.class, () -> countWithin(limits, body));
        assertEquals(reason, refusal.reason());
    }
}
