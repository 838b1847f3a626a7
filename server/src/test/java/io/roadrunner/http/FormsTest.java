package io.roadrunner.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.roadrunner.http.FormException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class FormsTest {
    private static final String URLENCODED = "application/x-www-form-urlencoded";

    @Test
    void readsUrlencodedForms() throws IOException {
        for (String type :
                new String[] {URLENCODED, "Application/X-WWW-Form-Urlencoded; charset=UTF-8"}) {
            Form form = request(type, "a=1&b=x+y&a=%C3%A9&c").form();
            assertEquals(4, form.fields().size());
            assertEquals(List.of(), form.files());
            assertEquals("1", form.first("a"));
            assertEquals(List.of("1", "é"), form.all("a"));
            assertEquals("", form.first("c"));
            assertNull(form.first("d"));
        }
        assertEquals("é", request(URLENCODED, "a=é").form().first("a"));
    }

    @Test
    void readsOddUrlencodedForms() throws IOException {
        String[][] rows = {
            {"", ""},
            {"&&", ""},
            {"=", "="},
            {"=v", "=v"},
            {"a==b", "a=%3Db"},
            {"a=%", "a=%25"},
            {"a=%4", "a=%254"},
            {"a=%zz", "a=%25zz"},
            {"%=%", "%25=%25"},
            {"a=%00", "a=%00"},
            {"a=%ff", "a=%EF%BF%BD"},
            {"a=%c3", "a=%EF%BF%BD"},
            {"a=1;b=2", "a=1%3Bb%3D2"},
            {"a=1\r\n", "a=1%0D%0A"},
            {"a+b=c%2Bd", "a+b=c%2Bd"},
            {"a=1&a", "a=1&a"},
        };
        for (String[] row : rows) {
            assertEquals(row[1], request(URLENCODED, row[0]).form().fields().toString(), row[0]);
        }
    }

    @Test
    void codedContentIsNotReadAsAForm() throws IOException {
        for (String type : new String[] {URLENCODED, "multipart/form-data; boundary=b"}) {
            Headers headers = Headers.of("content-type", type, "content-encoding", "gzip");
            assertRefused(
                    Reason.UNSUPPORTED_CONTENT_CODING,
                    TestRequests.post(headers, new byte[] {'a'}));
        }
        Headers identity = Headers.of("content-type", URLENCODED, "content-encoding", "Identity");
        assertEquals(
                "1", TestRequests.post(identity, new byte[] {'a', '=', '1'}).form().first("a"));
    }

    @Test
    void aBodyThatHasBeenReadIsAFormAllTheSame() throws IOException {
        String part = "--b\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--b--";
        Request multipart = request("multipart/form-data; boundary=b", part);
        assertEquals(part.length(), multipart.body().length);
        assertEquals("1", multipart.form().first("a"));
        Request urlencoded = request(URLENCODED, "a=1");
        assertEquals("1", urlencoded.form().first("a"));
        assertEquals(3, urlencoded.body().length);
    }

    @Test
    void readsMultipartForms() throws IOException {
        String body =
                "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n"
                        + "--b\r\nContent-Disposition: form-data; name=a\r\n\r\n\r\n--b--";
        Form form = request("multipart/form-data; boundary=b", body).form();
        assertEquals("1", form.first("a"));
        assertEquals(List.of("1", ""), form.all("a"));
        assertEquals(List.of(), form.all("b"));
        assertNull(form.first("b"));
    }

    @Test
    void theFormCanBeReadAgain() throws IOException {
        Request request = request(URLENCODED, "a=1");
        assertSame(request.form(), request.form());
    }

    @Test
    void refusesOtherContentTypes() {
        assertRefused(Reason.NO_CONTENT_TYPE, TestRequests.post(Headers.empty(), new byte[0]));
        for (String type :
                new String[] {
                    "", "text/plain", "multipart/mixed; boundary=b", ";", URLENCODED + "; x"
                }) {
            assertRefused(Reason.UNSUPPORTED_CONTENT_TYPE, request(type, "a=1"));
        }
    }

    @Test
    void aFormWithoutContentIsEmptyOrHasNoBoundary() throws IOException {
        Headers type = Headers.of("content-type", URLENCODED);
        assertEquals(0, TestRequests.post(type, RequestBody.empty()).form().fields().size());
        assertRefused(
                Reason.NO_INITIAL_BOUNDARY,
                TestRequests.post(TestMultipart.TYPE, RequestBody.empty()));
    }

    @Test
    void refusesMultipartWithoutAValidBoundary() {
        String[] parameters = {
            "",
            "; charset=utf-8",
            "; boundary=\"\"",
            "; boundary=\"a \"",
            "; boundary=\"a@b\"",
            "; boundary=" + "b".repeat(71)
        };
        for (String parameter : parameters) {
            assertRefused(Reason.NO_BOUNDARY, request("multipart/form-data" + parameter, "--b--"));
        }
    }

    @Test
    void refusesMoreParametersThanItsLimit() throws IOException {
        String atLimit = "a&".repeat(QueryParameters.MAX_PARAMETERS);
        Form form = request(URLENCODED, atLimit).form();
        assertEquals(QueryParameters.MAX_PARAMETERS, form.all("a").size());
        assertRefused(Reason.TOO_MANY_PARTS, request(URLENCODED, atLimit + "b"));
    }

    @Test
    void refusalsSayHowTheyAreAnswered() {
        for (Reason reason : Reason.values()) {
            int expected =
                    switch (reason) {
                        case NO_CONTENT_TYPE,
                                UNSUPPORTED_CONTENT_TYPE,
                                UNSUPPORTED_CONTENT_CODING ->
                                415;
                        case TOO_MANY_PARTS,
                                HEADER_TOO_LONG,
                                PART_TOO_LONG,
                                FIELD_TOO_LONG,
                                FIELDS_TOO_LONG,
                                EPILOGUE_TOO_LONG ->
                                413;
                        case NO_BOUNDARY,
                                NO_INITIAL_BOUNDARY,
                                BAD_HEADER,
                                NO_HEADER_TERMINATOR,
                                NO_PART_TERMINATOR,
                                MALFORMED ->
                                400;
                    };
            assertEquals(expected, reason.status());
            assertEquals(0, new FormException(reason).getStackTrace().length);
        }
    }

    private static Request request(String contentType, String body) {
        return TestRequests.post(
                Headers.of("content-type", contentType), body.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertRefused(Reason reason, Request request) {
        String hint = String.valueOf(request.header("content-type"));
        FormException refusal = assertThrows(FormException.class, request::form, hint);
        assertEquals(reason, refusal.reason(), hint);
    }
}
